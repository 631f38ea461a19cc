"""A plain logit with a little shrinkage: what a baseline of a few columns would have said.

max sum s ln q + (1 - s) ln(1 - q) - r/2 sum b^2,   q = 1 / (1 + exp(-(a + X b))),   columns standardised
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

Numbers = NDArray[np.float64]
SHRINKAGE = 1.0


def fit_logit(columns: Numbers, happened: Numbers, shrinkage: float = SHRINKAGE) -> Callable[[Numbers], Numbers]:
    """Fit, and return what the fit says of other rows.

    Parameters
    ----------
    columns
        `(row, column)`; none is needed.
    happened
        1 or 0, `(row,)`.
    shrinkage
        Of standardised slopes towards 0.
    """
    middle, spread = columns.mean(axis=0), columns.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)

    def design(raw: Numbers) -> Numbers:
        return np.column_stack([np.ones(len(raw)), (raw - middle) / spread])

    x = design(columns)

    def loss(b: Numbers) -> tuple[float, Numbers]:
        seen = x @ b
        slopes = np.concatenate([[0.0], b[1:]])
        value = (np.logaddexp(0, seen) - happened * seen).sum() + shrinkage / 2 * (slopes**2).sum()
        return float(value), x.T @ (expit(seen) - happened) + shrinkage * slopes

    start = np.zeros(x.shape[1])
    start[0] = np.log((happened.mean() + 1e-6) / (1 - happened.mean() + 1e-6))
    best = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return lambda raw: np.clip(expit(design(raw) @ best), 1e-9, 1 - 1e-9)
