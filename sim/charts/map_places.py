"""Places on the alignment map: once for a study, from how its states stood at the start, the same for every option.

    d_ij = 1 - A_ij,   places = the two leading axes of -J d^2 J / 2

so that states aligned at the start stand near each other. Half of the way along each axis goes by rank, which uses the
paper evenly; boxes that still overlap push each other apart.

References
----------
Torgerson 1952, Multidimensional scaling: I. Theory and method, Psychometrika 17(4).
"""

import numpy as np

from sim.charts.spread import spread
from sim.ensemble.kept import Numbers

RANKED = 0.6


def scaled(alignment: Numbers) -> Numbers:
    """Classical scaling of an alignment, `(actor, 2)`, each axis from 0 to 1.

    The first axis runs so that the first actor stands in its left half, the second so that it stands in the upper half.
    """
    n = len(alignment)
    apart = 1 - (alignment + alignment.T) / 2
    np.fill_diagonal(apart, 0.0)
    centre = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-centre @ apart**2 @ centre / 2)
    # Rounding keeps equal actors in the order of their codes on every machine.
    places = np.round(vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 0.0)), 9)
    places = places * np.where(places[0] > 0, -1.0, 1.0)
    span = np.ptp(places, axis=0)
    even = np.argsort(np.argsort(places, axis=0, kind="stable"), axis=0) / max(n - 1, 1)
    return (1 - RANKED) * (places - places.min(axis=0)) / np.where(span > 0, span, 1.0) + RANKED * even


def map_places(alignment: Numbers, size: tuple[float, float], box: tuple[float, float]) -> Numbers:
    """Where the boxes of all actors stand on a map, their centres in inches, `(actor, 2)`.

    Parameters
    ----------
    alignment
        At the start, `(actor, other)`, -1 to 1.
    size, box
        Width and height of the map, and of one box with the room around it, in inches.
    """
    room, half = np.array(size), np.array(box) / 2
    return spread(half + scaled(alignment) * (room - 2 * half), size, box)
