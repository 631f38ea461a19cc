"""Exhibitions ease arms and technology agreements with the same partner, and nothing else."""

import dataclasses

import jax
import numpy as np
import pytest

from sim.catalogue import instruments
from sim.core.pairs import pair_of
from sim.model.motives.search import EASED, SEARCH
from sim.model.worth import gather
from tests.model import one_quarter


@pytest.fixture(scope="module")
def opening(walk):
    """The opening of a quiet world."""
    _, scenes, _ = walk(shaken=())
    return one_quarter.of(scenes, 0)


@jax.jit
def what(scene):
    """What each agreement is worth for what it is."""
    return gather(scene).what


def with_exhibitions(scene, level, first=0, second=1):
    expo = instruments().keys.index("expo")
    implemented = scene.state.implementation.at[expo, pair_of(first, second, 6)].set(level)
    return dataclasses.replace(scene, state=dataclasses.replace(scene.state, implementation=implemented))


def test_exhibitions_raise_the_worth_of_arms_and_technology_agreements_by_the_declared_weight(opening):
    more = np.asarray(what(with_exhibitions(opening, 1.0))) - np.asarray(what(with_exhibitions(opening, 0.0)))
    eased = np.isin(instruments().keys, EASED)
    np.testing.assert_allclose(more[eased][..., pair_of(0, 1, 6)], 0.4, atol=1e-12)
    assert not more[~eased].any() and not np.delete(more, pair_of(0, 1, 6), axis=-1).any()


def test_the_motive_can_be_switched_off(walk, six):
    from sim.ensemble.draws import certain, known

    _, scenes, _ = walk(facts=known(six.opening, certain(), ("motive_search",)), shaken=())
    scene = one_quarter.of(scenes, 0)
    more = np.asarray(what(with_exhibitions(scene, 1.0))) - np.asarray(what(with_exhibitions(scene, 0.0)))
    assert not np.any(more)


def test_the_motive_is_declared_with_its_parameter():
    assert [p.name for p in SEARCH.parameters] == ["w_search"]
