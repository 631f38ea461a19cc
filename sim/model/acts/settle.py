"""Settle: what the quarter's acts, lapses and concessions make of the agreements.

For one pair and instrument, in this order: signings count once however many sides proposed, any side's leaving ends it,
what runs out ends, and what is conceded under pressure ends.
"""

import jax.numpy as jnp
from jax import Array

from sim.core.luck import fold, name_word, pair_words, uniform
from sim.model.acts.cooperate import acceptance, lapse_probability
from sim.model.acts.pressure import Concession
from sim.model.axes import ByActor, ByAgreement
from sim.model.choose import LEAVE, TAKE_UP, Chosen, Menu
from sim.model.policy import OFFER_QUARTERS, OFFERED, SIGNED, Policy, put, wanted_level
from sim.model.scene import Scene

_STREAM_ACCEPT, _STREAM_LAPSE, _STREAM_OFFER = (name_word(s) for s in ("accept", "lapse", "offer"))


def enter(
    lived: ByAgreement, scene: Scene, menu: Menu, policy: Policy, answered: Array, quarter: Array, key: Array
) -> tuple[ByAgreement, Array]:
    """Signed provisions are put in force; offered ones are proposed for four quarters, until both accept.

    Returns the lived levels, and for each row whether its offer has been accepted by now, as `answered` was before.
    """
    i, j, m = (jnp.asarray(x) for x in (policy.first, policy.second, policy.instrument))
    start = jnp.asarray(policy.start)
    asked = wanted_level(policy, lived[i, j, m])
    signed = jnp.asarray(policy.active) & (jnp.asarray(policy.enter) == SIGNED) & (quarter == start)
    open_now = (quarter >= start) & (quarter < start + OFFER_QUARTERS) & ~answered
    offered = jnp.asarray(policy.active) & (jnp.asarray(policy.enter) == OFFERED) & open_now
    words = scene.setting.actor_words
    luck = fold(fold(key, _STREAM_OFFER), scene.setting.instrument_words[m])
    u_first = uniform(luck, (words[i] << jnp.uint64(32)) | words[j])
    u_second = uniform(luck, (words[j] << jnp.uint64(32)) | words[i])
    yes_first, yes_second = would_sign(scene, menu, policy, lived)
    agreed = offered & (u_first < yes_first) & (u_second < yes_second)
    return put(lived, policy, signed | agreed, asked), answered | agreed


def would_sign(scene: Scene, menu: Menu, policy: Policy, lived: ByAgreement) -> tuple[Array, Array]:
    """Probability that each party of each row accepts it now, two arrays `(row,)`."""
    i, j, m = (jnp.asarray(x) for x in (policy.first, policy.second, policy.instrument))
    now = lived[i, j, m]
    step = wanted_level(policy, now) - now
    return acceptance(scene, menu.worth, i, j, m, step), acceptance(scene, menu.worth, j, i, m, step)


def take_and_leave(
    lived: ByAgreement, scene: Scene, menu: Menu, chosen: Chosen, key: Array
) -> tuple[ByAgreement, ByActor]:
    """Lived levels after proposals that were accepted and agreements that were left, and whose proposals were."""
    actor = jnp.arange(chosen.act.shape[0])
    partner, m = chosen.partner, chosen.instrument
    words = scene.setting.actor_words
    step = menu.of_pairs(actor, partner).step(scene.setting.c.usual)[actor, m]
    accept = acceptance(scene, menu.worth, partner, actor, m, step)
    u = uniform(fold(key, _STREAM_ACCEPT), (words << jnp.uint64(32)) | words[partner])
    taken = (chosen.act == TAKE_UP) & (u < accept)
    floor = jnp.where(taken, lived[actor, partner, m] + step, 0.0)
    ceiling = jnp.where(chosen.act == LEAVE, 0.0, jnp.inf)
    cells = _cells(actor, partner, m)
    return lived.at[cells].max(jnp.tile(floor, 2)).at[cells].min(jnp.tile(ceiling, 2)), taken


def _cells(actor: ByActor, other: ByActor, instrument: ByActor) -> tuple[Array, Array, Array]:
    """Agreements of picked pairs in both directions, as indices."""
    return (
        jnp.concatenate([actor, other]),
        jnp.concatenate([other, actor]),
        jnp.concatenate([instrument, instrument]),
    )


def lapse(lived: ByAgreement, scene: Scene, menu: Menu, before: ByAgreement, key: Array) -> ByAgreement:
    """Lived levels after those that ran out and were not renewed; renewal is judged at the level before the acts."""
    pairs = pair_words(scene.setting.actor_words)
    luck = fold(fold(key, _STREAM_LAPSE), pairs)
    u = uniform(luck[:, :, None], scene.setting.instrument_words)
    return jnp.where(u < lapse_probability(scene, menu.worth, before), 0.0, lived)


def concede(lived: ByAgreement, target: ByActor, given: Concession) -> ByAgreement:
    """Lived levels after concessions under pressure."""
    ceiling = jnp.where(given.conceded, 0.0, jnp.inf)
    return lived.at[_cells(target, given.rival, given.instrument)].min(jnp.tile(ceiling, 2))
