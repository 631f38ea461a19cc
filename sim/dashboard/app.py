"""The page: what to choose at its side, one world or many beside it. Solara shows `Page`."""

import logging
from importlib.resources import files
from pathlib import PurePosixPath

import reacton
import solara
import solara.lab

from sim.dashboard import offered, words
from sim.dashboard.asked import from_address
from sim.dashboard.chooser import Chooser
from sim.dashboard.desk import MANY, ONE, Desk
from sim.dashboard.many_view import ManyWorlds
from sim.dashboard.one_view import OneWorld
from sim.dashboard.parts import Message, Tabs

log = logging.getLogger(__name__)
STYLE = files("sim.dashboard").joinpath("page.css").read_text(encoding="utf-8")
VIEWS = [{"value": ONE, "text": "One world"}, {"value": MANY, "text": "Many worlds"}]


@solara.component
def Page() -> None:
    """Everything, for one visitor."""
    search = solara.use_router().search
    desk = solara.use_memo(lambda: Desk(from_address(search or "", offered.names())), [])
    asked, reading = desk.asked.value, desk.reading.value
    preparing = solara.lab.use_task(lambda: desk.prepare(asked), dependencies=[asked, reading])
    solara.lab.use_task(desk.play, dependencies=[desk.playing.value, id(desk.stage.value)])
    solara.use_effect(lambda: desk.many.stop, [])
    solara.Style(STYLE)
    with solara.Div(classes=["en-page"]):
        Head(desk)
        with solara.Div(classes=["en-body"]):
            Chooser(desk)
            with solara.Div(classes=["en-show", "en-busy" if preparing.pending else "en-ready"]):
                Stand(desk, preparing.pending)


@solara.component
def Head(desk: Desk) -> None:
    """What the page is about."""
    stage = desk.stage.value
    title = stage.scenario.title if stage else "Entente"
    solara.Title(f"{title} · Entente" if stage else title)
    with solara.Div(classes=["en-head"]):
        solara.v.Html(tag="h1", children=[title])
        if stage:
            solara.v.Html(tag="p", children=[stage.scenario.question])
        Tabs(label="What to look at", value=desk.view.value, choices=VIEWS, event_chosen=desk.view.set)


@solara.component
def Stand(desk: Desk, pending: bool) -> None:
    """What stands beside the choices: messages, then one world or many."""
    trouble, stage = desk.trouble.value, desk.stage.value
    if trouble is not None:
        Message(
            title=trouble.title,
            lines=trouble.lines,
            kind="en-wrong",
            button="Read the file again",
            event_pressed=lambda *_: desk.read_again(),
        )
    if stage is None:
        if pending:
            name = PurePosixPath(desk.asked.value.file).name
            Message(title=words.PREPARING.format(name), lines=[*words.PREPARING_WHAT], kind="en-wait")
    else:
        Shown(desk)


@solara.component
def Shown(desk: Desk) -> None:
    """One world or many; where that fails, a sentence and no trace."""
    failed, again = reacton.use_exception()
    solara.use_effect(lambda: log.error("the page failed", exc_info=failed) if failed else None, [failed])
    if failed is not None:
        said = f"{type(failed).__name__}: {failed}"
        Message(
            title=words.FAILED,
            lines=[said],
            kind="en-wrong",
            button="Try again",
            event_pressed=lambda *_: again(),
        )
    elif desk.view.value == ONE:
        OneWorld(desk)
    else:
        ManyWorlds(desk)
