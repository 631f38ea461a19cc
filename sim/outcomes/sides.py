"""Divisions of states into two sides, all of them at once.

A division has a number from 0 to 2^(n-1) - 1: bit k is set where state k + 1 stands against the first. The first
state's side is 1 by definition, so a division and its mirror image count once.
"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Sides = NDArray[np.int64]


def side_of(number: int, n: int) -> Sides:
    """The sides of a division, `(state,)` of 1 and -1."""
    bits = (number >> np.arange(n - 1)) & 1
    return np.concatenate([[1], 1 - 2 * bits]).astype(np.int64)[:n]


def every_energy(pull: Numbers) -> Numbers:
    """What is torn apart by each division: the sum of pull over ordered pairs on different sides.

    Parameters
    ----------
    pull
        `(state, state)`, symmetric; its diagonal is not looked at.

    Returns
    -------
    Array
        `(2^(n-1),)`, by the number of the division.
    """
    w = pull - np.diag(np.diag(pull))
    n = len(w)
    near = (n - 1) // 2 + 1  # the first half holds the first state, whose side is given
    low, high = _all_sides(near, fixed=True), _all_sides(n - near, fixed=False)
    within_low = ((low @ w[:near, :near]) * low).sum(axis=1)
    within_high = ((high @ w[near:, near:]) * high).sum(axis=1)
    across = (high @ w[near:, :near]) @ low.T
    together = within_high[:, None] + within_low[None, :] + 2 * across
    return (w.sum() - together.ravel()) / 2


def _all_sides(n: int, *, fixed: bool) -> Numbers:
    free = n - 1 if fixed else n
    bits = (np.arange(2**free)[:, None] >> np.arange(free)) & 1
    sides = 1.0 - 2.0 * bits
    return np.concatenate([np.ones((len(sides), 1)), sides], axis=1) if fixed else sides
