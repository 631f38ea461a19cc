"""A figure that a file gives: a number, or a number with doubt, source and grade."""

from typing import cast

from sim.core.parameter import Grade
from sim.evidence.newcomer import Known
from sim.scenario.fields import Fields, number, text, word
from sim.scenario.problems import Problems
from sim.scenario.tree import Node

_KEYS = ("value", "doubt", "source", "grade")
_GRADES = ("data", "literature", "judgement")


def read_known(node: Node | None, low: float, high: float, problems: Problems) -> Known | None:
    """One figure from `0.4` or `{value: 0.4, doubt: 0.1, source: "...", grade: data}`.

    Parameters
    ----------
    node
        What stands there, or None.
    low, high
        What the figure may be.
    problems
        Grows by what is wrong.
    """
    if node is None:
        return None
    if not isinstance(node.value, dict):
        plain = number(node, low, high, problems)
        return None if plain is None else Known(plain)
    fields = Fields(node, _KEYS, problems)
    value = number(fields.required("value", "0.4"), low, high, problems)
    doubt = number(fields.get("doubt"), 0.0, high - low, problems, "a doubt")
    source = text(fields.get("source"), problems) or ""
    grade = word(fields.get("grade"), _GRADES, "grade", problems) or "judgement"
    return None if value is None else Known(value, doubt, source, cast(Grade, grade))


def known_data(known: Known) -> object:
    """A figure as it would be written."""
    if known.doubt is None and not known.source:
        return known.value
    content: dict[str, object] = {"value": known.value}
    if known.doubt is not None:
        content["doubt"] = known.doubt
    if known.source:
        content |= {"source": known.source, "grade": known.grade}
    return content
