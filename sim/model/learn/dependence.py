"""Dependence: technology from a more industrial partner binds; co-production and sanctions loosen.

new_ij  = sum_m max(S_ijm - S0_ijm, 0) d_m max(ind_j - ind_i, 0)
gain    rate k_dep new_ij on the headroom 1 - sum_j D_ij (so rows stay <= 1)
decay   rate k_abs absorbed_i + s W_ji,   absorbed_i = min(2, sum_jm max(S - S0, 0) e_m [leak_m > .5])
hedge   the largest D_ip loses a share h

Where a provision names who provides, new_ij of what it brought counts for the recipient alone, with a lead of at
least x, whatever the industries; and only the recipient absorbs it.

symbol        meaning                                unit    default   range            source
k_dep, k_abs  gained, absorbed                       1/year  .10, .03  .05-.2, .01-.06  SIPRI shares, judged
s             loss of a sanctioning supplier 1/year  .15     +-25 %                     judgement
x             least lead of a named provider index   .2      +-25 %                     judgement
"""

import jax.numpy as jnp
from jax import Array

from sim.core.parameter import Parameter, structural
from sim.core.pull import reach
from sim.model.axes import ByActor, ByDyad
from sim.model.enacted import own_level, row_figures, spread
from sim.model.perceive.cooperation import technology_columns
from sim.model.policy import cells, parties
from sim.model.scene import Happened, Scene

MOST_ABSORBED = 2.0
_SIPRI = "SIPRI shares move 10-20 points in five years (specification 14.2); size judged"
PARAMETERS = (
    Parameter("k_dep", 0.10, 0.05, 0.2, "1/year", "dependence gained with technology", "judgement", _SIPRI),
    Parameter("k_abs", 0.03, 0.01, 0.06, "1/year", "dependence absorbed by co-production", "judgement", _SIPRI),
    structural("sanction_dependence", 0.15, "dependence lost on a supplier that sanctions", "1/year"),
    structural("named_lead", 0.2, "least industrial lead of a provider that a provision names", "index"),
)


def new_technology(scene: Scene) -> tuple[ByDyad, ByActor]:
    """Technology implemented since the opening: what binds, `(actor, other)`, and what is absorbed, `(actor,)`."""
    setting = scene.setting
    coop = scene.view.cooperation
    usual_row = technology_columns(setting.c).T[jnp.asarray(setting.enacted.rows.instrument)]
    own = fresh_of_rows(scene)[:, None]
    # Whether an instrument teaches high technology does not hang on the variant, how much of it does.
    more = setting.enacted.rows.clauses.more
    particular = usual_row * (1 + jnp.stack([more.d, more.e], axis=-1))
    # A provider named absorbs nothing of what it provides.
    way = jnp.asarray(setting.enacted.rows.clauses.direction)
    first, second = (
        own * (particular * jnp.stack([jnp.ones_like(way), jnp.where(provides, 0.0, 1.0)], axis=-1) - usual_row)
        for provides in (way > 0, way < 0)
    )
    binds = spread(setting.enacted, coop.binding, first[:, 0], second[:, 0])
    teaches = spread(setting.enacted, coop.teaching, first[:, 1], second[:, 1])
    return binds, jnp.minimum(MOST_ABSORBED, teaches.sum(axis=1))


def fresh_of_rows(scene: Scene) -> Array:
    """What each row brought since the opening, `(row,)`."""
    setting, s = scene.setting, scene.state.implementation
    where = cells(setting.enacted.rows, s)
    own = own_level(setting.enacted, s, setting.opening.implementation)
    return jnp.minimum(own, jnp.maximum(s[where] - setting.opening.implementation[where], 0))


def provided(scene: Scene, lead: ByDyad) -> ByDyad:
    """What named providers change in `new technology x lead`, `(actor, other)`."""
    setting = scene.setting
    i, j = parties(setting.enacted.rows)
    way = jnp.asarray(setting.enacted.rows.clauses.direction)
    binding = fresh_of_rows(scene) * row_figures(setting.enacted, setting.c).d
    named = setting.p.named_lead

    def towards(mine: Array, theirs: Array, usual: Array) -> Array:
        wanted = jnp.where(theirs, jnp.maximum(usual, named), jnp.where(mine, 0.0, usual))
        return binding * (wanted - usual)

    first, second = towards(way > 0, way < 0, lead[i, j]), towards(way < 0, way > 0, lead[j, i])
    return spread(setting.enacted, jnp.zeros_like(lead), first, second)


def dependence(scene: Scene, happened: Happened) -> ByDyad:
    """Closing dependence, `(actor, other)`, rows sum to at most 1."""
    setting, state = scene.setting, scene.state
    p, dt = setting.p, setting.dt
    fresh, absorbed = new_technology(scene)
    lead = jnp.maximum(setting.industry[None, :] - setting.industry[:, None], 0)
    # What a provider is relieved of leaves rounding behind, which may fall below nothing.
    rate = p.k_dep * jnp.maximum(fresh * lead + provided(scene, lead), 0)
    total = rate.sum(axis=1, keepdims=True)
    headroom = jnp.maximum(0.0, 1 - state.dependence.sum(axis=1, keepdims=True))
    gained = state.dependence + reach(total, dt) * rate * headroom
    decay = p.k_abs * absorbed[:, None] + p.sanction_dependence * state.sanctions.T
    largest = state.dependence >= state.dependence.max(axis=1, keepdims=True)
    shed = p.hedge_step * happened.hedged[:, None] * jnp.where(largest, 1.0, 0.0)
    return gained * jnp.exp(-decay * dt) * (1 - shed)
