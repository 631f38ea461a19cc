"""Cooperation: what a pair's implemented agreements amount to, with saturation.

E_c,ij = 1 - exp(-sum_m c_m S_ijm)          c = a (alignment), t (trust), i (interoperability), ten (relief)
V_ij   = 1 - exp(-sum_m vis_m S_ijm / v)    v keeps already dense dyads off saturation
OB_ij  = min(1, sum_m ob_m S_ijm) (1 - lost_ij)     lost: what a patron's withdrawal leaves without weight

Clauses change columns for the part of an agreement that a provision brought, and say who pays
(sim/model/enacted.py); each party to an agreement of many pays for it once, so `cost` has a direction.

symbol  meaning                             unit   default  range   source
S       implemented level                   level  state            0-2
c_m     column of the instrument catalogue  1      data             catalogue
v       scale of visibility                 1      3        +-25 %  specification 4, judgement
"""

import jax.numpy as jnp
from jax import Array

from sim.core.parameter import structural
from sim.core.struct import Figures
from sim.model.enacted import once, own_level, row_figures, spread
from sim.model.scene import Cooperation
from sim.model.state import Setting, State

_COST = 6  # place of the column of cost
PARAMETERS = (structural("visibility_scale", 3.0, "implemented visibility at which third parties see most of it"),)


def cooperation(state: State, setting: Setting) -> Cooperation:
    """Indices of cooperation, each `(actor, other)`; `a` may be negative (assistance that estranges)."""
    columns = _columns(setting.c, setting)
    sums = _amended(state.implementation @ columns, columns, state, setting)
    saturating = -jnp.expm1(-sums[..., :5])
    return Cooperation(
        alignment=saturating[..., 0],
        trust=jnp.maximum(saturating[..., 1], 0),
        interoperability=saturating[..., 2],
        relief=saturating[..., 3],
        visibility=saturating[..., 4],
        obligation=jnp.minimum(1.0, sums[..., 5]) * (1 - setting.obligation_lost),
        cost=sums[..., 6],
        blend=jnp.minimum(1.0, sums[..., 7]),
        programmes=sums[..., 8],
    )


def _columns(c: Figures, setting: Setting) -> Array:
    seen = c.vis / setting.p.visibility_scale
    return jnp.stack([c.a, c.t, c.i, c.ten, seen, c.ob, c.cost, c.blend, jnp.ones_like(c.a)], axis=-1)


def _amended(sums: Array, columns: Array, state: State, setting: Setting) -> Array:
    """Sums of columns once clauses are counted, `(actor, other, column)`."""
    enacted = setting.enacted
    own = own_level(enacted, state.implementation, setting.opening.implementation)
    amended, usual = _columns(row_figures(enacted, setting.c), setting), columns[jnp.asarray(enacted.rows.instrument)]
    clauses = enacted.rows.clauses
    sides = zip((clauses.pay_first, clauses.pay_second), once(enacted, own), strict=True)
    first, second = (
        own[:, None] * (amended.at[:, _COST].multiply(jnp.asarray(pays) * share) - usual) for pays, share in sides
    )
    return spread(enacted, sums, first, second)
