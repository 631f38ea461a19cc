"""Structural balance of a signed network: who is friends with whose foes, and how little would mend it.

A network is an array of signs: 1 friends, -1 foes, 0 neither; symmetric, its diagonal is not looked at.

    a triangle is balanced when the product of its three signs is positive
    a network is balanced when its states fall into two sides, friends within, foes between
    frustration = min over sides s in {-1, 1}^n of the number of ties with sign_ij s_i s_j = -1

Frustration is the least number of ties whose removal (or change of sign) leaves a balanced network. It is found part by
part: what hangs on one tie costs nothing, parts of up to `WHOLE` states are searched whole, larger ones go to a
mixed-integer program with a constraint for every unbalanced triangle.

References
----------
Cartwright & Harary 1956, Psychological Review 63(5); Harary 1959, On the measurement of structural balance.
Aref, Mason & Wilson 2020, A modeling and computational study of the frustration index in signed networks, Networks 75.
"""

import time
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.outcomes.frustration_program import solve
from sim.outcomes.sides import every_energy, side_of

Signs = NDArray[np.int64]
Sides = NDArray[np.int64]
WHOLE = 24
NO_LIMIT = float("inf")


class Frustration(NamedTuple):
    """What is known of a network's frustration.

    Attributes
    ----------
    low, high
        The least number of ties to change lies between these, both included.
    side
        Sides that reach `high`, `(actor,)` of 1 and -1, the first actor's 1.
    """

    low: int
    high: int
    side: Sides

    @property
    def proven(self) -> bool:
        """Whether the two bounds meet."""
        return self.low == self.high


def balanced_triangles(signs: ArrayLike) -> tuple[int, int]:
    """How many of a network's triangles are balanced, and how many there are.

    Parameters
    ----------
    signs
        `(actor, actor)`, symmetric, of -1, 0 and 1. A triangle has three ties, none of them 0.

    Returns
    -------
    balanced, total

    Raises
    ------
    ValueError
        When `signs` is not such an array.
    """
    a = checked(signs)
    size = np.abs(a)
    total = int(np.trace(size @ size @ size)) // 6
    surplus = int(np.trace(a @ a @ a)) // 6
    return (total + surplus) // 2, total


def frustration(signs: ArrayLike) -> int:
    """The least number of ties to remove, or to change in sign, so that the network is balanced.

    Exact, however long it takes; `frustration_bounds` stops in time.

    Parameters
    ----------
    signs
        `(actor, actor)`, symmetric, of -1, 0 and 1.

    Raises
    ------
    ValueError
        When `signs` is not such an array.
    ArithmeticError
        When the solver ends without a proof.
    """
    found = frustration_bounds(signs, NO_LIMIT)
    if not found.proven:
        raise ArithmeticError(f"the solver stopped before its proof: frustration lies from {found.low} to {found.high}")
    return found.high


def frustration_bounds(signs: ArrayLike, seconds: float = 10.0) -> Frustration:
    """Bounds of the frustration that can be proven in some seconds, and the best sides found.

    Parameters
    ----------
    signs
        `(actor, actor)`, symmetric, of -1, 0 and 1.
    seconds
        Time for the parts that are too large to search whole.

    Raises
    ------
    ValueError
        When `signs` is not such an array.
    """
    a = checked(signs)
    end = time.monotonic() + seconds
    low, high, side = 0, 0, np.ones(len(a), dtype=np.int64)
    for part in parts(a):
        of_part = _of_part(a[np.ix_(part, part)], end - time.monotonic())
        low, high = low + of_part.low, high + of_part.high
        side[part] = of_part.side
    side = _hung_on(a, side)
    return Frustration(low, high, side * side[:1] if len(side) else side)


def checked(signs: ArrayLike) -> Signs:
    """Signs as whole numbers with an empty diagonal.

    Raises
    ------
    ValueError
        When they are not a square, symmetric array of -1, 0 and 1.
    """
    given = np.asarray(signs)
    if given.ndim != 2 or given.shape[0] != given.shape[1]:
        raise ValueError(f"signs must be a square array of states by states, not of shape {given.shape}")
    off = given * (1 - np.eye(len(given), dtype=given.dtype))
    if not np.isin(off, (-1, 0, 1)).all():
        raise ValueError("signs must be -1 (foes), 0 (neither) or 1 (friends)")
    if not np.array_equal(off, off.T):
        raise ValueError("signs must be symmetric: a tie is as it is from either end")
    return off.astype(np.int64)


def parts(signs: Signs) -> Iterator[NDArray[np.int64]]:
    """The connected parts of what lies on cycles: states left when what hangs on one tie is taken off, again and again.

    Frustration adds up over them, and nothing that hangs on one tie adds to it.
    """
    core = _core(signs)
    left = set(np.flatnonzero(core).tolist())
    while left:
        reached, edge = set(), {left.pop()}
        while edge:
            reached |= edge
            edge = {int(k) for i in edge for k in np.flatnonzero((signs[i] != 0) & core)} - reached
        left -= reached
        yield np.array(sorted(reached))


def _core(signs: Signs) -> NDArray[np.bool_]:
    kept = np.ones(len(signs), dtype=bool)
    while True:
        stay = kept & ((signs != 0)[:, kept].sum(axis=1) > 1)
        if (stay == kept).all():
            return kept
        kept = stay


def _hung_on(signs: Signs, side: Sides) -> Sides:
    """Sides of all, with what hangs on one tie set as that tie asks."""
    known = _core(signs)
    side = side.copy()
    while not known.all():
        ties = signs * known[None, :]
        fresh = np.flatnonzero(~known & (ties != 0).any(axis=1))
        # Apart from what is known: a tree of its own, of which any member may stand on any side.
        fresh = fresh[:1] if len(fresh) else np.flatnonzero(~known)[:1]
        i = int(fresh[0])
        by = np.flatnonzero(ties[i])
        side[i] = signs[i, by[0]] * side[by[0]] if len(by) else 1
        known[i] = True
    return side


def _of_part(signs: Signs, seconds: float) -> Frustration:
    if len(signs) > WHOLE:
        return Frustration(*solve(signs, max(seconds, 0.0)))
    energies = every_energy(signs.astype(np.float64))
    return Frustration(*_least(signs, energies))


def _least(signs: Signs, energies: NDArray[np.float64]) -> tuple[int, int, Sides]:
    side = side_of(int(np.argmin(energies)), len(signs))
    broken = int((np.triu(signs, 1) * np.outer(side, side) == -1).sum())
    return broken, broken, side
