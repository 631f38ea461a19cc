"""Reasons: the terms of every act sum to the utility that the engine chooses by."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from sim.core.pairs import pair_of, square_of_both
from sim.ensemble.draws import certain, known
from sim.model.acts.arm import arm
from sim.model.acts.cooperate import leave
from sim.model.acts.hedge import hedge
from sim.model.choose import LEAVE, TAKE_UP, Chosen, menu, proposals
from sim.model.reasons import REASONS, acts, place_of, reasons
from sim.model.worth import gather
from tests.model import one_quarter


@pytest.fixture(scope="module", params=[(), ("motive_cost", "motive_countering")])
def scene(request, six, walk):
    """A world in its third quarter, in which acts are cheap and much has happened."""
    _, scenes, _ = walk("three_ways", facts=known(six.opening, certain({"u0": 4.0}), request.param))
    return one_quarter.of(scenes, 2)


def utilities(scene, m, actor):
    """What the engine itself computes, in the order of the row of acts."""
    alone = jnp.stack([jnp.asarray(0.0), arm(scene)[actor], hedge(scene)[actor]])
    sides = [proposals(scene, m), leave(scene, m.worth, m.level())]
    cells = [jnp.moveaxis(square_of_both(side), 0, -1)[actor] for side in sides]
    return jnp.concatenate([alone, *(jnp.ravel(grid) for grid in cells), m.pressure[actor], m.deescalate[actor]])


@jax.jit
def told(scene, closed, actor):
    """The reasons of a state's acts, and the utilities of the engine."""
    m = menu(scene, gather(scene), closed)
    return reasons(scene, m, actor), utilities(scene, m, actor)


@pytest.mark.parametrize("actor", range(6))
def test_the_reasons_of_an_act_sum_to_its_utility(scene, actor):
    closed = jnp.zeros(scene.state.agreements.shape, bool).at[3, pair_of(2, 4, 6)].set(True)
    found, engine = told(scene, closed, jnp.asarray(actor))
    row = acts(6, len(scene.state.agreements))
    someone = np.asarray(row.partner) != actor
    is_open = np.asarray(found.open)
    assert found.terms.shape == (len(REASONS), len(engine))
    assert (is_open == (np.isfinite(engine) & someone)).all()
    np.testing.assert_allclose(np.asarray(found.terms).sum(axis=0)[is_open], engine[is_open], atol=1e-12)
    kinds = np.asarray(row.act)[is_open]
    assert {TAKE_UP, LEAVE} <= set(kinds.tolist())


def test_a_chosen_act_stands_at_its_place_in_the_row():
    row = acts(6, 4)
    for place in range(len(row.act)):
        act, partner, tool = (int(part[place]) for part in row)
        chosen = Chosen(*(jnp.asarray([max(part, 0)]) for part in (act, partner, tool)))
        assert int(place_of(chosen, jnp.asarray(0), 6, 4)) == place
