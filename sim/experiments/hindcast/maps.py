"""From what a forecast says to a chance or a number, through a map fitted on the years before the origin.

Every forecast, ours and the plain ones, passes through the same map, so that none is ahead for being better levelled:

    chance:  logit p = a + (1 + d) logit q,     a ~ N(0, 3^2), d ~ N(0, .5^2)      from the five years up to the origin
    number:  y = b0 + sum_k b_k x_k + e         ridge on standardised columns, e ~ N(0, s^2)

With few events the chance stays what it was but for its level. No forecast is turned round: 1 + d stays above 0.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logit

Numbers = NDArray[np.float64]
LEVEL_DOUBT, DOUBT = 3.0, 0.5
RIDGE = 1.0
LEAST = 1e-6
FLATTEST = -0.95


def level(said: Numbers, happened: Numbers) -> Callable[[Numbers], Numbers]:
    """Fit the map of chances, and return it.

    Parameters
    ----------
    said
        Chances of the years before the origin, `(row,)`.
    happened
        1 or 0, `(row,)`.
    """
    x = logit(np.clip(said, LEAST, 1 - LEAST))

    def loss(u: Numbers) -> tuple[float, Numbers]:
        seen = u[0] + (1 + u[1]) * x
        slope = expit(seen) - happened
        value = (np.logaddexp(0, seen) - happened * seen).sum() + 0.5 * (
            (u[0] / LEVEL_DOUBT) ** 2 + (u[1] / DOUBT) ** 2
        )
        return float(value), np.array([slope.sum() + u[0] / LEVEL_DOUBT**2, (slope * x).sum() + u[1] / DOUBT**2])

    a, d = minimize(loss, np.zeros(2), jac=True, method="L-BFGS-B", bounds=[(None, None), (FLATTEST, None)]).x
    return lambda q: np.clip(expit(a + (1 + d) * logit(np.clip(q, LEAST, 1 - LEAST))), LEAST, 1 - LEAST)


class Line(NamedTuple):
    """A fitted line: what it expects of other rows, and how far rows lie from it."""

    expects: Callable[[Numbers], Numbers]
    spread: float


def line(columns: Numbers, values: Numbers) -> Line:
    """Fit the line.

    Parameters
    ----------
    columns
        `(row, column)`.
    values
        `(row,)`.
    """
    middle, width = columns.mean(axis=0), columns.std(axis=0)
    width = np.where(width > 0, width, 1.0)
    x, centre = (columns - middle) / width, values.mean()
    slopes = np.linalg.solve(x.T @ x + RIDGE * np.eye(x.shape[1]), x.T @ (values - centre))
    left = values - centre - x @ slopes
    spread = float(np.sqrt(left @ left / max(1, len(values) - x.shape[1] - 1)))
    return Line(lambda other: centre + ((other - middle) / width) @ slopes, spread)
