"""The lines that feasibility is judged by."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sim.catalogue.entries import LimitFile, read_entries
from sim.core.parameter import Grade


@dataclass(frozen=True)
class Limit:
    """One line: a figure beyond it is strained, or not feasible.

    Attributes
    ----------
    key
        As in `limits.yaml`; ends in `_strained` or `_no` where it belongs to a check.
    value, low, high
        The line, and the range in which it can be argued.
    unit, meaning
        In plain words.
    grade, source
        Where it comes from.
    """

    key: str
    value: float
    low: float
    high: float
    unit: str
    meaning: str
    grade: Grade
    source: str


@cache
def limits() -> dict[str, Limit]:
    """All lines by key."""
    text = files("sim.catalogue").joinpath("limits.yaml").read_text(encoding="utf-8")
    entries = read_entries(text, LimitFile, "limits.yaml").limits
    return {e.key: Limit(e.key, e.value, *e.range, e.unit, e.meaning, e.grade, e.source) for e in entries}
