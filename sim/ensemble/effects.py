"""Effects: paired differences between worlds, and how sure we are of them.

An option meets exactly the worlds of what it is compared with, so an effect is a difference world by world. The
interval of its mean is a bootstrap over draws (worlds of one draw share their assumptions, so they are not
independent), widened for their number; the spread of worlds is shown beside it, and luck and assumptions are told apart
by nested variance.

References
----------
Cameron & Miller 2015, A practitioner's guide to cluster-robust inference, Journal of Human Resources 50(2).
Hesterberg 2015, What teachers should know about the bootstrap, The American Statistician 69(4), section 4 (narrowness).
Searle, Casella & McCulloch 1992, Variance Components, chapter 3 (one-way random effects).
"""

from functools import lru_cache
from math import sqrt
from typing import Any

import numpy as np
import pandas as pd
from jax import Array
from numpy.typing import NDArray

from sim.core.luck import fold, name_word, uniform
from sim.ensemble.exact import mean_of, sum_of, weighted_sums
from sim.ensemble.program import Program

Numbers = NDArray[np.float64]
RESAMPLES, UPPER = 400, 0.95
# Draws are rounded up, so that studies of other sizes share one compiled program.
DRAWS_STEP = 64
# Resamples are drawn some at a time: all of them together would be a gigabyte for a hundred thousand draws.
_STEPS = tuple(slice(first, first + 20) for first in range(0, RESAMPLES, 20))
_BOOTSTRAP = name_word("bootstrap")


def _luck(seed: np.uint64, resamples: NDArray[np.uint64], draws: NDArray[np.int64]) -> Array:
    key = fold(fold(np.uint64(0), seed), np.uint64(_BOOTSTRAP))
    return uniform(fold(key, resamples)[:, None], draws)


_lots = Program(_luck)


