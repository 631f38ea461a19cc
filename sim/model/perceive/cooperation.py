"""Cooperation: what a pair's implemented agreements amount to, with saturation.

E_c,ij = 1 - exp(-sum_m c_m S_ijm)          c = a (alignment), t (trust), i (interoperability), ten (relief)
V_ij   = 1 - exp(-sum_m vis_m S_ijm / v)    v keeps already dense dyads off saturation
OB_ij  = min(1, sum_m ob_m S_ijm) (1 - lost_ij)     lost: what a patron's withdrawal leaves without weight

symbol  meaning                             unit   default  range   source
S       implemented level                   level  state            0-2
c_m     column of the instrument catalogue  1      data             catalogue
v       scale of visibility                 1      3        +-25 %  specification 4, judgement
"""

import jax.numpy as jnp

from sim.core.parameter import structural
from sim.model.scene import Cooperation
from sim.model.state import Setting, State

PARAMETERS = (structural("visibility_scale", 3.0, "implemented visibility at which third parties see most of it"),)


def cooperation(state: State, setting: Setting) -> Cooperation:
    """Indices of cooperation, each `(actor, other)`; `a` may be negative (assistance that estranges)."""
    c = setting.c
    seen = c.vis / setting.p.visibility_scale
    columns = jnp.stack([c.a, c.t, c.i, c.ten, seen, c.ob, c.cost, c.blend, jnp.ones_like(c.a)], axis=-1)
    sums = state.implementation @ columns
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
