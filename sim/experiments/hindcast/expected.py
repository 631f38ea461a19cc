"""Forecasts of numbers: normal ones, of the same rows, and how they are scored.

    CRPS = s [z (2 Phi(z) - 1) + 2 phi(z) - 1/sqrt(pi)],   z = (y - m) / s        smaller is better
    RMSE = sqrt(mean (y - m)^2);   coverage: share of y within m -+ 1.645 s

A mean and a spread over worlds stand for the worlds: their own step function would make some dozen of them look worse
than they are.

References
----------
Gneiting, Raftery, Westveld & Goldman 2005, Monthly Weather Review 133 (the closed form).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import norm

from sim.experiments.calibrate.weights import NINETY

Numbers = NDArray[np.float64]


class Normal(NamedTuple):
    """A forecast of every row."""

    mean: Numbers  # (row,)
    spread: Numbers  # (row,)

    def crps(self, came: Numbers) -> Numbers:
        """Continuous ranked probability score of each row."""
        z = (came - self.mean) / self.spread
        score: Numbers = self.spread * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / np.sqrt(np.pi))
        return score

    def scores(self, came: Numbers, weight: Numbers) -> dict[str, float]:
        """CRPS, RMSE and coverage of rows of some weight."""
        away = came - self.mean
        return {
            "crps": float(np.average(self.crps(came), weights=weight)),
            "rmse": float(np.sqrt(np.average(away**2, weights=weight))),
            "coverage": float(np.average(np.abs(away) <= NINETY * self.spread, weights=weight)),
        }


class Expected(NamedTuple):
    """Numbers of the same rows by several forecasts."""

    rows: pd.DataFrame  # origin, year, unit, came
    said: Mapping[str, Normal]

    def where(self, kept: NDArray[np.bool_]) -> "Expected":
        """Some of the rows."""
        return Expected(
            self.rows[kept].reset_index(drop=True),
            {name: Normal(one.mean[kept], one.spread[kept]) for name, one in self.said.items()},
        )


def joined(parts: Sequence[Expected]) -> Expected:
    """Forecasts of several origins as one."""
    return Expected(
        pd.concat([part.rows for part in parts], ignore_index=True),
        {
            name: Normal(*(np.concatenate([part.said[name][k] for part in parts]) for k in range(2)))
            for name in parts[0].said
        },
    )
