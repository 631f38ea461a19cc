"""Scores of forecasts of events, and intervals of their differences clustered by pair and by year.

    log score   mean of -(s ln q + (1 - s) ln(1 - q))        smaller is better
    Brier       mean of (q - s)^2                            smaller is better
    AUC         chance that an event was given more than a non-event, ties half
    average     precision at each event reached from the top, averaged over events; ties share theirs
    precision

A pair is judged in many years and a year holds many pairs, so rows are not independent: the bootstrap draws pairs and
years with replacement, and a row counts as often as its pair times its year was drawn.

References
----------
Gneiting & Raftery 2007, Strictly proper scoring rules, JASA 102; Owen 2007, The pigeonhole bootstrap, Annals of Applied
Statistics 1.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
COVER = 0.9


class Scores(NamedTuple):
    """How good forecasts were."""

    log: float
    brier: float
    auc: float
    precision: float


def scores(chance: Numbers, happened: Numbers, weight: Numbers | None = None) -> Scores:
    """Score chances against what happened.

    Parameters
    ----------
    chance
        In (0, 1), `(row,)`.
    happened
        1 or 0, `(row,)`.
    weight
        How much each row counts, `(row,)`; all the same when left out.

    Returns
    -------
    Scores
        NaN for AUC and average precision where nothing happened, or all did.
    """
    w = np.ones_like(chance) if weight is None else weight
    total = w.sum()
    log = -(w * (happened * np.log(chance) + (1 - happened) * np.log1p(-chance))).sum() / total
    brier = (w * (chance - happened) ** 2).sum() / total
    return Scores(float(log), float(brier), *_ranked(chance, w * happened, w * (1 - happened)))


def _ranked(chance: Numbers, events: Numbers, others: Numbers) -> tuple[float, float]:
    """AUC and average precision from the weights of events and of the others."""
    if events.sum() == 0 or others.sum() == 0:
        return float("nan"), float("nan")
    _, place = np.unique(chance, return_inverse=True)
    hits, misses = np.bincount(place, events), np.bincount(place, others)
    auc = (hits * (np.cumsum(misses) - misses / 2)).sum() / (events.sum() * others.sum())
    from_top = np.cumsum(hits[::-1])
    reached = from_top + np.cumsum(misses[::-1])
    precision = from_top / np.where(reached > 0, reached, 1.0)
    return float(auc), float((precision * hits[::-1]).sum() / events.sum())


def resampled(pair: Whole, year: Whole, times: int, seed: int) -> Iterator[Numbers]:
    """Weights of rows under a bootstrap by pair and by year, each `(row,)`."""
    draw = np.random.default_rng(seed)
    pairs, years = int(pair.max()) + 1, int(year.max()) + 1
    for _ in range(times):
        by_pair = np.bincount(draw.integers(0, pairs, pairs), minlength=pairs)
        by_year = np.bincount(draw.integers(0, years, years), minlength=years)
        yield (by_pair[pair] * by_year[year]).astype(np.float64)


def differences(
    ours: Numbers,
    theirs: Sequence[Numbers],
    happened: Numbers,
    pair: Whole,
    year: Whole,
    times: int = 400,
    seed: int = 1,
) -> list[tuple[Scores, Scores]]:
    """Intervals of our scores less those of others, lower and upper end for each of `theirs`.

    Parameters
    ----------
    ours, theirs
        Chances, `(row,)`.
    happened, pair, year
        What happened, and the number of the pair and of the year of each row, counted from 0.
    times, seed
        Of the bootstrap; the same numbers give the same intervals.
    """
    drawn = []
    for weight in resampled(pair, year, times, seed):
        if (weight * happened).sum() > 0:
            mine = np.array(scores(ours, happened, weight))
            drawn.append([mine - np.array(scores(other, happened, weight)) for other in theirs])
    low, high = np.quantile(np.array(drawn), [(1 - COVER) / 2, (1 + COVER) / 2], axis=0)
    return [(Scores(*a), Scores(*b)) for a, b in zip(low.tolist(), high.tolist(), strict=True)]
