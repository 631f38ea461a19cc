"""Patrons: what a state's suppliers think of its ties, and the licences they hold.

    displeasure_ij = sum_p D_ip (A-_pj + r min(1, sum_k H_pk V_jk))     leverage = dependence
    pat_ij         = sum_p D_ip (1 - T_pj) / 2                          third-country licences, and what vetoes add

    symbol  meaning                                          unit   default  range   source
    D_ip    i's dependence on supplier p                     share  state            0-1
    r       weight of the partner's ties to p's own threats  1      .5       +-25 %  judgement

The T129 helicopters of 2018 (a US engine licence refused for Pakistan) are the case in mind: specification 14.2.
"""

import jax.numpy as jnp

from sim.core.parameter import structural
from sim.model.axes import ByDyad
from sim.model.scene import Cooperation
from sim.model.state import Setting, State

PARAMETERS = (structural("rival_ties_weight", 0.5, "weight of the partner's ties to a patron's threats"),)


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
