"""Frustration and balanced triangles: closed forms, and every small network by brute force."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.outcomes.balance import balanced_triangles, frustration, frustration_bounds

PETERSEN = (
    [(k, (k + 1) % 5) for k in range(5)] + [(k, k + 5) for k in range(5)] + [(5 + k, 5 + (k + 2) % 5) for k in range(5)]
)


def network(n, ties):
    a = np.zeros((n, n), dtype=int)
    for i, j, sign in ties:
        a[i, j] = a[j, i] = sign
    return a


def all_foes(n):
    return np.eye(n, dtype=int) - 1


def by_brute_force(a):
    n = len(a)
    sides = [np.array((1, *rest)) for rest in product((1, -1), repeat=n - 1)]
    return min(int((np.triu(a, 1) * np.outer(s, s) == -1).sum()) for s in sides)


@st.composite
def networks(draw, most=8):
    n = draw(st.integers(1, most))
    pairs = list(combinations(range(n), 2))
    signs = draw(st.lists(st.sampled_from((-1, 0, 1)), min_size=len(pairs), max_size=len(pairs)))
    return network(n, [(i, j, s) for (i, j), s in zip(pairs, signs, strict=True)])


@given(networks())
@settings(deadline=None, max_examples=150)
def test_frustration_is_the_least_over_all_divisions(a):
    found = frustration_bounds(a)
    assert frustration(a) == by_brute_force(a) == found.low == found.high
    assert int((np.triu(a, 1) * np.outer(found.side, found.side) == -1).sum()) == found.high


@given(networks())
@settings(deadline=None, max_examples=100)
def test_triangles_are_counted_one_by_one(a):
    products = [a[i, j] * a[j, k] * a[i, k] for i, j, k in combinations(range(len(a)), 3)]
    assert balanced_triangles(a) == (products.count(1), len(products) - products.count(0))


@given(networks(), st.integers(0, 255))
@settings(deadline=None, max_examples=60)
def test_a_state_that_turns_all_its_ties_round_changes_no_frustration(a, mask):
    turn = np.array([1 if mask >> k & 1 else -1 for k in range(len(a))])
    turned = a * np.outer(turn, turn)
    assert frustration(turned) == frustration(a)
    assert balanced_triangles(turned) == balanced_triangles(a)


@pytest.mark.parametrize("n", [3, 4, 5, 6, 9, 14])
def test_among_foes_all_round_the_best_division_is_into_halves(n):
    half = n // 2
    assert frustration(all_foes(n)) == half * (half - 1) // 2 + (n - half) * (n - half - 1) // 2


def test_the_petersen_graph_of_foes_needs_three_changes():
    assert frustration(network(10, [(i, j, -1) for i, j in PETERSEN])) == 3
    assert frustration(network(10, [(i, j, 1) for i, j in PETERSEN])) == 0


@pytest.mark.parametrize("n", [4, 5, 30])
def test_a_ring_costs_one_change_when_its_foes_are_odd(n):
    ring = [(k, (k + 1) % n, 1) for k in range(n - 1)]
    assert frustration(network(n, [*ring, (0, n - 1, -1)])) == 1
    assert frustration(network(n, [*ring[1:], (0, 1, -1), (0, n - 1, -1)])) == 0


def test_two_camps_are_balanced_and_a_third_is_not():
    camps = np.array([0, 0, 0, 1, 1, 1, 2, 2])
    a = np.where(camps[:, None] == camps[None, :], 1, -1)
    two = a[:6, :6]
    assert balanced_triangles(two) == (20, 20)
    assert frustration(two) == 0
    assert balanced_triangles(a)[0] < balanced_triangles(a)[1]
    assert frustration(a) == 2 * 3  # the smallest camp joins one of the others


def test_what_hangs_on_one_tie_costs_nothing():
    tree = [(k, k // 2, (-1) ** k) for k in range(1, 40)]
    assert frustration(network(40, tree)) == 0
    assert frustration_bounds(network(40, tree)).side.shape == (40,)
    triangle = [(0, 1, -1), (1, 2, -1), (0, 2, -1)]
    assert frustration(network(40, [*triangle, *((k, k - 1, -1) for k in range(3, 40))])) == 1


def hidden(n, share, seed):
    """A network of two hidden camps in which every `share`-th tie is of the wrong sign."""
    camp = np.array([1 if (k * k + seed) % 7 < 3 else -1 for k in range(n)])
    wrong = [(i * 31 + j * 17 + seed) % share == 0 for i, j in combinations(range(n), 2)]
    signs = [camp[i] * camp[j] * (-1 if w else 1) for (i, j), w in zip(combinations(range(n), 2), wrong, strict=True)]
    return network(n, [(i, j, s) for (i, j), s in zip(combinations(range(n), 2), signs, strict=True)]), sum(wrong)


def test_a_large_network_is_proven_too():
    a, wrong = hidden(26, 11, 1)
    found = frustration_bounds(a, 60)
    assert found.proven
    assert 0 < found.high <= wrong


def test_bounds_hold_what_time_did_not_let_prove():
    a, wrong = hidden(40, 3, 2)
    found = frustration_bounds(a, 0)
    assert found.low < found.high <= wrong
    assert not found.proven


def test_the_diagonal_says_nothing_and_nothing_needs_no_change():
    assert frustration(all_foes(4) + np.eye(4, dtype=int)) == frustration(all_foes(4)) == 2
    assert frustration(np.zeros((0, 0))) == frustration(np.zeros((1, 1))) == frustration(np.zeros((5, 5))) == 0
    assert balanced_triangles(np.zeros((2, 2))) == (0, 0)


@pytest.mark.parametrize("bad", [np.ones((2, 3)), np.full((3, 3), 0.5), [[0, 1], [-1, 0]], [[0, np.nan], [np.nan, 0]]])
def test_what_is_no_signed_network_is_refused(bad):
    for ask in (frustration, balanced_triangles, frustration_bounds):
        with pytest.raises(ValueError, match="signs must be"):
            ask(bad)
