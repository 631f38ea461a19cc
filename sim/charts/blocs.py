"""Blocs at a glance: the two sides that fit alignment best, and an order of actors in which they stand together."""

import numpy as np
from numpy.typing import NDArray

from sim.ensemble.kept import Numbers
from sim.scenario import Scenario


def strongest(scenario: Scenario) -> int:
    """The state with the largest military weight at the start, by the figures of the file: sqrt(capability) quality."""
    figures = scenario.opening.figures
    return int(np.argmax(np.sqrt(figures["capability"]) * figures["quality"]))


def sides(alignment: Numbers, first: int) -> Numbers:
    """1 for those on the side of an actor, -1 for the other side, by signs of the leading eigenvector.

    Parameters
    ----------
    alignment
        `(..., actor, other)`.
    first
        The actor whose side is 1.

    References
    ----------
    As sim/outcomes/blocs.py.
    """
    vector = np.linalg.eigh(alignment)[1][..., -1]
    side = np.where(vector >= 0, 1.0, -1.0)
    return np.asarray(side * side[..., first, None])


def bloc_order(alignment: Numbers) -> list[int]:
    """Actors ordered so that those aligned with each other stand side by side.

    Parameters
    ----------
    alignment
        `(actor, other)`, -1 to 1.

    Returns
    -------
    list of int
        Positions, by the second eigenvector of the Laplacian of likeness (1 + A) / 2; the direction is that which puts
        the first actor in the first half.

    References
    ----------
    Atkins, Boman & Hendrickson 1998, A spectral algorithm for seriation and the consecutive ones problem, SIAM Journal
    on Computing 28(1), section 2.
    """
    likeness = (2 + alignment + alignment.T) / 4
    np.fill_diagonal(likeness, 0.0)
    laplacian = np.diag(likeness.sum(axis=1)) - likeness
    # Rounding keeps equal actors in the order of their codes on every machine.
    place = np.round(np.linalg.eigh(laplacian)[1][:, 1], 9)
    order = np.argsort(place, kind="stable")
    return (order if np.flatnonzero(order == 0)[0] < len(order) / 2 else order[::-1]).tolist()


def in_blocs(alignment: Numbers, bloc: NDArray[np.bool_]) -> list[int]:
    """The order of `bloc_order`, one bloc after the other; `bloc` says which of the two each actor stands in."""
    order = bloc_order(alignment)
    return sorted(order, key=lambda actor: bool(bloc[actor] != bloc[order[0]]))
