"""The NumPy version of the choice layer, which the engine's speed is measured against, does the same work."""

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.numpy_choice import choose, partner_odds, utilities
from benchmarks.plain.luck import Luck
from sim.ensemble.draws import doubt_of, known
from sim.model.choose import menu
from sim.model.choose import partner_odds as odds_of_the_engine
from sim.model.worth import gather


@jax.jit
def odds(scene):
    """The odds of the engine, with everything on the menu."""
    return odds_of_the_engine(scene, menu(scene, gather(scene), jnp.zeros(scene.state.agreements.shape, bool)))


def test_numpy_finds_the_odds_of_the_engine_and_the_same_choices(six, walk):
    facts = known(six.opening, doubt_of({"u0": 4.0}, {}))
    _, scenes, events = walk(facts=facts, shaken=[], draw=1)
    for quarter in (0, 5, 11):
        scene = jax.tree.map(lambda x, at=quarter: np.asarray(x)[at], scenes)
        engine = odds(scene)
        off = ~np.eye(len(engine), dtype=bool)
        np.testing.assert_allclose(partner_odds(utilities(scene))[off], np.asarray(engine)[off], rtol=1e-12)
        act, partner, instrument = choose(scene, np.uint64(Luck(3, 1, 0, quarter).key))
        assert act.tolist() == events.chosen.act[quarter].tolist()
        assert partner.tolist() == events.chosen.partner[quarter].tolist()
        assert instrument.tolist() == events.chosen.instrument[quarter].tolist()
