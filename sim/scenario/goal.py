"""A goal, once read."""

from dataclasses import dataclass
from typing import Literal

Measure = Literal["change", "level"]
MEASURES: tuple[Measure, ...] = ("change", "level")


@dataclass(frozen=True)
class Goal:
    """A bound on one outcome of one subject at one date.

    Attributes
    ----------
    title
        Plain words.
    outcome, subject
        As in tables.
    at_least, at_most
        The bounds; one of them may be None.
    quarter
        At whose end it is judged, 1 to the horizon.
    measure
        `level`: the outcome itself; `change`: what the option changes against the baseline in the same world.
    """

    title: str
    outcome: str
    subject: str
    at_least: float | None
    at_most: float | None
    quarter: int
    measure: Measure
