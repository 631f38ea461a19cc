"""The landscape of Axelrod and Bennett: the closed form of specification 13.2 (L4), and brute force."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.outcomes.landscape import descend, energy, local_optima

# L4c: four states of one size; the only optimum sets {1, 2} against {3, 4}.
FIXTURE = np.zeros((4, 4))
for i, j, p in ((0, 1, 2), (0, 2, -1), (0, 3, -1), (1, 2, -1), (2, 3, 1)):
    FIXTURE[i, j] = FIXTURE[j, i] = p

figures = st.floats(-2, 2).map(lambda x: round(x, 3))


@st.composite
def worlds(draw, most=7):
    n = draw(st.integers(1, most))
    sizes = draw(st.lists(st.floats(0, 5).map(lambda x: round(x, 3)), min_size=n, max_size=n))
    cells = draw(st.lists(figures, min_size=n * n, max_size=n * n))
    return np.array(sizes), np.array(cells).reshape(n, n)


def every_division(n):
    return [np.array((1, *rest)) for rest in product((1, -1), repeat=n - 1)]


def torn(sizes, p, side):
    n = len(sizes)
    return sum(sizes[i] * sizes[j] * p[i, j] for i in range(n) for j in range(n) if side[i] != side[j])


def test_the_closed_form_has_one_optimum():
    (side, value), *rest = local_optima(np.ones(4), FIXTURE)
    assert side.tolist() == [1, 1, -1, -1]
    assert value == energy(np.ones(4), FIXTURE, side) == -6
    assert not rest


def test_a_side_may_have_any_two_names():
    for side in ([1, 1, -1, -1], [0, 0, 1, 1], ["west", "west", "east", "east"], [True, True, False, False]):
        assert energy(np.ones(4), FIXTURE, side) == -6
    assert energy(np.ones(4), FIXTURE, [1, 1, 1, 1]) == 0


@given(worlds())
@settings(deadline=None, max_examples=150)
def test_optima_are_all_divisions_that_no_single_change_of_side_improves(world):
    sizes, p = world
    tie = 1e-9 * max(1.0, np.abs(sizes[:, None] * sizes * p).sum())
    stable = {}
    for side in every_division(len(sizes)):
        value = torn(sizes, p, side)
        turned = [np.where(np.arange(len(side)) == k, -side, side) for k in range(len(side))]
        if all(torn(sizes, p, other) >= value - tie for other in turned):
            stable[tuple(side)] = value
    found = local_optima(sizes, p)
    assert {tuple(side.tolist()) for side, _ in found} == set(stable)
    values = [value for _, value in found]
    assert values == pytest.approx([stable[tuple(side.tolist())] for side, _ in found], abs=1e-9)
    assert values[0] == pytest.approx(min(torn(sizes, p, side) for side in every_division(len(sizes))), abs=1e-9)
    assert all(later >= earlier - tie for earlier, later in pairwise(values))


@given(worlds(), st.integers(0, 127))
@settings(deadline=None, max_examples=100)
def test_every_descent_ends_in_an_optimum_of_the_list(world, mask):
    sizes, p = world
    start = np.array([1 if mask >> k & 1 else -1 for k in range(len(sizes))])
    end = descend(sizes, p, start)
    assert tuple(end.tolist()) in {tuple(side.tolist()) for side, _ in local_optima(sizes, p)}
    assert energy(sizes, p, end) <= energy(sizes, p, start) + 1e-9


def test_a_state_that_is_drawn_to_nobody_may_stand_on_either_side():
    p = np.pad(FIXTURE, ((0, 1), (0, 1)))
    assert [(side.tolist(), value) for side, value in local_optima(np.ones(5), p)] == [
        ([1, 1, -1, -1, 1], -6.0),
        ([1, 1, -1, -1, -1], -6.0),
    ]


def test_a_state_of_no_size_decides_nothing_for_others():
    found = local_optima([1, 1, 0], [[0, -1, 2], [-1, 0, 1], [2, 1, 0]])
    assert {tuple(side[:2].tolist()) for side, _ in found} == {(1, -1)}
    assert {value for _, value in found} == {-2.0}


def test_twenty_actors_are_searched_whole():
    camp = np.array([1, -1] * 10)
    p = np.outer(camp, camp) * (1 + np.add.outer(np.arange(20), np.arange(20)) / 40)
    (side, value), *_ = local_optima(np.arange(1, 21), p)
    assert side.tolist() == camp.tolist()
    assert value == pytest.approx(energy(np.arange(1, 21), p, camp))
    with pytest.raises(ValueError, match="up to 20 actors"):
        local_optima(np.ones(21), np.zeros((21, 21)))


@pytest.mark.parametrize(
    ("sizes", "p", "side"),
    [
        ([1, 1], np.zeros((3, 3)), [1, 1]),
        ([1, 1], np.zeros((2, 2)), [1]),
        ([1, 1, 1], np.zeros((3, 3)), [0, 1, 2]),
        ([1, -1], np.zeros((2, 2)), [1, 1]),
        ([1, np.nan], np.zeros((2, 2)), [1, 1]),
        ([1, 1], [[0, np.inf], [0, 0]], [1, 1]),
    ],
)
def test_what_does_not_fit_is_refused(sizes, p, side):
    with pytest.raises(ValueError):
        energy(sizes, p, side)


def test_the_gibbs_law_is_where_a_random_mover_with_logit_choice_settles():
    """L4d: one random mover at a time, utility of a side 2 b times the propensities towards it."""
    b, n = 0.3, 4
    states = [np.array(side) for side in product((1, -1), repeat=n)]
    number = {tuple(side): k for k, side in enumerate(states)}
    moves = np.zeros((len(states), len(states)))
    for side in states:
        for i in range(n):
            drawn = 2 * b * FIXTURE[i] @ side  # to side 1 rather than -1
            for to, chance in ((1, 1 / (1 + np.exp(-drawn))), (-1, 1 / (1 + np.exp(drawn)))):
                other = np.where(np.arange(n) == i, to, side)
                moves[number[tuple(side)], number[tuple(other)]] += chance / n
    weight = np.array([np.exp(-b * energy(np.ones(n), FIXTURE, side)) for side in states])
    stationary = weight / weight.sum()
    np.testing.assert_allclose(stationary @ moves, stationary, atol=1e-15)
