"""What a visitor chooses: scenario, circumstances, two options, how strong each provision is, and which world."""

from dataclasses import asdict
from typing import Any

import solara

from sim.dashboard import offered, words
from sim.dashboard.asked import BASELINE, MOST_WORLDS
from sim.dashboard.desk import Desk
from sim.dashboard.parts import Levers, Number, Pick
from sim.dashboard.prepare import Trouble


@solara.component
def Chooser(desk: Desk) -> None:
    """The side of the page."""
    asked, stage = desk.asked.value, desk.stage.value
    names = offered.names()
    listed = names if asked.file in names else [asked.file, *names]
    with solara.Div(classes=["en-side"]):
        Pick(label="Scenario", value=asked.file, choices=_as_choices(listed), event_chosen=desk.open)
        if stage is None:
            return
        if stage.cases:
            cases = [{"value": case.name, "text": case.title} for case in stage.cases]
            about = next(case.stands_for for case in stage.cases if case.name == stage.case)
            Pick(
                label="Circumstances",
                value=stage.case,
                choices=cases,
                event_chosen=lambda name: desk.ask(case=name),
                about=about,
            )
        options = [{"value": option.name, "text": option.title or option.name} for option in stage.scenario.options]
        ours, theirs = stage.options
        Side(desk, "Option", "option", ours, options)
        Side(desk, "Beside it", "against", theirs, options)
        Number(
            label="World",
            value=str(asked.world),
            event_given=lambda text: _take_world(desk, text),
            more="Next",
            about=f"Sample {stage.world // stage.scenario.runs} of what is not known, "
            f"stream {stage.world % stage.scenario.runs} of luck. Both options meet the same.",
        )


@solara.component
def Side(desk: Desk, label: str, key: str, name: str, options: list[dict[str, Any]]) -> None:
    """One of the two options, with the levers of its provisions."""
    from sim.dashboard.levers import levers

    stage = desk.stage.value
    about = stage.scenario.option(name).stands_for
    with solara.Div(classes=["en-option", f"en-{key}"]):
        Pick(
            label=label, value=name, choices=options, event_chosen=lambda chosen: desk.ask(**{key: chosen}), about=about
        )
        found = levers(stage.filed, name, desk.asked.value)
        if found and name != BASELINE:
            shown = [asdict(lever) | {"changed": lever.changed} for lever in found]
            solara.v.Html(tag="p", class_="en-unit", children=[words.LEVELS])
            Levers(levers=shown, event_moved=lambda moved: desk.move(moved["path"], str(moved["value"])))


def _take_world(desk: Desk, text: str) -> None:
    if text.strip().isdecimal() and int(text) < MOST_WORLDS:
        desk.ask(world=int(text))
    else:
        said = f"World: write a whole number from 0 to {MOST_WORLDS - 1}, not {text.strip() or 'nothing'}."
        desk.trouble.set(Trouble(words.CANNOT, (said,)))


def _as_choices(names: list[str]) -> list[dict[str, str]]:
    return [{"value": name, "text": name} for name in names]
