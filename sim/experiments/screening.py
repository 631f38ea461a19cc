"""Screening: which of many assumptions go with failing at all, before anything is searched among them.

With more assumptions than draws some box always fits by luck. So each assumption is first looked at alone: how far the
share of failing worlds of a draw goes with its rank, rising or falling, or with its distance from the middle rank
(both ends or neither). The same is done many times with the failures dealt out at random among the draws; that gives
the size that luck alone reaches, and from it, for every assumption, the share of false finds among all that are as
strong (false discovery rate).

References
----------
Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57(1) (false discovery rate).
Storey & Tibshirani 2003, PNAS 100(16) (one permutation distribution for many alike).
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata

from sim.core.luck import fold, name_word, uniform

Numbers = NDArray[np.float64]
DEALS = 200
FALSE_SHARE = 0.1
COLUMNS = ("assumption", "strength", "false_share")
_WORD = name_word("screening")


def strengths(x: Numbers, failing: Numbers) -> Numbers:
    """How far failing goes with each assumption: the larger of two rank correlations, without sign.

    Parameters
    ----------
    x
        `(draw, assumption)`.
    failing
        Share of failing worlds of each draw, `(draw,)` or, for several deals of them, `(draw, deal)`.

    Returns
    -------
    Numbers
        `(assumption,)` or `(assumption, deal)`, from 0 to 1; 0 for what is the same in all draws.
    """
    ranks = rankdata(x, axis=0)
    shapes = (ranks, np.abs(ranks - ranks.mean(axis=0)))
    against = _standard(failing)
    # Not through BLAS: its threads stand in one another's way beside worker processes.
    along = (np.einsum("da,d...->a...", _standard(shape), against) for shape in shapes)
    return np.asarray(np.max([np.abs(one) for one in along], axis=0))


def screen(x: pd.DataFrame, failing: Numbers, seed: int) -> pd.DataFrame:
    """Every assumption with its strength and the share of false finds among all as strong, the strongest first.

    Parameters
    ----------
    x
        Assumptions as numbers, one row a draw.
    failing
        Share of failing worlds of each draw, `(draw,)`.
    seed
        Address of the random deals.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`.
    """
    values = x.to_numpy(dtype=np.float64)
    found = strengths(values, failing)
    key = fold(fold(np.uint64(0), np.uint64(seed)), np.uint64(_WORD))
    words = np.arange(DEALS, dtype=np.uint64)
    shuffled = np.argsort(np.asarray(uniform(fold(key, words)[:, None], np.arange(len(failing)))), axis=1)
    by_luck = np.sort(strengths(values, failing[shuffled].T).ravel())
    as_strong = len(by_luck) - np.searchsorted(by_luck, found, side="left")
    table = pd.DataFrame({"assumption": [str(name) for name in x.columns], "strength": found})
    table["false_share"] = false_shares((1 + as_strong) / (1 + len(by_luck)))
    return table.sort_values("strength", ascending=False, kind="stable", ignore_index=True)[list(COLUMNS)]


def false_shares(p_values: Numbers) -> Numbers:
    """Share of false finds among all with a p-value as small (Benjamini and Hochberg), in the same order."""
    order = np.argsort(p_values, kind="stable")[::-1]
    count = len(p_values)
    scaled = p_values[order] * count / np.arange(count, 0, -1)
    shares = np.empty(count)
    shares[order] = np.minimum(1.0, np.minimum.accumulate(scaled))
    return shares


def _standard(values: Numbers) -> Numbers:
    """Columns with mean 0 and length 1; all 0 where a column is constant."""
    centred = values - values.mean(axis=0)
    length = np.sqrt((centred**2).sum(axis=0))
    return np.asarray(centred / np.where(length > 0, length, 1.0))
