"""Support: who would back a state in a severe crisis with the rival with whom it most likely has one.

    r_i   = argmax_j  contact_ij exp(h_tau tau0_ij)                        the rival, as of the opening
    s_ik  = chance that k backs i against r_i                              as bystanders do (sim/model/erupt.py)
    b_i   = sum_k s_ik mil_k / sum_k mil_k                                 over k other than i and r_i

The rival is that of the opening, so that an option is asked the same question as the baseline.
"""

import jax
import jax.numpy as jnp

from sim.core.fence import fence
from sim.core.largest import first_largest
from sim.model.axes import ByActor, ByDyad
from sim.model.erupt import backing_chance
from sim.model.scene import Scene
from sim.outcomes.outcome import Outcome


def rival(scene: Scene) -> ByActor:
    """The state with which each most likely had a crisis at the opening, `(actor,)`."""
    setting = scene.setting
    return first_largest(setting.contact * jnp.exp(setting.p.h_tau * setting.opening.tension), axis=1)


def support(scene: Scene) -> ByDyad:
    """Chance that the column backs the row in a severe crisis with the row's rival, `(actor, other)`."""
    n = scene.state.alignment.shape[0]
    chance = jax.vmap(lambda i, j: backing_chance(scene, i, j, jnp.asarray(1.0)))(jnp.arange(n), rival(scene))
    return fence(scene.setting.date, chance)


def backing(scene: Scene) -> ByActor:
    """Share of the world's military weight that would back each state, `(actor,)`."""
    n = scene.state.alignment.shape[0]
    weight = jnp.broadcast_to(scene.state.military_weight[None, :], (n, n)) * (1 - jnp.eye(n))
    others = weight.at[jnp.arange(n), rival(scene)].set(0.0)
    total = others.sum(axis=1)
    return (support(scene) * others).sum(axis=1) / jnp.where(total > 0, total, 1.0)


SUPPORT = (
    Outcome(
        "support", "diplomatic", "pair", True, "probability", "higher",
        "chance that the second backs the first in a severe crisis with the first's likeliest rival", 0.01, support,
    ),
    Outcome(
        "backing", "diplomatic", "actor", False, "share", "higher",
        "share of the weight of all bystanders that would back it in such a crisis", 0.005, backing,
    ),
)  # fmt: skip
