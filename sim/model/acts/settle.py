"""Settle: what the quarter's acts, lapses and concessions make of the agreements.

For one pair and instrument, in this order: signings count once however many sides proposed, any side's leaving ends it,
what runs out ends, and what is conceded under pressure ends.
"""

import jax.numpy as jnp
from jax import Array

from sim.core.luck import fold, name_word, pair_words, uniform
from sim.core.pairs import pair_of, upper
from sim.model.acts.cooperate import acceptance, lapse_probability
from sim.model.acts.pressure import Concession
from sim.model.axes import ByActor, ByAgreement
from sim.model.choose import LEAVE, TAKE_UP, Chosen, Menu
from sim.model.scene import Scene

_STREAM_ACCEPT, _STREAM_LAPSE = (name_word(s) for s in ("accept", "lapse"))


def take_and_leave(
    lived: ByAgreement, scene: Scene, menu: Menu, chosen: Chosen, key: Array
) -> tuple[ByAgreement, ByActor]:
    """Lived levels after proposals that were accepted and agreements that were left, and whose proposals were."""
    actor = jnp.arange(chosen.act.shape[0])
    partner, m = chosen.partner, chosen.instrument
    words = scene.setting.actor_words
    step = menu.of_pairs(actor, partner).step(scene.setting.c.usual)[m, actor]
    accept = acceptance(scene, menu.worth, partner, actor, m, step)
    u = uniform(fold(key, _STREAM_ACCEPT), (words << jnp.uint64(32)) | words[partner])
    taken = (chosen.act == TAKE_UP) & (u < accept)
    cell = m, pair_of(actor, partner, len(actor))
    # From the opening, as it was judged: what a provision brings in the same quarter does not come on top.
    floor = jnp.where(taken, scene.state.agreements[cell] + step, 0.0)
    ceiling = jnp.where(chosen.act == LEAVE, 0.0, jnp.inf)
    return lived.at[cell].max(floor).at[cell].min(ceiling), taken


def lapse(lived: ByAgreement, scene: Scene, menu: Menu, before: ByAgreement, key: Array) -> ByAgreement:
    """Lived levels after those that ran out and were not renewed; renewal is judged at the level before the acts."""
    pairs = upper(pair_words(scene.setting.actor_words))
    luck = fold(fold(key, _STREAM_LAPSE), pairs)
    u = uniform(luck, scene.setting.instrument_words[:, None])
    return jnp.where(u < lapse_probability(scene, menu.worth, before), 0.0, lived)


def concede(lived: ByAgreement, target: ByActor, given: Concession) -> ByAgreement:
    """Lived levels after concessions under pressure."""
    ceiling = jnp.where(given.conceded, 0.0, jnp.inf)
    return lived.at[given.instrument, pair_of(target, given.rival, len(target))].min(ceiling)
