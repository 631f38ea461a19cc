"""Crises in expectation: every pair has its chance of one, and every bystander its chances of taking sides in it."""

import jax
import jax.numpy as jnp
from jax import Array

from sim.core.pairs import upper
from sim.core.pull import event_rate
from sim.model.axes import ByDyad
from sim.model.erupt import backing_chance, between_parties, hazard
from sim.model.scene import Leanings, Scene


def crises(scene: Scene, forced: ByDyad) -> Leanings:
    """The mean event rates that crises leave; `forced` is the weight of those that shocks bring."""
    p, dt = scene.setting.p, scene.setting.dt
    chance = -jnp.expm1(-hazard(scene) * dt)
    own = chance * (p.severe_share + (1 - p.severe_share) * p.minor_weight)
    weight = 1 - (1 - own) * (1 - forced)
    by_shock = forced > 0
    severe = jnp.where(by_shock, 1.0, chance * p.severe_share)
    minor = jnp.where(by_shock, 0.0, chance * (1 - p.severe_share))
    drawn = _drawn(scene)
    sides_severe = _one_side(drawn * jnp.where(by_shock, weight, 1.0)[..., None])
    sides = severe[..., None] * sides_severe + minor[..., None] * _one_side(drawn * p.minor_attention)
    backed, opposed = sides.sum(axis=1), sides.sum(axis=0)
    near, away = event_rate(p.c_sup / 2, dt) * backed, event_rate(p.c_sup, dt) * opposed
    fall, rise = between_parties(scene, upper(weight))
    lost = event_rate(p.opponent_distrust * p.c_sup, dt) * opposed + _abandoned(scene, severe, sides_severe)
    return Leanings(
        alignment_up=near + near.T,
        alignment_down=fall + away + away.T,
        trust_up=event_rate(p.c_sup, dt) * backed,
        trust_down=fall + lost,
        tension_up=rise,
    )


def _drawn(scene: Scene) -> Array:
    """Chance that a bystander is drawn to i against j when it attends fully, `(i, j, bystander)`."""
    each = jnp.arange(scene.state.alignment.shape[0])
    full = jnp.asarray(1.0)

    def of_pair(i: Array, j: Array) -> Array:
        return backing_chance(scene, i, j, full)

    return jax.vmap(jax.vmap(of_pair, (None, 0)), (0, None))(each, each)


def _one_side(drawn: Array) -> Array:
    """Chance of backing i and not j as well, `(i, j, bystander)`."""
    return drawn * (1 - drawn.swapaxes(0, 1))


def _abandoned(scene: Scene, severe: ByDyad, sides: Array) -> ByDyad:
    """Mean rate at which i's trust in treaty partners falls that stay out of its severe crises, `(actor, other)`."""
    p, bound = scene.setting.p, scene.view.cooperation.obligation
    n = bound.shape[0]
    stranger = 1 - jnp.eye(n)
    out = (severe[..., None] * (1 - sides) * stranger[None, :, :] * stranger[:, None, :]).sum(axis=1)
    rate = event_rate(jnp.where(bound > p.bound_above, p.c_aband * bound, 0.0), scene.setting.dt)
    return out * rate
