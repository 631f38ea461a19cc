"""Many worlds: run them, and read what each option changes against the baseline, with intervals."""

from dataclasses import replace

import solara
import solara.lab

from sim.dashboard import words
from sim.dashboard.desk import Desk
from sim.dashboard.parts import Effects, Message, Runner


@solara.component
def ManyWorlds(desk: Desk) -> None:
    """The ensemble of the options on the page."""
    stage, asked, state = desk.stage.value, desk.asked.value, desk.many.state.value

    def start(size: dict[str, object]) -> None:
        desk.many.start(asked, stage, desk.pair.value, str(size["draws"]), str(size["runs"]))

    Message(title=words.MANY_WORLDS, lines=[words.MANY_WORLDS_WHY], kind="en-caution")
    Runner(
        draws=state.draws or str(stage.scenario.draws),
        runs=state.runs or str(stage.scenario.runs),
        running=state.running,
        stopping=state.stopping,
        share=state.share,
        said=state.said,
        event_started=start,
        event_stopped=desk.many.stop,
    )
    if state.found is not None and state.asked is not None:
        if replace(state.asked, world=asked.world) != asked:
            Message(title=words.BEFORE, lines=[words.BEFORE_WHY])
        Found(desk)


@solara.component
def Found(desk: Desk) -> None:
    """What the ensemble gave."""
    from sim.dashboard.effects import charts, tables

    found, pair = desk.many.state.value.found, ":".join(desk.pair.value)
    shown = solara.use_memo(lambda: tables(found), [id(found)])
    drawn = solara.lab.use_task(lambda: charts(found, pair), dependencies=[id(found), pair])
    for caption, rows in shown:
        picked = [row | {"picked": set(row["subject"].split(":")) == set(desk.pair.value)} for row in rows]
        Effects(caption=caption, rows=picked, event_picked=desk.pick)
    if drawn.finished and not drawn.value:
        Message(title=f"{pair} was not watched in these worlds.", lines=[words.NOT_WATCHED_WHY])
    with solara.Div(classes=["en-two"]):
        for told, source in drawn.latest or ():
            with solara.Div(classes=["en-card"]):
                solara.v.Html(tag="img", attributes={"src": source, "alt": told}, class_="en-chart")
