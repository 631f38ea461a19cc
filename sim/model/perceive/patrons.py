"""Patrons: what a state's suppliers think of its ties, and the licences they hold.

    displeasure_ij = sum_p D_ip (A-_pj + r min(1, sum_k H_pk V_jk))     leverage = dependence
    pat_ij         = sum_p D_ip (1 - T_pj) / 2                          third-country licences, and what vetoes add

    pat_r          = 1 - (1 - max(pat_ij, pat_ji)) (1 - h (1 - min(T_li, T_lj)) / 2)      where a licensor l is named

    symbol  meaning                                          unit   default  range   source
    D_ip    i's dependence on supplier p                     share  state            0-1
    r       weight of the partner's ties to p's own threats  1      .5       +-25 %  judgement
    l       share of a transfer that hangs on the licence    1      .5       +-25 %  judgement; T129: the engine

The T129 helicopters of 2018 (a US engine licence refused for Pakistan) are the case in mind: specification 14.2.
"""

import jax.numpy as jnp
from jax import Array

from sim.core.parameter import structural
from sim.model.axes import ByDyad
from sim.model.policy import parties
from sim.model.scene import Cooperation
from sim.model.state import Setting, State

PARAMETERS = (
    structural("rival_ties_weight", 0.5, "weight of the partner's ties to a patron's threats"),
    structural("licence_share", 0.5, "share of a transfer that hangs on the licence of a named third state"),
)


def displeasure(state: State, setting: Setting, threats: ByDyad, coop: Cooperation) -> ByDyad:
    """Displeasure of i's patrons at visible ties with j, weighted by dependence, `(actor, other)`."""
    with_rivals = jnp.minimum(1.0, threats @ coop.visibility)
    felt = jnp.maximum(-state.alignment, 0) + setting.p.rival_ties_weight * with_rivals
    # A patron is not displeased by ties with itself.
    return state.dependence @ (felt * (1 - jnp.eye(felt.shape[0])))


def licence(state: State, setting: Setting) -> ByDyad:
    """Leverage of i's suppliers over technology that would reach j, `(actor, other)`."""
    doubt = (1 - state.trust) / 2 * (1 - jnp.eye(state.trust.shape[0]))
    return state.dependence @ doubt + setting.licence_extra


def row_licence(state: State, setting: Setting, licence: ByDyad) -> Array:
    """Leverage over each row of the option, `(row,)`: the usual one, and that of a licensor it names on top."""
    i, j = parties(setting.enacted.rows)
    licensor = jnp.asarray(setting.enacted.rows.clauses.licensor)
    trusted = jnp.minimum(state.trust[licensor, i], state.trust[licensor, j])
    named = jnp.where(licensor >= 0, setting.p.licence_share * (1 - trusted) / 2, 0.0)
    usual = jnp.maximum(licence[i, j], licence[j, i])
    return usual + named * jnp.maximum(1 - usual, 0)
