"""The expectations of a case study in a scenario file: what the record shows, with the measure and its bounds."""

import math
from collections.abc import Mapping

from sim.catalogue import instruments
from sim.outcomes import OUTCOMES
from sim.scenario.actors import Cast
from sim.scenario.dates import Calendar
from sim.scenario.expectation import Expectation
from sim.scenario.fields import Fields, complain, mapping, number, text, word
from sim.scenario.problems import Problems
from sim.scenario.scenario import BASELINE, Option
from sim.scenario.tree import Node
from sim.scenario.views import read_subject

# Keys that each measure needs beside those of all.
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "in_force": ("instrument", "of"),
    "would_sign": ("of", "option"),
    "change": ("outcome", "of"),
    "effect": ("outcome", "of", "option"),
}
_MAY: Mapping[str, tuple[str, ...]] = {
    "in_force": ("option",), "would_sign": (), "change": ("option", "by"), "effect": ("against", "by"),
}  # fmt: skip
_EXAMPLES = {"instrument": "joint_exercises", "of": "NZL:USA", "option": "pact", "outcome": "alignment"}
_ALL = ("record", "source", "measure", "at_least", "at_most")
_KEYS = (*_ALL, "instrument", "of", "option", "outcome", "against", "by")
_FAR = 1e6


def read_expects(
    node: Node | None, cast: Cast, calendar: Calendar, options: tuple[Option, ...], problems: Problems
) -> tuple[Expectation, ...]:
    """All expectations, in the order of the file."""
    content = mapping(node, problems) if node else {}
    found = (_read(name, child, cast, calendar, options, problems) for name, child in content.items())
    return tuple(expectation for expectation in found if expectation)


def _read(
    name: str, node: Node, cast: Cast, calendar: Calendar, options: tuple[Option, ...], problems: Problems
) -> Expectation | None:
    before, fields = len(problems), Fields(node, _KEYS, problems)
    if not isinstance(node.value, dict):
        return None
    record = text(fields.required("record", "The obligation ended in 1986."), problems)
    source = text(fields.required("source", "ATOP 5.1"), problems)
    measure = word(fields.required("measure", "in_force"), _NEEDS, "measure", problems)
    low, high = _bounds(fields, problems)
    if measure is None:
        return None
    _check_keys(fields, measure, problems)
    names = [option.name for option in options]
    what = word(fields.get("instrument"), instruments().keys, "instrument", problems)
    what = what or word(fields.get("outcome"), OUTCOMES, "outcome", problems)
    option = word(fields.get("option"), names, "option", problems) or BASELINE
    against = word(fields.get("against"), names, "option", problems) or BASELINE
    quarter = calendar.index(fields.get("by"), problems, last=True)
    subject = _subject(fields.get("of"), measure, cast, problems)
    if len(problems) > before or record is None or source is None or subject is None:
        return None
    last = calendar.quarters if quarter is None else quarter
    against = against if measure == "effect" else ""
    return Expectation(name, record, source, measure, what or "", subject, option, against, last, low, high)  # type: ignore[arg-type]


def _subject(node: Node | None, measure: str, cast: Cast, problems: Problems) -> str | None:
    if measure == "would_sign":
        return cast.state(node, problems)
    subject = read_subject(node, cast, problems) if node else None
    sides = subject.split(":") if subject else []
    if node and subject and measure == "in_force" and (len(sides) != 2 or sides[1] not in cast.actors):
        complain(node, "an agreement is in force between two states; write a pair such as NZL:USA", problems)
        return None
    return subject


def _bounds(fields: Fields, problems: Problems) -> tuple[float, float]:
    low = number(fields.get("at_least"), -_FAR, _FAR, problems)
    high = number(fields.get("at_most"), -_FAR, _FAR, problems)
    if fields.get("at_least") is None and fields.get("at_most") is None:
        fields.required("at_least", "0.5, or at_most: 0.5")
    if low is not None and high is not None and low > high:
        complain(fields.content["at_least"], f"{low:g} lies above at_most, {high:g}; turn them round", problems)
    return (-math.inf if low is None else low), (math.inf if high is None else high)


def _check_keys(fields: Fields, measure: str, problems: Problems) -> None:
    for key in _NEEDS[measure]:
        fields.required(key, _EXAMPLES[key])
    wanted = (*_ALL, *_NEEDS[measure], *_MAY[measure])
    for key, child in fields.content.items():
        if key in _KEYS and key not in wanted:
            complain(child, f"{measure} does not take {key}; leave it out", problems)
