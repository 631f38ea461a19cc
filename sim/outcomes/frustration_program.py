"""Frustration as a mixed-integer program, for networks too large to try every division.

    minimise sum_e f_e       f_e = 1 where a tie goes against the sides
    f_ij >= y_i - y_j,  f_ij >= y_j - y_i                     friends on different sides
    f_ij >= y_i + y_j - 1,  f_ij >= 1 - y_i - y_j             foes on the same side
    f_ij + f_jk + f_ik >= 1                                   every unbalanced triangle breaks a tie

y_i is 1 on one side and 0 on the other. The triangles lift the bound that the program gives before it has finished.

References
----------
Aref, Mason & Wilson 2020, Networks 75: the XOR model with triangle inequalities.
"""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Signs = NDArray[np.int64]
NEARLY = 1e-6


def solve(signs: Signs, seconds: float) -> tuple[int, int, Signs]:
    """Lower bound, upper bound and the sides that reach it; `seconds` may be infinite."""
    side = descended(signs)
    high = broken(signs, side)
    if seconds <= 0 or high == 0:
        return 0, high, side
    found, bound = _program(signs, seconds)
    if found is not None and broken(signs, found) < high:
        side, high = found, broken(signs, found)
    return min(high, max(0, int(np.ceil(bound - NEARLY)))), high, side


def broken(signs: Signs, side: Signs) -> int:
    """Ties that go against the sides."""
    return int((np.triu(signs, 1) * np.outer(side, side) == -1).sum())


def descended(signs: Signs) -> Signs:
    """Good sides: from the signs of each eigenvector, the state that gains most changes side until none gains."""
    starts = np.where(np.linalg.eigh(signs.astype(float))[1].T >= 0, 1, -1)
    best = min((_descend(signs, start) for start in starts), key=lambda side: broken(signs, side))
    return best * best[0]


def _descend(signs: Signs, side: Signs) -> Signs:
    side = side.copy()
    while True:
        support = side * (signs @ side)
        worst = int(np.argmin(support))
        if support[worst] >= 0:
            return side
        side[worst] *= -1


def _program(signs: Signs, seconds: float) -> tuple[Signs | None, float]:
    from scipy.optimize import Bounds, LinearConstraint, milp

    n = len(signs)
    ties = [(i, j) for i, j in combinations(range(n), 2) if signs[i, j]]
    rows, least = _constraints(signs, ties)
    cost = np.concatenate([np.zeros(n), np.ones(len(ties))])
    upper = np.ones(n + len(ties))
    upper[int(np.argmax(np.abs(signs).sum(axis=1)))] = 0.0  # a division and its mirror image are one
    limit = {"mip_rel_gap": 0.0} | ({"time_limit": seconds} if np.isfinite(seconds) else {})
    found = milp(
        cost,
        constraints=LinearConstraint(rows, lb=least),
        integrality=np.concatenate([np.ones(n), np.zeros(len(ties))]),
        bounds=Bounds(0, upper),
        options=limit,
    )
    side = None if found.x is None else np.where(found.x[:n] > 0.5, -1, 1)
    bound = found.mip_dual_bound
    return (None if side is None else side * side[0]), 0.0 if bound is None or not np.isfinite(bound) else float(bound)


def _constraints(signs: Signs, ties: list[tuple[int, int]]):  # noqa: ANN202  (SciPy's sparse arrays have no plain type)
    from scipy.sparse import csr_array

    n, place = len(signs), {tie: k for k, tie in enumerate(ties)}
    entries: list[tuple[int, int, float]] = []
    least: list[float] = []

    def add(terms: list[tuple[int, float]], low: float) -> None:
        entries.extend((len(least), column, weight) for column, weight in terms)
        least.append(low)

    for (i, j), k in place.items():
        one, two = ((1.0, -1.0), 0.0) if signs[i, j] > 0 else ((1.0, 1.0), 1.0)
        add([(n + k, 1.0), (i, -one[0]), (j, -one[1])], -two)
        add([(n + k, 1.0), (i, one[0]), (j, one[1])], two)
    for i, j, k in combinations(range(n), 3):
        if signs[i, j] * signs[j, k] * signs[i, k] < 0:
            add([(n + place[tie], 1.0) for tie in ((i, j), (j, k), (i, k))], 1.0)
    row, column, weight = (np.array(x) for x in zip(*entries, strict=True))
    return csr_array((weight, (row, column)), shape=(len(least), n + len(ties))), np.array(least)
