"""Every outcome is finite, has the shape it says, and does not depend on who stands where in the arrays."""

import jax
import numpy as np
import pytest

from sim.core.pairs import members, pair_of
from sim.outcomes import FAMILIES, OUTCOMES, OWN_PARAMETERS, PARAMETERS, USUAL
from tests.model import one_quarter

SHAPES = {"pair": (6, 6), "actor": (6,), "world": ()}


@pytest.fixture(scope="module")
def scene(walk):
    """A world after three years of everything at once."""
    _, scenes, _ = walk("three_ways")
    return one_quarter.of(scenes, -1)


def turned(scene, order):
    """The scene with its actors in another order."""
    first, second = members(len(order))
    places = {len(order): order, len(first): pair_of(order[first], order[second], len(order))}

    def turn(leaf):
        for axis, size in enumerate(leaf.shape):
            leaf = leaf.take(places[size], axis=axis) if size in places else leaf
        return leaf

    return jax.tree.map(turn, scene)


@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=lambda outcome: outcome.name)
def test_an_outcome_keeps_its_word(scene, outcome):
    value = np.asarray(outcome.measure(scene))
    assert value.shape == SHAPES[outcome.over]
    assert np.isfinite(value).all()
    if outcome.over == "pair":
        assert not np.diagonal(value).any()
    if outcome.over == "pair" and not outcome.directed:
        np.testing.assert_allclose(value, value.T, atol=1e-12)
    assert outcome.unit
    assert outcome.meaning
    assert outcome.band > 0


@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=lambda outcome: outcome.name)
def test_an_outcome_does_not_depend_on_the_numbering(scene, outcome):
    order = np.array([3, 5, 1, 0, 4, 2])
    expected = np.asarray(outcome.measure(scene))
    for axis in range(expected.ndim):
        expected = expected.take(order, axis=axis)
    np.testing.assert_allclose(np.asarray(outcome.measure(turned(scene, order))), expected, atol=1e-11)


def test_directed_outcomes_do_differ_by_direction(scene):
    for outcome in OUTCOMES.values():
        if outcome.directed:
            value = np.asarray(outcome.measure(scene))
            assert np.abs(value - value.T).max() > 1e-3, outcome.name


def test_numbers_of_outcomes_are_declared_and_drawn_like_those_of_the_model(scene):
    for parameter in OWN_PARAMETERS:
        assert PARAMETERS[parameter.name] is parameter
        assert parameter.low < parameter.high
        assert parameter.unit
        assert parameter.meaning
        assert parameter.source
        assert np.isfinite(float(scene.setting.p[parameter.name]))
    assert len({p.name for p in OWN_PARAMETERS}) == len(OWN_PARAMETERS)
    assert len(PARAMETERS) > len(OWN_PARAMETERS)


def test_families_hold_every_outcome_once_and_the_usual_ones_exist():
    assert sorted(name for family in FAMILIES.values() for name in family) == sorted(OUTCOMES)
    assert set(USUAL) <= set(OUTCOMES)
    assert {OUTCOMES[name].family for name in USUAL} >= {"strategic", "operational", "diplomatic", "economic"}
