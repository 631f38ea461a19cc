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

from sim.core.fence import fence
from sim.core.pairs import square
from sim.core.parameter import structural
from sim.core.struct import Figures
from sim.model.axes import ByDyad
from sim.model.enacted import once, own_level, row_figures, spread
from sim.model.policy import cells
from sim.model.scene import Cooperation
from sim.model.state import Setting, State

_COST = 6  # place of the column of cost
HIGH_TECHNOLOGY = 0.5
PARAMETERS = (structural("visibility_scale", 3.0, "implemented visibility at which third parties see most of it"),)


def cooperation(state: State, setting: Setting) -> Cooperation:
    """Indices of cooperation, each `(actor, other)`; `a` may be negative (assistance that estranges)."""
    enacted, columns = setting.enacted, _columns(setting.c, setting)
    own = own_level(enacted, state.implementation, setting.opening.implementation)
    instrument, pair = cells(enacted.rows, state.implementation)
    particular = _columns(row_figures(enacted, setting.c), setting)
    sums = (columns @ state.implementation).at[:, pair].add(own * (particular - columns[:, instrument]))
    saturating = -jnp.expm1(-sums[:5])
    fresh = jnp.maximum(state.implementation - setting.opening.implementation, 0)
    technology = technology_columns(setting.c) @ fresh
    shared = square(fence(setting.date, jnp.concatenate([saturating, sums[5:], technology])))
    alignment, trust, interoperability, relief, visibility, obligation, cost, blend, programmes = shared[:9]
    binding, teaching = shared[9:]
    return Cooperation(
        alignment=alignment,
        trust=jnp.maximum(trust, 0),
        interoperability=interoperability,
        relief=relief,
        visibility=visibility,
        obligation=jnp.minimum(1.0, obligation) * (1 - setting.obligation_lost),
        cost=_borne(cost, own * particular[_COST], own, setting),
        blend=jnp.minimum(1.0, blend),
        programmes=programmes,
        binding=binding,
        teaching=teaching,
    )


def technology_columns(c: Figures) -> Array:
    """What a unit of each instrument carries of technology: what binds, and what teaches, `(2, instrument)`."""
    return jnp.stack([c.d, c.e * jnp.where(c.leak > HIGH_TECHNOLOGY, 1.0, 0.0)])


def _columns(c: Figures, setting: Setting) -> Array:
    seen = c.vis / setting.p.visibility_scale
    return jnp.stack([c.a, c.t, c.i, c.ten, seen, c.ob, c.cost, c.blend, jnp.ones_like(c.a)])


def _borne(shared: ByDyad, of_row: Array, own: Array, setting: Setting) -> ByDyad:
    """Costs once clauses say who pays, and each party to an agreement of many pays once, `(actor, other)`."""
    enacted = setting.enacted
    pays = jnp.asarray(enacted.rows.clauses.pay_first), jnp.asarray(enacted.rows.clauses.pay_second)
    first, second = (of_row * (part * share - 1) for part, share in zip(pays, once(enacted, own), strict=True))
    return spread(enacted, shared, first, second)
