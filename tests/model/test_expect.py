"""Expectation: chances are those that are drawn from; what they make of agreements has a closed form, and slopes."""

import dataclasses
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from sim import load
from sim.core.pairs import square_of_both
from sim.ensemble.draws import certain, known, sample_inputs
from sim.model.acts.cooperate import lapse_probability
from sim.model.choose import menu, partner_odds
from sim.model.expect.chances import Chances, chances
from sim.model.expect.settle import Settled, settle
from sim.model.expect.standing import Standing
from sim.model.expect.standing import certain as surely
from sim.model.perceive import perceive
from sim.model.scene import Scene
from sim.model.setting import build_setting
from sim.model.worth import Worth, gather

CHOSEN = ("u0", "w_sec", "accept_threshold", "exit_ease", "renewal_ease")


class Quarter(NamedTuple):
    """What a quarter of two states is made of."""

    level: jax.Array
    threshold: jax.Array
    odds: jax.Array
    chance: Chances
    worth: Worth
    lapse: jax.Array
    settled: Settled
    total: jax.Array
    slopes: jax.Array  # of the total, by each of the parameters chosen


@pytest.fixture(scope="module")
def at():
    """A quarter of two states in which acts are cheap and nobody has given anything up."""
    scenario = load("scenarios/minimal.yaml", actors=["PAK", "TUR"], watch=["PAK:TUR"])
    facts = known(scenario.opening, certain({"u0": 8.3}))

    def quarter(by, facts):
        inputs = sample_inputs(facts, np.uint64(1), np.uint64(0))
        p = inputs.p.replace(**{name: inputs.p[name] + step for name, step in zip(CHOSEN, by, strict=True)})
        setting = build_setting(dataclasses.replace(inputs, p=p))
        level = setting.opening.agreements
        scene = Scene(setting.opening, perceive(setting.opening, setting), setting, level)
        worth, closed = gather(scene), jnp.zeros(level.shape, bool)
        chance = chances(scene, worth, surely(level), closed)
        settled = settle(surely(level), scene, worth, chance, jnp.zeros_like(worth.what))
        odds, lapse = partner_odds(scene, menu(scene, worth, closed)), lapse_probability(scene, worth, level)
        total = settled.standing.level.sum()
        return total, (level, setting.p.accept_threshold, odds, chance, worth, lapse, settled)

    program = jax.jit(jax.value_and_grad(quarter, has_aux=True))

    def at(*by):
        (total, told), slopes = program(jnp.asarray(by), facts)
        return jax.tree.map(np.asarray, Quarter(*told, total, slopes))

    return at


@pytest.fixture(scope="module")
def two(at):
    """The same as it is, with nothing added to any parameter."""
    return at(*[0.0] * len(CHOSEN))


def test_agreements_move_with_parameters_as_their_gradients_say(at, two):
    assert np.isfinite(two.slopes).all()
    assert (np.abs(two.slopes) > 0).all()
    for k, slope in enumerate(two.slopes):
        step = 1e-5 * np.eye(len(CHOSEN))[k]
        central = (at(*step).total - at(*-step).total) / 2e-5
        assert slope == pytest.approx(central, rel=1e-6, abs=1e-9), CHOSEN[k]


def test_probabilities_of_acts_are_the_odds_that_are_drawn_from(two):
    chance, force = two.chance, np.where(two.level > 0, 1.0, 0.0)[:, None]
    agreed = ((1 - force) * chance.sign + force * (chance.deepen + chance.leave)).sum(axis=0)
    towards = square_of_both(agreed) + chance.pressure + chance.deescalate
    null = 1 - towards.sum(axis=1) - chance.arm - chance.hedge
    np.testing.assert_allclose(towards[[0, 1], [1, 0]] / null, two.odds[[0, 1], [1, 0]], rtol=1e-10)


@pytest.fixture(scope="module")
def mixed():
    """Chances of two states that act at every turn, by the share of worlds in which all agreements are in force."""
    scenario = load("scenarios/minimal.yaml", actors=["PAK", "TUR"], watch=["PAK:TUR"])
    facts = known(scenario.opening, certain({"u0": -10.0, "exit_inertia": -20.0}))

    @jax.jit
    def mixed(share):
        setting = build_setting(sample_inputs(facts, np.uint64(1), np.uint64(0)))
        level = setting.opening.agreements
        scene = Scene(setting.opening, perceive(setting.opening, setting), setting, level)
        standing = Standing(jnp.full(level.shape, share), jnp.full(level.shape, share))
        return chances(scene, gather(scene), standing, jnp.zeros(level.shape, bool))

    return mixed


@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 0.98, 1.0])
def test_what_is_chosen_where_an_agreement_is_in_force_and_where_it_is_not_are_chances(mixed, share):
    chance = mixed(share)
    for chosen in (chance.sign, chance.deepen + chance.leave):
        assert (np.asarray(chosen) >= 0).all()
        assert np.asarray(chosen).max() <= 1 + 1e-12
    assert max(np.asarray(chosen).max() for chosen in (chance.sign, chance.deepen, chance.leave)) > 1e-3


def test_an_agreement_of_two_has_its_closed_form_after_a_quarter(two):
    """In force at L, and nobody presses: (L + P(deepened) / 2) P(neither leaves) P(it does not run out)."""
    chance, worth = two.chance, two.worth
    assert (two.level > 0).any()
    for m in np.flatnonzero(two.level[:, 0] > 0):

        def accepts(side, m=m):
            gain = worth.whom[side] + 0.5 * worth.what[m, side] - worth.inertia[m] + worth.entering[side]
            return 1 / (1 + np.exp(two.threshold - gain))

        not_deepened = (1 - chance.deepen[m, 0] * accepts(1)) * (1 - chance.deepen[m, 1] * accepts(0))
        kept = (1 - chance.leave[m]).prod(axis=0) * (1 - two.lapse[m])
        found = two.settled.standing
        assert found.force[m] == pytest.approx(kept, rel=1e-12)
        assert found.level[m] == pytest.approx((two.level[m] + 0.5 * (1 - not_deepened)) * kept, rel=1e-12)
