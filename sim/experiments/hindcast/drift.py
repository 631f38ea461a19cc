"""Where states stand at an origin and how fast they drift: UN ideal points as a walk seen with error.

    x_t = x_{t-1} + e,   e ~ N(0, sig^2)
    y_t = x_t + m,       m ~ N(0, s^2)

The walk is the model's own noise of positions (`sim/model/learn/position.py`) over a year. A year's votes are not
where a state stands: the filtered mean and spread of x at the origin open the world, sig and its doubt go into its
draws, and s is added to what the worlds say of a year's votes. A year counts half as much as one eight years later,
since drift was twice as fast around 1990 as later (decision 048). 90 % of sig and s lie in wide ranges before the data.

References
----------
Kalman 1960, Journal of Basic Engineering 82; Harvey 1989, Forecasting, Structural Time Series Models and the Kalman
Filter (local level).
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import minimize

from sim.experiments.calibrate.weights import NINETY

Numbers = NDArray[np.float64]
HALF_LIFE = 8.0
CENTRE, SPREAD = np.log([0.12, 0.07]), np.log([4.0, 4.0]) / NINETY  # of sig and s, before the data
STEP = 1e-2


class Drift(NamedTuple):
    """Positions at an origin, and how they move and are seen."""

    states: tuple[str, ...]
    level: Numbers  # (state,), NaN for a state that never voted
    spread: Numbers  # (state,)
    noise: float  # sig, a root year
    error: float  # s, of a year's votes
    noise_range: tuple[float, float]  # 90 % of what is known of sig


def fit_drift(votes: pd.DataFrame, until: int) -> Drift:
    """Fit the walk to the ideal points of all years up to one.

    Parameters
    ----------
    votes
        Columns iso3, year, ideal_fp; later rows are not seen.
    until
        The origin.
    """
    seen = votes[votes["year"] <= until]
    table = seen.pivot(index="year", columns="iso3", values="ideal_fp")
    paths = table.reindex(range(int(table.index.min()), until + 1)).to_numpy(dtype=float)
    weight = 0.5 ** (np.arange(len(paths))[::-1] / HALF_LIFE)

    def loss(u: Numbers) -> float:
        return 0.5 * float((u**2).sum()) - filtered(paths, *_values(u), weight)[0]

    best = minimize(loss, np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-4, "fatol": 1e-4}).x
    doubt = float(np.sqrt(np.linalg.inv(_curvature(loss, best))[0, 0])) * SPREAD[0]
    noise, error = _values(best)
    _, level, variance = filtered(paths, noise, error, weight)
    ends = noise * np.exp(-NINETY * doubt), noise * np.exp(NINETY * doubt)
    return Drift(tuple(table.columns), level, np.sqrt(variance), noise, error, (float(ends[0]), float(ends[1])))


def filtered(paths: Numbers, noise: float, error: float, weight: Numbers) -> tuple[float, Numbers, Numbers]:
    """Log likelihood of positions `(year, state)`, each year of some weight; mean and variance at the end, `(state,)`.

    A year without votes is NaN; a state begins where it first voted.
    """
    level, variance = np.full(paths.shape[1], np.nan), np.full(paths.shape[1], np.nan)
    total = 0.0
    for seen, counts in zip(paths, weight, strict=True):
        variance = variance + noise**2
        votes, known = np.isfinite(seen), np.isfinite(level)
        width = variance + error**2
        density = -0.5 * (np.log(2 * np.pi * width) + (seen - level) ** 2 / width)
        total += counts * float(density[votes & known].sum())
        gain = np.where(votes & known, variance / width, 0.0)
        level = np.where(known, level + gain * np.where(votes, seen - level, 0.0), seen)
        variance = np.where(known, (1 - gain) * variance, np.where(votes, error**2, np.nan))
    return total, level, variance


def _values(u: Numbers) -> tuple[float, float]:
    noise, error = np.exp(CENTRE + SPREAD * u).tolist()
    return noise, error


def _curvature(loss: Callable[[Numbers], float], at: Numbers) -> Numbers:
    e = STEP * np.eye(len(at))
    return np.array([
        [(loss(at + a + b) - loss(at + a - b) - loss(at - a + b) + loss(at - a - b)) / (4 * STEP**2) for b in e]
        for a in e
    ])  # fmt: skip
