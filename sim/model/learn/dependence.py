"""Dependence: technology from a more industrial partner binds; co-production and sanctions loosen.

new_ij  = sum_m max(S_ijm - S0_ijm, 0) d_m max(ind_j - ind_i, 0)
gain    rate k_dep new_ij on the headroom 1 - sum_j D_ij (so rows stay <= 1)
decay   rate k_abs absorbed_i + s W_ji,   absorbed_i = min(2, sum_jm max(S - S0, 0) e_m [leak_m > .5])
hedge   the largest D_ip loses a share h

symbol        meaning                                unit    default   range            source
k_dep, k_abs  gained, absorbed                       1/year  .10, .03  .05-.2, .01-.06  SIPRI shares, judged
s             loss of a sanctioning supplier 1/year  .15     +-25 %                     judgement
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter, structural
from sim.core.pull import reach
from sim.model.axes import ByActor, ByDyad
from sim.model.scene import Happened, Scene

HIGH_TECHNOLOGY = 0.5
MOST_ABSORBED = 2.0
_SIPRI = "SIPRI shares move 10-20 points in five years (specification 14.2); size judged"
PARAMETERS = (
    Parameter("k_dep", 0.10, 0.05, 0.2, "1/year", "dependence gained with technology", "judgement", _SIPRI),
    Parameter("k_abs", 0.03, 0.01, 0.06, "1/year", "dependence absorbed by co-production", "judgement", _SIPRI),
    structural("sanction_dependence", 0.15, "dependence lost on a supplier that sanctions", "1/year"),
)


def new_technology(scene: Scene) -> tuple[ByDyad, ByActor]:
    """Technology implemented since the opening: what binds, `(actor, other)`, and what is absorbed, `(actor,)`."""
    c = scene.setting.c
    binding_and_absorbed = jnp.stack([c.d, c.e * jnp.where(c.leak > HIGH_TECHNOLOGY, 1.0, 0.0)], axis=-1)
    new = jnp.maximum(scene.state.implementation - scene.setting.opening.implementation, 0) @ binding_and_absorbed
    return new[..., 0], jnp.minimum(MOST_ABSORBED, new[..., 1].sum(axis=1))


def dependence(scene: Scene, happened: Happened) -> ByDyad:
    """Closing dependence, `(actor, other)`, rows sum to at most 1."""
    setting, state = scene.setting, scene.state
    p, dt = setting.p, setting.dt
    fresh, absorbed = new_technology(scene)
    lead = jnp.maximum(setting.industry[None, :] - setting.industry[:, None], 0)
    rate = p.k_dep * fresh * lead
    total = rate.sum(axis=1, keepdims=True)
    headroom = jnp.maximum(0.0, 1 - state.dependence.sum(axis=1, keepdims=True))
    gained = state.dependence + reach(total, dt) * rate * headroom
    decay = p.k_abs * absorbed[:, None] + p.sanction_dependence * state.sanctions.T
    largest = state.dependence >= state.dependence.max(axis=1, keepdims=True)
    shed = p.hedge_step * happened.hedged[:, None] * jnp.where(largest, 1.0, 0.0)
    return gained * jnp.exp(-decay * dt) * (1 - shed)
