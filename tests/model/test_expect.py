"""Expectation: probabilities are those that are drawn from, and what they make of agreements has a closed form."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from sim import load
from sim.ensemble.draws import certain, known, sample_inputs
from sim.model.acts.cooperate import lapse_probability
from sim.model.choose import menu, partner_odds
from sim.model.expect.chances import Chances, chances
from sim.model.expect.settle import Settled, settle
from sim.model.expect.standing import certain as surely
from sim.model.perceive import perceive
from sim.model.scene import Scene
from sim.model.setting import build_setting
from sim.model.worth import Worth, gather


class Quarter(NamedTuple):
    """What a quarter of two states is made of."""

    level: jax.Array
    threshold: jax.Array
    odds: jax.Array
    chance: Chances
    worth: Worth
    lapse: jax.Array
    settled: Settled


@pytest.fixture(scope="module")
def two():
    """A quarter of two states in which acts are cheap and nobody has given anything up."""
    scenario = load("scenarios/minimal.yaml", actors=["PAK", "TUR"], watch=["PAK:TUR"])
    facts = known(scenario.opening, certain({"u0": 8.3}))

    @jax.jit
    def quarter(facts):
        setting = build_setting(sample_inputs(facts, np.uint64(1), np.uint64(0)))
        level = setting.opening.agreements
        scene = Scene(setting.opening, perceive(setting.opening, setting), setting, level)
        worth, closed = gather(scene), jnp.zeros(level.shape, bool)
        chance = chances(scene, worth, surely(level), closed)
        settled = settle(surely(level), scene, worth, chance, jnp.zeros_like(level))
        odds, lapse = partner_odds(scene, menu(scene, worth, closed)), lapse_probability(scene, worth, level)
        return Quarter(level, setting.p.accept_threshold, odds, chance, worth, lapse, settled)

    return jax.tree.map(np.asarray, quarter(facts))


def test_probabilities_of_acts_are_the_odds_that_are_drawn_from(two):
    chance, force = two.chance, np.where(two.level > 0, 1.0, 0.0)
    agreed = ((1 - force) * chance.sign + force * (chance.deepen + chance.leave)).sum(axis=-1)
    towards = agreed + chance.pressure + chance.deescalate
    null = 1 - towards.sum(axis=1) - chance.arm - chance.hedge
    np.testing.assert_allclose(towards[[0, 1], [1, 0]] / null, two.odds[[0, 1], [1, 0]], rtol=1e-10)


def test_an_agreement_of_two_has_its_closed_form_after_a_quarter(two):
    """In force at L, and nobody presses: (L + P(deepened) / 2) P(neither leaves) P(it does not run out)."""
    chance, worth = two.chance, two.worth
    cells = np.argwhere(two.level > 0)
    assert len(cells)
    for i, j, m in cells:

        def accepts(a, b, m=m):
            gain = worth.whom[a, b] + 0.5 * worth.what[a, b, m] - worth.inertia[m] + worth.entering[a, b]
            return 1 / (1 + np.exp(two.threshold - gain))

        not_deepened = (1 - chance.deepen[i, j, m] * accepts(j, i)) * (1 - chance.deepen[j, i, m] * accepts(i, j))
        kept = (1 - chance.leave[i, j, m]) * (1 - chance.leave[j, i, m]) * (1 - two.lapse[i, j, m])
        found = two.settled.standing
        assert found.force[i, j, m] == pytest.approx(kept, rel=1e-12)
        assert found.level[i, j, m] == pytest.approx((two.level[i, j, m] + 0.5 * (1 - not_deepened)) * kept, rel=1e-12)
