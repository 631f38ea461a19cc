"""Tables to square arrays and back: every grid is (actor, other), actors sorted by code, diagonal zero."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Grid = NDArray[np.float64]
Mask = NDArray[np.bool_]
Merge = Literal["sum", "max"]


def to_grid(
    actors: Sequence[str],
    first: Iterable[str],
    second: Iterable[str],
    values: Iterable[float],
    *,
    symmetric: bool,
    merge: Merge = "sum",
) -> Grid:
    """Spread a list of pairs over an (actor, other) grid; pairs outside the actors are left out.

    Returns
    -------
    Grid
        Shape (n, n); zero where no row speaks; `merge` joins several rows of one pair.
    """
    at = {code: place for place, code in enumerate(actors)}
    grid = np.zeros((len(actors), len(actors)))
    for code, other, value in zip(first, second, values, strict=True):
        if code in at and other in at and code != other:
            cell = (at[code], at[other])
            grid[cell] = grid[cell] + value if merge == "sum" else max(grid[cell], value)
    if symmetric:
        grid = grid + grid.T if merge == "sum" else np.maximum(grid, grid.T)
    return grid


def known(actors: Sequence[str], first: Iterable[str], second: Iterable[str], *, symmetric: bool) -> NDArray[np.bool_]:
    """Mark the cells about which a table says anything."""
    first, second = list(first), list(second)
    return to_grid(actors, first, second, [1.0] * len(first), symmetric=symmetric, merge="max") > 0


def vector(actors: Sequence[str], values: pd.Series, fill: float) -> NDArray[np.float64]:
    """Order a series indexed by code as the actors are; `fill` where it is silent."""
    return values.reindex(list(actors)).fillna(fill).to_numpy(dtype=float)


def upper(grid: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the unordered pairs of a symmetric grid, shape (n(n-1)/2,)."""
    return grid[np.triu_indices(len(grid), 1)]


def off_diagonal(grid: NDArray[Any]) -> NDArray[Any]:
    """Return the directed pairs of a grid row by row, shape (n(n-1),)."""
    return grid[~np.eye(len(grid), dtype=bool)]


def members(actors: Sequence[str], codes: Iterable[str]) -> NDArray[np.bool_]:
    """Mark the pairs of which both belong to a group, shape (n, n), diagonal false."""
    inside = np.isin(np.array(actors), list(codes))
    return np.outer(inside, inside) & ~np.eye(len(actors), dtype=bool)


def mark_pairs(actors: Sequence[str], pairs: Iterable[tuple[str, str]]) -> NDArray[np.bool_]:
    """Mark listed unordered pairs, shape (n, n), symmetric."""
    listed = list(pairs)
    return known(actors, [a for a, _ in listed], [b for _, b in listed], symmetric=True)
