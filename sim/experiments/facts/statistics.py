"""How the columns of a sample become a figure: each takes means `(k, ...)` and gives `(...)`."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def only(means: Numbers) -> Numbers:
    """The one column."""
    return means[0]


def share_of(means: Numbers) -> Numbers:
    """The first column over the second; nothing over nothing is unknown."""
    return np.divide(means[0], means[1], out=np.full_like(means[0], np.nan), where=np.asarray(means[1] > 0))


def ranks(values: Numbers) -> Numbers:
    """Ranks along the first axis, from 0; values that are equal share the mean of theirs."""
    below = (values[:, None] > values[None, :]).sum(axis=1)
    equal = (values[:, None] == values[None, :]).sum(axis=1)
    return np.asarray(below + (equal - 1) / 2, dtype=np.float64)


def rank_correlation(values: Numbers, others: Numbers) -> Numbers:
    """Spearman's correlation of `values (k, ...)` with `others (k,)`; unknown where either is constant."""
    a, b = ranks(values), ranks(others)
    a, b = a - a.mean(axis=0), (b - b.mean()).reshape(-1, *[1] * (values.ndim - 1))
    spread = np.sqrt((a**2).sum(axis=0) * (b**2).sum(axis=0))
    return np.divide((a * b).sum(axis=0), spread, out=np.full_like(spread, np.nan), where=np.asarray(spread > 0))
