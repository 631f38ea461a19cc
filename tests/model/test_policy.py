"""Provisions laid over what states have agreed."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from sim.model.policy import IMPOSED, OFFERED, OPEN_END, SIGNED, between_two, fixed, hold, no_policy, wanted_level

LIVED = jnp.zeros((2, 3)).at[0, 0].set(0.6)  # two instruments, three pairs of three states


def rows(*provisions):
    """Rows (level, relative, enter) for instrument 0 between actors 0 and 1, from quarter 2 until quarter 5."""
    level, relative, enter = (np.array(column) for column in zip(*provisions, strict=True))
    zero = np.zeros(len(provisions), int)
    return between_two(zero == 0, zero, zero + 1, zero, level, relative, enter, zero + 2, zero + 5)


@jax.jit
def laid_over(policy, quarter):
    return hold(LIVED, policy, quarter), fixed(policy, quarter, LIVED.shape)


def held(policy, quarter=3):
    levels, closed = (np.asarray(x) for x in laid_over(policy, jnp.asarray(quarter)))
    assert not levels.ravel()[1:].any() and not closed.ravel()[1:].any()
    return float(levels[0, 0]), bool(closed[0, 0])


def test_padding_holds_nothing():
    levels, closed = laid_over(no_policy(4), jnp.asarray(0))
    assert (np.asarray(levels) == np.asarray(LIVED)).all()
    assert not np.asarray(closed).any()


@pytest.mark.parametrize(("change", "expected"), [(0.5, 1.1), (0.0, 0.6), (1.9, 2.0), (-1.0, 0.0)])
def test_an_imposed_change_is_laid_over_what_the_pair_has(change, expected):
    level, closed = held(rows((change, True, IMPOSED)))
    assert level == pytest.approx(expected, abs=1e-15)
    assert not closed


def test_changes_add_up_and_an_absolute_level_wins_and_the_last_of_several():
    assert held(rows((0.3, True, IMPOSED), (0.4, True, IMPOSED)))[0] == pytest.approx(1.3)
    assert held(rows((0.2, False, IMPOSED), (0.4, True, IMPOSED))) == (0.2, True)
    assert held(rows((0.2, False, IMPOSED), (1.4, False, IMPOSED))) == (1.4, True)


@pytest.mark.parametrize("quarter", [1, 5, 9])
def test_nothing_is_held_outside_the_dates(quarter):
    assert held(rows((1.0, False, IMPOSED)), quarter) == (0.6, False)


@pytest.mark.parametrize("enter", [SIGNED, OFFERED])
def test_what_is_signed_or_offered_is_not_held(enter):
    assert held(rows((1.0, False, enter))) == (0.6, False)


def test_an_open_end_lies_beyond_any_horizon():
    policy = rows((1.0, False, IMPOSED))._replace(stop=np.array([OPEN_END]))
    assert held(policy, 4000) == (1.0, True)


def test_a_wanted_level_stays_between_none_and_twice_a_full_programme():
    policy = rows((1.0, False, SIGNED), (-1.0, True, SIGNED), (1.8, True, OFFERED))
    assert np.asarray(wanted_level(policy, np.full(3, 0.6))).tolist() == [1.0, 0.0, 2.0]
