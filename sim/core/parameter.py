"""A number that is declared once: with unit, range, grade and source."""

from dataclasses import dataclass
from typing import Literal

Grade = Literal["data", "literature", "judgement"]


@dataclass(frozen=True)
class Parameter:
    """One number of the model.

    Attributes
    ----------
    name
        As in the equation and in scenario files (`parameters:`, `uncertainties:`).
    default, low, high
        Central value and the range that draws sample uniformly. A parameter with `low == high` is fixed.
    unit
        "1/year", "logit", "index", ...
    meaning
        One line in plain words.
    grade, source
        Where the range comes from.
    tied
        Name of the parameter to which this one keeps its default ratio in every draw, or None.
    structural
        True for a constant of the functional form: drawn and swept, left out of calibration.
    """

    name: str
    default: float
    low: float
    high: float
    unit: str
    meaning: str
    grade: Grade
    source: str
    tied: str | None = None
    structural: bool = False

    def __post_init__(self) -> None:
        if not self.low <= self.default <= self.high:
            raise ValueError(f"{self.name}: default {self.default} lies outside [{self.low}, {self.high}]")


def structural(
    name: str, default: float, meaning: str, unit: str = "1", spread: float = 0.25, fitted: str | None = None
) -> Parameter:
    """A constant of the functional form, drawn within a share `spread` of its default.

    Judgement, unless it was chosen by what it foretells of data: those that `fitted` names.
    """
    half = abs(default) * spread
    return Parameter(
        name=name,
        default=default,
        low=default - half,
        high=default + half,
        unit=unit,
        meaning=meaning,
        grade="data" if fitted else "judgement",
        source=fitted or "form of the equation",
        structural=True,
    )