@lru_cache(maxsize=4)
def resampled_weights(draws: int, seed: int) -> NDArray[np.uint16]:
    """How often each draw is taken in each resample, `(resample, draw)`; rows sum to the number of draws."""
    weights, padded = np.empty((RESAMPLES, draws), np.uint16), np.arange(-(-draws // DRAWS_STEP) * DRAWS_STEP)
    for some in _STEPS:
        numbers = np.arange(some.start, some.stop, dtype=np.uint64)
        u = np.asarray(_lots(np.uint64(seed), numbers, padded))[:, :draws]
        taken = np.minimum((u * draws).astype(np.int64), draws - 1)
        weights[some] = [np.bincount(row, minlength=draws) for row in taken]
    return weights


def quantiles(values: Numbers, *points: float) -> list[Numbers]:
    """Linear quantiles over the first axis."""
    # Sorting whole columns takes a seventh of the time of partitioning them, and leaves little to partition.
    return list(np.quantile(np.sort(values, axis=0), points, axis=0, overwrite_input=True))


def widening(draws: int) -> float:
    """By how much an interval that was resampled must be widened for its cover not to fall with the number of draws.

    What is resampled spreads by a factor of `sqrt((n - 1) / n)` too little, and as if the spread of the draws were
    known: 63 % of intervals of three draws would cover what 90 % should, and 84 % of those of eight. 1 for one draw,
    whose interval is a point.
    """
    from scipy.special import ndtri, stdtrit  # no worker asks for an interval, and each would load them

    return sqrt(draws / (draws - 1)) * float(stdtrit(draws - 1, UPPER) / ndtri(UPPER)) if draws > 1 else 1.0


def bootstrap_mean(values: Numbers, draw: NDArray[np.int64], draws: int, seed: int) -> tuple[Numbers, Numbers]:
    """90 % interval of the mean over worlds, resampling whole draws; both ends, `(...)`.

    Parameters
    ----------
    values
        `(world, ...)`.
    draw
        Number of each world's draw, `(world,)`.
    draws, seed
        How many draws there are, and the address of the resampling.
    """
    flat = values.reshape(len(values), -1)
    sums = _sums(flat, draw, draws)
    counts = np.bincount(draw, minlength=draws).astype(np.float64)
    size, *totals = weighted_sums(resampled_weights(draws, seed), np.column_stack([counts, sums])).T
    kept = size > 0
    resampled = (np.stack(totals, axis=1) / np.where(kept, size, 1.0)[:, None])[kept]
    mean, wider = sum_of(sums) / counts.sum(), widening(int((counts > 0).sum()))
    lo, hi = (mean + wider * (end - mean) for end in quantiles(resampled, 1 - UPPER, UPPER))
    return lo.reshape(values.shape[1:]), hi.reshape(values.shape[1:])


def _sums(values: Numbers, group: NDArray[np.int64], groups: int) -> Numbers:
    """Sums of rows by group, `(group, column)`."""
    if (group[1:] < group[:-1]).any():
        order = np.argsort(group, kind="stable")
        values, group = values[order], group[order]
    found, first = np.unique(group, return_index=True)
    sums = np.zeros((groups, values.shape[1]))
    if len(found):
        sums[found] = np.add.reduceat(values, first, axis=0)
    return sums


def split_variance(values: Numbers, draw: NDArray[np.int64]) -> tuple[Numbers, Numbers]:
    """Variance of luck (between runs of a draw) and of assumptions (between draws), by one-way analysis of variance.

    Parameters
    ----------
    values
        `(world, ...)`; draws may have different numbers of worlds.
    draw
        Number of each world's draw, `(world,)`.

    Returns
    -------
    luck, assumptions
        Of the shape of one world; NaN where no draw has two worlds or there is only one draw.
    """
    codes, inverse = np.unique(draw, return_inverse=True)
    counts = np.bincount(inverse).astype(np.float64)
    shape = values.shape[1:]
    if len(codes) < 2 or len(values) == len(codes):
        return np.full(shape, np.nan), np.full(shape, np.nan)
    flat = values.reshape(len(values), -1)
    means = _sums(flat, inverse, len(codes)) / counts[:, None]
    within = sum_of((flat - means[inverse]) ** 2) / (len(flat) - len(codes))
    between = sum_of(counts[:, None] * (means - mean_of(flat)) ** 2) / (len(codes) - 1)
    size = (len(flat) - (counts**2).sum() / len(flat)) / (len(codes) - 1)
    return within.reshape(shape), np.maximum(0.0, (between - within) / size).reshape(shape)


def shares(difference: Numbers, band: float | Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Shares of worlds in which an effect is down, within the band, and up; they sum to 1."""
    down, up = (difference < -band).mean(axis=0), (difference > band).mean(axis=0)
    return down, 1 - down - up, up


def swing(difference: Numbers, ordinary: Numbers) -> Numbers:
    """Mean effect over the ordinary spread of the change in the baseline; NaN where nothing ever changes."""
    spread = np.sqrt(mean_of((ordinary - mean_of(ordinary)) ** 2))
    return np.where(spread > 1e-12, mean_of(difference) / np.where(spread > 1e-12, spread, 1.0), np.nan)


def effect_columns(
    difference: Numbers, ordinary: Numbers, draw: NDArray[np.int64], draws: int, seed: int, band: float | Numbers
) -> dict[str, NDArray[Any]]:
    """Statistics of a paired effect `(world, quarter, subject)` by name, for each place of a quarter and a subject.

    The band of no practical change is one for all, or one for each subject.
    """
    lo, hi = bootstrap_mean(difference, draw, draws, seed)
    q05, q95 = quantiles(difference, 0.05, 0.95)
    down, negligible, up = shares(difference, band)
    quarter, subject = np.indices(difference.shape[1:])
    columns = {
        "subject": subject,
        "quarter": quarter,
        "mean": mean_of(difference),
        "lo": lo,
        "hi": hi,
        "q05": q05,
        "q95": q95,
        "p_down": down,
        "p_negligible": negligible,
        "p_up": up,
        "swing": swing(difference, ordinary),
    }
    return {name: np.asarray(values).ravel() for name, values in columns.items()}


def effect_table(
    difference: Numbers, ordinary: Numbers, draw: NDArray[np.int64], draws: int, seed: int, band: float | Numbers
) -> pd.DataFrame:
    """The same as a table, one row for each place of a quarter and a subject."""
    return pd.DataFrame(effect_columns(difference, ordinary, draw, draws, seed, band))
