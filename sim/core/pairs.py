"""Unordered pairs: what two states share is one number, and stands once.

Pairs are numbered along the upper triangle, row by row: (0,1), (0,2), ..., (n-2, n-1). A figure that each of the two
holds has two directions, `(..., direction, pair)`: the first's towards the second, then the second's towards the first.
"""

from functools import cache
from math import isqrt

import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

Places = NDArray[np.int64]


@cache
def members(n: int) -> tuple[Places, Places]:
    """The first and the second state of each pair, both `(pair,)`."""
    first, second = np.triu_indices(n, 1)
    return first, second


def actors(pairs: int) -> int:
    """How many states make so many pairs."""
    return (1 + isqrt(1 + 8 * pairs)) // 2


@cache
def _places(n: int) -> Places:
    """Where each `(actor, other)` stands among the pairs, and past their end on the diagonal."""
    first, second = members(n)
    places = np.full((n, n), len(first))
    places[first, second] = places[second, first] = np.arange(len(first))
    return places


@cache
def _directed_places(n: int) -> Places:
    """The same among both directions of pairs, flat."""
    first, second = members(n)
    places = np.full((n, n), 2 * len(first))
    places[first, second] = np.arange(len(first))
    places[second, first] = len(first) + np.arange(len(first))
    return places


def pair_of(i: Array, j: Array, n: int) -> Array:
    """Number of the pair that two states make; where both are one state, that of some pair."""
    low, high = jnp.minimum(i, j), jnp.maximum(i, j)
    return jnp.maximum(low * n - low * (low + 1) // 2 + high - low - 1, 0)


def square(shared: Array) -> Array:
    """`(..., actor, other)`, symmetric with zeros on the diagonal, from `(..., pair)`."""
    n = actors(shared.shape[-1])
    return _with_zero(shared)[..., _places(n)]


def square_of_both(held: Array) -> Array:
    """`(..., actor, other)`, zeros on the diagonal, from `(..., direction, pair)`."""
    n = actors(held.shape[-1])
    return _with_zero(held.reshape(*held.shape[:-2], -1))[..., _directed_places(n)]


def both(grid: Array) -> Array:
    """`(..., direction, pair)` from `(..., actor, other)`."""
    first, second = members(grid.shape[-1])
    return grid[..., np.stack([first, second]), np.stack([second, first])]


def upper(grid: Array) -> Array:
    """`(..., pair)` from a symmetric `(..., actor, other)`."""
    first, second = members(grid.shape[-1])
    return grid[..., first, second]


def _with_zero(values: Array) -> Array:
    return jnp.concatenate([values, jnp.zeros((*values.shape[:-1], 1), values.dtype)], axis=-1)
