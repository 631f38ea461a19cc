"""Pairs: a grid of states, what two states share, and what each of two holds, hold the same numbers."""

import jax.numpy as jnp
import numpy as np
import pytest

from sim.core.pairs import actors, both, members, pair_of, square, square_of_both, upper


@pytest.mark.parametrize("n", [2, 6, 28])
def test_pairs_are_numbered_along_the_upper_triangle(n):
    first, second = members(n)
    assert actors(len(first)) == n
    assert np.asarray(pair_of(first, second, n)).tolist() == list(range(len(first)))
    assert np.asarray(pair_of(second, first, n)).tolist() == list(range(len(first)))


@pytest.mark.parametrize("n", [2, 6])
def test_what_two_share_comes_back_from_its_square(n):
    shared = jnp.arange(1.0, 1 + 2 * n * (n - 1) // 2).reshape(2, -1)
    grid = square(shared)
    assert grid.shape == (2, n, n)
    np.testing.assert_array_equal(grid, grid.swapaxes(1, 2))
    assert not np.diagonal(grid, axis1=1, axis2=2).any()
    np.testing.assert_array_equal(upper(grid), shared)


@pytest.mark.parametrize("n", [2, 6])
def test_what_each_holds_comes_back_from_its_two_directions(n):
    grid = np.arange(1.0, 1 + n * n).reshape(n, n) * (1 - np.eye(n))
    sides = both(jnp.asarray(grid))
    assert sides.shape == (2, n * (n - 1) // 2)
    assert sides[0, 0] == grid[0, 1] and sides[1, 0] == grid[1, 0]
    np.testing.assert_array_equal(square_of_both(sides), grid)
