"""Sobol indices: what share of the spread of a figure each assumption explains, alone and with all others.

    first_j = V(E(y | x_j)) / V(y)       total_j = E(V(y | all but x_j)) / V(y)

Design and estimators are SALib's. Rows of one base point share a luck id, so luck is a factor that is common to them:
`first` and `total` hold what an assumption does in the luck that it meets, and `shared` says what share of the spread
is luck and all else that is not varied.

References
----------
Saltelli, Annoni, Azzini, Campolongo, Ratto & Tarantola 2010, Computer Physics Communications 181(2) (estimators);
Iwanaga, Usher & Herman 2022, Toward SALib 2.0, Socio-Environmental Systems Modelling 4 (SALib).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble.effects import bootstrap_mean
from sim.experiments.rows import Rows, whole_groups

Numbers = NDArray[np.float64]
Ranges = Mapping[str, tuple[float, float]]
COVER, RESAMPLES = 0.9, 400
COLUMNS = ("assumption", "low", "high", "first", "first_lo", "first_hi", "total", "total_lo", "total_hi")


@dataclass(frozen=True)
class Sobol:
    """What explains the spread of a figure.

    Attributes
    ----------
    table
        One row an assumption, that of the largest total first: its range, first and total index, each with its 90 %
        interval.
    pairs
        One row a pair of assumptions: a, b, second, second_lo, second_hi; empty where second order was not asked for.
    shared
        Share of the spread that rows of a base point have in common (luck, and what is not varied), with its interval.
    mean, spread
        Of the figure over the whole design; the spread is a standard deviation.
    groups, dropped
        Base points that were used, and those left out because one of their rows failed.
    """

    table: pd.DataFrame
    pairs: pd.DataFrame
    shared: tuple[float, float, float]
    mean: float
    spread: float
    groups: int
    dropped: int


def sobol_design(ranges: Ranges, n: int, seed: int, second: bool = False) -> Rows:
    """Saltelli's design on a scrambled Sobol sequence.

    Parameters
    ----------
    ranges
        Both ends of each assumption, by name.
    n
        Base points; rounded up to a power of 2, which the balance of the sequence needs.
    seed
        Of the scrambling.
    second
        Whether the design has the rows that second order needs.
    """
    from SALib.sample import sobol

    if not ranges:
        raise QuestionError("nothing varies; name an assumption with --vary")
    size = 1 << math.ceil(math.log2(max(n, 2)))
    sampled = sobol.sample(problem(ranges), size, calc_second_order=second, seed=np.random.default_rng(seed))
    luck = np.repeat(np.arange(size), len(sampled) // size)
    return Rows(pd.DataFrame(sampled, columns=list(ranges)), luck)


def sobol_indices(ranges: Ranges, rows: Rows, figures: Numbers, seed: int, second: bool = False) -> Sobol:
    """Indices of a figure that is known at every row of a design.

    Parameters
    ----------
    ranges, rows
        As for and of `sobol_design`.
    figures
        `(row,)`; NaN where it is missing. A base point of which a row is missing is left out whole, and counted.
    seed
        Of the resampling behind the intervals.
    second
        As for `sobol_design`.

    Raises
    ------
    QuestionError
        When fewer than two base points are whole, or the figure never changes.
    """
    from SALib.analyze import sobol

    kept = whole_groups(rows, figures)
    y, size = figures[kept], len(rows.luck) // rows.groups
    # SALib takes a seed of 0 for none.
    words = {"calc_second_order": second, "num_resamples": RESAMPLES, "conf_level": COVER, "seed": seed + 1}
    found = sobol.analyze(problem(ranges), y, **words)
    groups = len(y) // size
    shared = _shared(y[::size], y[size - 1 :: size], seed)
    told = {"mean": float(y.mean()), "spread": float(y.std()), "groups": groups, "dropped": rows.groups - groups}
    return Sobol(_table(ranges, found), _pairs(list(ranges), found), shared, **told)


def problem(ranges: Ranges) -> dict[str, Any]:
    """Ranges as SALib wants them."""
    return {"num_vars": len(ranges), "names": list(ranges), "bounds": [list(ends) for ends in ranges.values()]}


def _table(ranges: Ranges, found: Mapping[str, Numbers]) -> pd.DataFrame:
    rows = []
    for k, (name, (low, high)) in enumerate(ranges.items()):
        first, total = (_with_interval(found[s][k], found[f"{s}_conf"][k]) for s in ("S1", "ST"))
        rows.append((name, low, high, *first, *total))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values("total", ascending=False, kind="stable", ignore_index=True)


def _pairs(names: list[str], found: Mapping[str, Numbers]) -> pd.DataFrame:
    rows = [
        (a, names[k], *_with_interval(found["S2"][j, k], found["S2_conf"][j, k]))
        for j, a in enumerate(names)
        for k in range(j + 1, len(names))
        if "S2" in found
    ]
    table = pd.DataFrame(rows, columns=["a", "b", "second", "second_lo", "second_hi"])
    return table.sort_values("second", ascending=False, kind="stable", ignore_index=True)


def _with_interval(share: float, half: float) -> tuple[float, float, float]:
    return float(share), float(share - half), float(share + half)


def _shared(first: Numbers, last: Numbers, seed: int) -> tuple[float, float, float]:
    """Covariance of the two rows of a base point that have only luck in common, as a share of the variance."""
    both = np.concatenate([first, last])
    if both.var() == 0:
        return 1.0, 1.0, 1.0
    products = (first - both.mean()) * (last - both.mean()) / both.var()
    lo, hi = bootstrap_mean(products[:, None], np.arange(len(products)), len(products), seed)
    return float(products.mean()), float(lo[0]), float(hi[0])
