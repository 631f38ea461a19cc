"""Scores as one tidy table, each forecast's and ours less it, with intervals clustered by unit and by year.

The bootstrap is that of `sim.experiments.scores`: units (pairs or states) and years (for positions, origins) are drawn
with replacement, and a row counts as often as its unit times its year was drawn.
"""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.experiments.hindcast.chances import OURS, Told
from sim.experiments.hindcast.expected import Expected
from sim.experiments.hindcast.peace import Moves, logarithmic, ranked
from sim.experiments.scores import COVER, resampled, scores

Numbers = NDArray[np.float64]
Scorer = Callable[[Numbers], Mapping[str, float]]
COLUMNS = ["target", "horizon", "forecast", "score", "value", "less", "low", "high", "n"]


def of_chances(target: str, horizon: str, told: Told, times: int) -> pd.DataFrame:
    """Log and Brier score, AUC and average precision of the rows that count."""
    counts = told.rows["counts"].to_numpy(dtype=bool)
    rows = told.rows[counts]
    happened = rows["happened"].to_numpy(dtype=float)

    def scorer(chance: Numbers) -> Scorer:
        return lambda weight: scores(chance, happened, weight)._asdict()

    scorers = {name: scorer(chance[counts]) for name, chance in told.chances.items()}
    return compared(target, horizon, scorers, rows["pair"], rows["year"], times)


def of_numbers(target: str, horizon: str, expected: Expected, times: int) -> pd.DataFrame:
    """CRPS, RMSE and coverage."""
    rows = expected.rows
    came = rows["came"].to_numpy(dtype=float)
    scorers = {name: (lambda w, one=one: one.scores(came, w)) for name, one in expected.said.items()}
    return compared(target, horizon, scorers, rows["unit"], rows["year"], times)


def of_moves(target: str, horizon: str, moves: Moves, times: int) -> pd.DataFrame:
    """Ranked probability and log score."""
    rows = moves.rows
    moved = rows["moved"].to_numpy(dtype=float)

    def scorer(said: Numbers) -> Scorer:
        each = {"ranked": ranked(said, moved), "log": logarithmic(said, moved)}
        return lambda weight: {name: float(np.average(score, weights=weight)) for name, score in each.items()}

    scorers = {name: scorer(said) for name, said in moves.said.items()}
    return compared(target, horizon, scorers, rows["unit"], rows["year"], times)


def compared(
    target: str, horizon: str, scorers: Mapping[str, Scorer], unit: pd.Series, year: pd.Series, times: int
) -> pd.DataFrame:
    """Scores of all forecasts, and ours less each other.

    Parameters
    ----------
    target, horizon
        What is scored, and how far ahead.
    scorers
        By forecast, from weights of rows to scores; `OURS` is among them.
    unit, year
        Of each row: what is drawn with replacement.
    times
        Of the bootstrap.

    Returns
    -------
    pandas.DataFrame
        `COLUMNS`: value; less (ours less this one), low and high (its 90 % interval), missing for our own; n rows.
    """
    units, years = (np.unique(key, return_inverse=True)[1] for key in (unit, year))
    whole = {name: dict(score(np.ones(len(units)))) for name, score in scorers.items()}
    drawn = [
        {name: dict(score(weight)) for name, score in scorers.items()}
        for weight in resampled(units, years, times, 1)
        if weight.sum() > 0
    ]
    table = []
    for name, found in whole.items():
        for kind, value in found.items():
            row = dict.fromkeys(COLUMNS, np.nan)
            if name != OURS:
                ends = _interval(np.array([each[OURS][kind] - each[name][kind] for each in drawn]))
                row |= {"less": whole[OURS][kind] - value, "low": ends[0], "high": ends[1]}
            table.append(
                row | {"target": target, "horizon": horizon, "forecast": name, "score": kind, "value": value,
                       "n": len(units)}
            )  # fmt: skip
    return pd.DataFrame(table, columns=COLUMNS)


def _interval(drawn: Numbers) -> tuple[float, float]:
    known = drawn[np.isfinite(drawn)]
    if not len(known):
        return float("nan"), float("nan")
    low, high = np.quantile(known, [(1 - COVER) / 2, (1 + COVER) / 2])
    return float(low), float(high)
