"""Levers in words, and in the order in which charts show them."""

import re
from collections.abc import Sequence

import pandas as pd

from sim.catalogue import instruments
from sim.charts.words import CAUTION, end_name, listed, side_name
from sim.core.errors import QuestionError
from sim.ensemble.swept import Swept
from sim.outcomes import PARAMETERS
from sim.scenario import Scenario
from sim.scenario.levers import full_path

_PROVISION = re.compile(r"options\.([^.\[]+)\.provisions\[(\d+)\]\.(.+)")
_SHOCK = re.compile(r"shocks\[(\d+)\]\.(.+)")
_SAID = {
    "change": "added level",
    "enter": "way of entering",
    "from": "first date",
    "until": "last date",
    "per_year": "times a year",
}
_END = re.compile(r"uncertainties\.(.+)\[([01])\]")


def in_order(swept: Swept, *asked: str | None) -> list[str]:
    """Levers that vary: those asked for, then those of numbers, then those of words.

    Raises
    ------
    QuestionError
        When nothing varies, or one asked for does not.
    """
    numeric = [path for path in swept.varying if is_numeric(swept, path)]
    words = [path for path in swept.varying if path not in numeric]
    named = [path for path in asked if path is not None]
    wrong = [path for path in named if path not in swept.varying]
    if not swept.varying:
        raise QuestionError("no lever takes more than one value in this sweep")
    if wrong:
        raise QuestionError(f"{wrong[0]} does not vary in this sweep; what does: {', '.join(swept.varying)}")
    return list(dict.fromkeys([*named, *numeric, *words]))


def is_numeric(swept: Swept, path: str) -> bool:
    """Whether a lever's values are all numbers."""
    return bool(pd.api.types.is_numeric_dtype(swept.points[path]))


def lever_name(path: str, scenario: Scenario) -> str:
    """A lever as readers meet it: `change of “Joint exercises”`; the path where there are no better words."""
    whole = full_path(path)
    head, _, rest = whole.partition(".")
    if match := _PROVISION.fullmatch(whole):
        return _provision(scenario, match[1], int(match[2]), match[3])
    if match := _SHOCK.fullmatch(whole):
        name = scenario.shocks[int(match[1])].name if int(match[1]) < len(scenario.shocks) else whole
        return f"{_field(match[2])} of {_spaced(name)}"
    if match := _END.fullmatch(whole):
        return f"{('lower', 'upper')[int(match[2])]} end of {match[1]}"
    if head == "figures" and "." in rest:
        whom, _, what = rest.rpartition(".")
        return f"{_spaced(what)} of {_whom(whom, scenario)}"
    return rest if head == "parameters" else _spaced(whole)


def lever_note(path: str) -> str | None:
    """What a parameter means, where a lever is one."""
    head, _, name = path.partition(".")
    if head != "parameters" or name not in PARAMETERS:
        return None
    return f"{name}: {PARAMETERS[name].meaning}."


def value_name(value: float | str) -> str:
    """A value of a lever on an axis."""
    return value.replace("_", " ") if isinstance(value, str) else f"{value:.3g}".replace("-", "\N{MINUS SIGN}")


def cut_words(swept: Swept, table: pd.DataFrame, levers: Sequence[str]) -> str:
    """Which of some levers stand on a chart as means of ranges, in a sentence; empty where none does.

    Parameters
    ----------
    swept
        The sweep.
    table
        What is drawn, as `sim.ensemble.pooled.pooled` gives it.
    levers
        Paths of the levers that are drawn.
    """
    cut = [path for path in levers if is_numeric(swept, path) and not set(table[path]) <= set(swept.points[path])]
    names = listed([lever_name(path, swept.scenario) for path in cut])
    return f" Each value of {names} is the mean of a range of the sample." if cut else ""


def panels_of(swept: Swept, most: int) -> list[tuple[str, str]]:
    """Outcomes with their subjects: the first subject of each, then the second, as far as there is room."""
    names = swept.keep.subjects.names
    deepest = max(map(len, names.values()))
    ranked = [
        (outcome, subjects[k]) for k in range(deepest) for outcome, subjects in names.items() if k < len(subjects)
    ]
    order = list(names)
    return sorted(ranked[:most], key=lambda panel: order.index(panel[0]))


def checked_panel(swept: Swept, outcome: str | None, subject: str | None) -> tuple[str, str]:
    """The outcome and subject asked for, or the first.

    Raises
    ------
    QuestionError
        When the sweep did not keep it.
    """
    names = swept.keep.subjects.names
    chosen = outcome or next(iter(names))
    if chosen not in names:
        raise QuestionError(f"the sweep did not keep {chosen!r}; it has {', '.join(names)}")
    about = subject or names[chosen][0]
    if about not in names[chosen]:
        raise QuestionError(f"the sweep did not keep {chosen} of {about!r}; it has {', '.join(names[chosen])}")
    return chosen, about


def sweep_footer(swept: Swept, table: pd.DataFrame) -> tuple[str, str]:
    """What every chart of a sweep says below: scenario, points, worlds and horizon; and what it is not."""
    scenario, sampling = swept.scenario, swept.sampling
    shown = table.drop_duplicates(["option", *(name for name in table.columns[: table.columns.get_loc("points")])])
    failed, all_ = int(shown["failed"].sum()), int((shown["worlds"] + shown["failed"]).sum())
    lost = f"; {failed} of {all_} failed and are left out" if failed else ""
    worlds = f"each in {sampling.worlds} worlds ({sampling.draws} draws × {sampling.runs} runs){lost}"
    span = f"{scenario.horizon} years, {scenario.start_name} to {end_name(scenario)}"
    return f"{scenario.title} · {len(swept.points)} points, {worlds} · {span}.", CAUTION


def _provision(scenario: Scenario, option: str, place: int, what: str) -> str:
    found = next((one for one in scenario.options if one.name == option), None)
    title = f"“{(found.title or option) if found else option}”"
    if found is None or len(found.provisions) < 2 or place >= len(found.provisions):
        return f"{_field(what)} of {title}"
    catalogue, key = instruments(), found.provisions[place].instrument
    said = catalogue.titles[catalogue.keys.index(key)]
    return f"{_field(what)} of {said[:1].lower()}{said[1:]}, {title}"


def _field(key: str) -> str:
    return _SAID.get(key, _spaced(key))


def _whom(whom: str, scenario: Scenario) -> str:
    catalogue = instruments()
    if whom in catalogue.keys and whom not in scenario.names:
        return catalogue.titles[catalogue.keys.index(whom)].lower()
    return " – ".join(side_name(side, scenario) for side in whom.split(":"))


def _spaced(text: str) -> str:
    return text.replace("_", " ")
