"""Landscape: the two-sided divisions that states would settle in if each went where it is drawn.

    E = sum over ordered pairs (i, j) on different sides of size_i size_j propensity_ij

States drawn to each other but on different sides raise the energy; foes on different sides lower it. A division is a
local optimum when no single state lowers the energy by changing side. A state that is indifferent may stand on either
side: both divisions are then listed.

Galam (1998) objects that the model does not contain most of the results claimed for it, those that rest on frustration
above all, and that a theory of physics mapped straight onto states can mislead. So the landscape here orders divisions
and says nothing of which one comes about, and frustration is counted apart from it (`balance.py`).

References
----------
Axelrod & Bennett 1993, A landscape theory of aggregation, British Journal of Political Science 23(2).
Galam 1998, Comment on "A landscape theory of aggregation", British Journal of Political Science 28, 411-412; the
argument in full in Galam 1996, Physica A 230, 174-188.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.outcomes.sides import every_energy, side_of

Numbers = NDArray[np.float64]
Sides = NDArray[np.int64]
MOST_ACTORS = 20
TIE = 1e-12
OBJECTION = (
    "Galam (1998, British Journal of Political Science 28) objects that this landscape does not contain most of what "
    "was claimed for it and that physics mapped straight onto states can mislead: sides sum up alignment, no more."
)


def energy(sizes: ArrayLike, propensity: ArrayLike, side: ArrayLike) -> float:
    """The energy of a division.

    Parameters
    ----------
    sizes
        Weight of each actor, `(actor,)`, not negative.
    propensity
        How far i is drawn to j, `(actor, other)`; the diagonal is not looked at, and it need not be symmetric.
    side
        The side of each actor, `(actor,)`: any two labels.

    Raises
    ------
    ValueError
        When the shapes do not fit, a number is missing, or there are more than two sides.
    """
    pull = _pull(sizes, propensity)
    sides = np.asarray(side)
    if sides.shape != (len(pull),):
        raise ValueError(f"side must name a side for each of the {len(pull)} actors, not have shape {sides.shape}")
    if len(np.unique(sides)) > 2:
        raise ValueError("there can be two sides, not more")
    return float(pull[sides[:, None] != sides[None, :]].sum())


def local_optima(sizes: ArrayLike, propensity: ArrayLike) -> list[tuple[Sides, float]]:
    """All divisions from which no single actor lowers the energy by changing side, lowest energy first.

    Parameters
    ----------
    sizes, propensity
        As for `energy`; up to 20 actors, for every division is looked at.

    Returns
    -------
    list of (side, energy)
        `side` is 1 for the first actor and all on its side, -1 for the others, so that no division is listed together
        with its mirror image. Divisions of equal energy stand in the order of their sides, those with more states
        beside the first actor in front.

    Raises
    ------
    ValueError
        When the shapes do not fit, a number is missing, or there are more than 20 actors.
    """
    pull = _pull(sizes, propensity)
    n = len(pull)
    if n > MOST_ACTORS:
        raise ValueError(f"every division of up to {MOST_ACTORS} actors can be looked at, not of {n}; name fewer")
    energies = every_energy(pull)
    level = max(float(np.abs(pull).sum()), 1e-300)
    lowest = np.flatnonzero(_stands(energies, n, TIE * level))
    order = lowest[np.lexsort((lowest, np.round(energies[lowest] / level, 12)))]
    found = [side_of(int(number), n) for number in order]
    return [(side, energy(sizes, propensity, side)) for side in found]


def descend(sizes: ArrayLike, propensity: ArrayLike, side: ArrayLike) -> Sides:
    """The local optimum to which a division falls when the actor that lowers the energy most moves first.

    For any number of actors; `side` is of 1 and -1.
    """
    pull = _pull(sizes, propensity)
    now = np.array(side, dtype=np.int64)
    tie = TIE * max(float(np.abs(pull).sum()), 1e-300)
    while True:
        support = now * (pull @ now)
        weakest = int(np.argmin(support))
        if support[weakest] >= -tie:
            return now * now[0]
        now[weakest] *= -1


def optima_found(sizes: ArrayLike, propensity: ArrayLike) -> list[tuple[Sides, float]]:
    """Local optima to which many descents lead, lowest energy first: for more actors than can be searched whole.

    Descents begin at the signs of every eigenvector and, for every two actors, with each other actor beside the one to
    which it is drawn more. There may be optima that none of them reaches.
    """
    pull = _pull(sizes, propensity)
    nearer = np.sign(pull[:, None, :] - pull[None, :, :])[np.triu_indices(len(pull), 1)]
    starts = np.concatenate([np.linalg.eigh(pull)[1].T, nearer])
    ends = {tuple(descend(sizes, propensity, np.where(start >= 0, 1, -1)).tolist()) for start in starts}
    found = [(np.array(end, dtype=np.int64), energy(sizes, propensity, end)) for end in ends]
    return sorted(found, key=lambda one: (one[1], one[0].tolist()))


def _stands(energies: Numbers, n: int, tie: float) -> NDArray[np.bool_]:
    """Whether no single change of side lowers the energy, for every division by number."""
    number = np.arange(len(energies))
    # The first actor changes side when all others do.
    stands = energies[number ^ (len(energies) - 1)] >= energies - tie
    for k in range(n - 1):
        stands &= energies[number ^ (1 << k)] >= energies - tie
    return stands


def _pull(sizes: ArrayLike, propensity: ArrayLike) -> Numbers:
    """What is torn apart when two actors stand on different sides, `(actor, other)`, symmetric, empty diagonal."""
    s, p = np.asarray(sizes, dtype=np.float64), np.asarray(propensity, dtype=np.float64)
    if s.ndim != 1 or not len(s):
        raise ValueError(f"sizes must be one number for each actor, not of shape {s.shape}")
    if p.shape != (len(s), len(s)):
        raise ValueError(f"propensity must be of shape {(len(s), len(s))} to fit the sizes, not {p.shape}")
    p = np.where(np.eye(len(s), dtype=bool), 0.0, p)
    if not (np.isfinite(s).all() and np.isfinite(p).all()):
        raise ValueError("sizes and propensities must be finite numbers")
    if (s < 0).any():
        raise ValueError("sizes must not be negative")
    pull = s[:, None] * s[None, :] * p
    return (pull + pull.T) / 2
