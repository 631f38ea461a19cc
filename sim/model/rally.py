"""Rally: when officers try to seize power, others lean to the government or to the plotters, and are remembered.

    lean   l = a A_ki + b OB_ki                       as in a crisis (sim/model/erupt.py), with only one side known
    k backs the government with  logistic(l - c) concerned,  the plotters with  logistic(-l - c) concerned
    concerned = max((1 + contact_ki) / 2, OB_ki)

Whoever backed the winner gains its trust (a share c_sup) and moves nearer (half of that); whoever backed the loser
loses trust (d c_sup) and moves away. Whoever is drawn to both sides backs neither. A weight scales all of it.
"""

import dataclasses

import jax.nn
import jax.numpy as jnp
from jax import Array
from jax.typing import ArrayLike

from sim.core.luck import fold, name_word, uniform
from sim.core.pull import event_rate
from sim.model.scene import Leanings, Scene
from sim.model.shocks import KINDS, Shocks, Unfolding, strikes

_COUP = KINDS.index("coup")
_STREAM_GOVERNMENT, _STREAM_PLOTTERS = name_word("back the government"), name_word("back the plotters")


def rally(
    leanings: Leanings, scene: Scene, shocks: Shocks, unfolding: Unfolding, quarter: ArrayLike, key: Array
) -> Leanings:
    """The event rates of a quarter with those that coups leave; `key` is the luck of world and quarter."""
    p, dt = scene.setting.p, scene.setting.dt
    i = jnp.asarray(shocks.first)
    struck = strikes(shocks, unfolding, quarter) & (jnp.asarray(shocks.kind) == _COUP)
    outcome = jnp.where(struck, unfolding.drawn, 0.0)[:, None]
    government, plotters = _sides(scene, i, key)
    winner = jnp.where(outcome > 0, government, plotters)
    loser = jnp.where(outcome > 0, plotters, government)
    weight = jnp.abs(outcome) * p.c_sup
    up, near = event_rate(weight, dt) * winner, event_rate(weight / 2, dt) * winner
    down, away = event_rate(p.opponent_distrust * weight, dt) * loser, event_rate(weight, dt) * loser
    return dataclasses.replace(
        leanings,
        trust_up=leanings.trust_up.at[i].add(up),
        trust_down=leanings.trust_down.at[i].add(down),
        alignment_up=leanings.alignment_up.at[i].add(near).at[:, i].add(near.T),
        alignment_down=leanings.alignment_down.at[i].add(away).at[:, i].add(away.T),
    )


def _sides(scene: Scene, i: Array, key: Array) -> tuple[Array, Array]:
    """Who backs the government and who the plotters, `(row, actor)`, 1 or 0."""
    p, setting = scene.setting.p, scene.setting
    obligation = scene.view.cooperation.obligation[:, i].T
    lean = p.lean_alignment * scene.state.alignment[:, i].T + p.lean_obligation * obligation
    concerned = jnp.maximum(0.5 + 0.5 * setting.contact[:, i].T, obligation)
    words = (setting.actor_words << jnp.uint64(32)) | setting.actor_words[i][:, None]
    others = jnp.arange(lean.shape[1]) != i[:, None]

    def drawn(stream: int, sign: float) -> Array:
        chance = jax.nn.sigmoid(sign * lean - p.lean_threshold) * concerned
        return (uniform(fold(key, stream), words) < chance) & others

    government, plotters = drawn(_STREAM_GOVERNMENT, 1.0), drawn(_STREAM_PLOTTERS, -1.0)
    return jnp.where(government & ~plotters, 1.0, 0.0), jnp.where(plotters & ~government, 1.0, 0.0)
