"""Shapley: what each part of a package contributes, when parts need or spoil one another.

    share_i        = mean over all orders of adding the parts, of what adding i changes
    interaction_ij = the same for what i and j change together beyond what each changes alone

Shares sum to the worth of the whole package; a part that changes nothing in any company has exactly 0.

References
----------
Shapley 1953, A value for n-person games.
Grabisch & Roubens 1999, International Journal of Game Theory 28 (interaction).
"""

from math import factorial

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def shares(worth: Numbers) -> Numbers:
    """Each part's share.

    Parameters
    ----------
    worth
        Worth of every subset, `(subset, ...)`: subset `s` holds part `i` when bit `i` of `s` is set; 2**n of them, the
        empty one first.

    Returns
    -------
    Numbers
        `(part, ...)`.
    """
    n = parts_of(worth)
    return np.stack([_mean_change(_differences(worth, i), n - 1) for i in range(n)])


def interactions(worth: Numbers) -> Numbers:
    """What two parts change together beyond what each changes alone, `(part, part, ...)`, 0 on the diagonal."""
    n = parts_of(worth)
    found = np.zeros((n, n, *worth.shape[1:]))
    for j in range(n):
        with_j = _differences(worth, j)
        for i in range(j):
            found[i, j] = found[j, i] = _mean_change(_differences(with_j, i), n - 2)
    return found


def leave_one_out(worth: Numbers) -> Numbers:
    """What the whole package loses without each part, `(part, ...)`."""
    n = parts_of(worth)
    return np.stack([worth[-1] - worth[-1 - (1 << i)] for i in range(n)])


def parts_of(worth: Numbers) -> int:
    """How many parts make so many subsets."""
    n = len(worth).bit_length() - 1
    if len(worth) != 1 << n or n < 1:
        raise ValueError(f"{len(worth)} subsets are not all subsets of any number of parts")
    return n


def _differences(worth: Numbers, i: int) -> Numbers:
    """What adding part i changes in every company of the others, in their order."""
    without = np.array([s for s in range(len(worth)) if not s >> i & 1])
    return np.asarray(worth[without | 1 << i] - worth[without])


def _mean_change(changes: Numbers, others: int) -> Numbers:
    """Mean over orders: a company of size k counts k! (others - k)! / (others + 1)!."""
    sizes = np.array([s.bit_count() for s in range(len(changes))])
    weights = np.array([factorial(k) * factorial(others - k) / factorial(others + 1) for k in range(others + 1)])
    return np.asarray(np.tensordot(weights[sizes], changes, axes=1))
