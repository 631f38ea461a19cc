"""Every number the evidence uses that no public file gives: declared once, with range, grade and reason.

The declarations are the rows of `curated/numbers.csv` (constants) and `curated/priors.csv` (priors of the
fitted forms: a mean, and a range of two standard deviations either way). What the record makes of the priors
is written into `bases.csv` by `entente data build`.
"""

from functools import cache
from pathlib import Path

import pandas as pd

from sim.core.parameter import Grade, Parameter

FOLDER = Path(__file__).parent / "curated"


@cache
def declared(file: str) -> tuple[tuple[str, Parameter], ...]:
    """Return the numbers of one file in its order, each with what it is for."""
    table = pd.read_csv(FOLDER / file, keep_default_na=False)
    return tuple((str(row["for"]), _parameter(row)) for _, row in table.iterrows())


def _parameter(row: pd.Series) -> Parameter:
    grade: Grade = row["grade"]
    value, low, high = (float(row[column]) for column in ("value", "low", "high"))
    return Parameter(row["name"], value, low, high, row["unit"], row["meaning"], grade, row["reason"])


@cache
def _numbers() -> dict[str, Parameter]:
    return {number.name: number for _, number in declared("numbers.csv")}


def value(name: str) -> float:
    """Return the declared value of a number."""
    return _numbers()[name].default


def priors(fit: str) -> tuple[Parameter, ...]:
    """Return the priors of a fitted form (alignment, tension, trust); the first is the intercept."""
    return tuple(prior for used, prior in declared("priors.csv") if used == fit)
