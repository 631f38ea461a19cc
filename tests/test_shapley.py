"""Shares of a package add up, treat equals equally, and give nothing for nothing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.experiments.shapley import interactions, leave_one_out, shares

random_games = st.tuples(st.integers(1, 7), st.integers(0, 10**6))


def game(n, seed):
    worth = np.random.default_rng(seed).normal(size=(1 << n, 3))
    worth[0] = 0
    return worth


def members(n):
    return np.array([[s >> i & 1 for i in range(n)] for s in range(1 << n)])


@settings(max_examples=40, deadline=None)
@given(random_games)
def test_shares_sum_to_the_whole(case):
    worth = game(*case)
    assert np.abs(shares(worth).sum(axis=0) - worth[-1]).max() < 1e-12


def test_a_part_that_changes_nothing_has_exactly_nothing():
    small = game(4, 1)
    worth = small[[s & 0b1011 for s in range(16)]]
    assert (shares(worth)[2] == 0).all()
    assert (interactions(worth)[2] == 0).all()


def test_equal_parts_have_equal_shares():
    strength = np.array([1.0, 2.0, 2.0, 0.5])
    worth = np.tanh(members(4) @ strength)[:, None]
    found = shares(worth)
    assert found[1] == pytest.approx(found[2], abs=1e-15)


def test_parts_that_only_add_share_what_they_bring_and_do_not_interact():
    strength = np.array([0.3, -0.2, 1.5])
    worth = (members(3) @ strength)[:, None]
    assert shares(worth)[:, 0] == pytest.approx(strength)
    assert leave_one_out(worth)[:, 0] == pytest.approx(strength)
    assert np.abs(interactions(worth)).max() < 1e-15


def test_two_parts_that_only_work_together_share_equally_and_interact_fully():
    both = members(3)[:, 0] * members(3)[:, 1]
    worth = both.astype(float)[:, None]
    assert shares(worth)[:, 0] == pytest.approx([0.5, 0.5, 0])
    assert interactions(worth)[0, 1, 0] == pytest.approx(1)
    assert leave_one_out(worth)[:, 0] == pytest.approx([1, 1, 0])


def test_a_wrong_number_of_subsets_is_refused():
    with pytest.raises(ValueError, match="6 subsets"):
        shares(np.zeros((6, 1)))
