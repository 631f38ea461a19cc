"""Offence: j's new visible ties to those whom i fears, and the alarm they raise.

nov_jk = V_jk - Vref_jk
Rx_ij  = sum_k H_ik nov_jk                                        (signed)
Z_i    = sum_j mh_j sum_k H_ik max(nov_jk, 0),   mh_j = mil_j / (mil_j + m)
Hb_i   = 1 - (1 - Hbar_i) exp(-chi Z_i)

To both sums comes what is lived in a theatre nearby (sim/model/perceive/theatre.py).

symbol  meaning                                unit    default  range   source
Vref    what third parties have got used to    index   state            0-1
chi     alarm from new hostile ties            1       2.0      .5-4    judgement
m       weight at which a partner counts half  sqrt %  1.5      +-25 %  judgement
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter, structural
from sim.model.axes import ByActor, ByDyad
from sim.model.scene import Cooperation
from sim.model.state import Setting, State

PARAMETERS = (
    Parameter("chi", 2.0, 0.5, 4.0, "1", "alarm from new hostile ties", "judgement", "specification 10"),
    structural("half_weight", 1.5, "military weight at which a partner counts half", "sqrt(CINC %)"),
)


def novelty(state: State, coop: Cooperation) -> ByDyad:
    """Visible cooperation that others are not used to, `(actor, other)`, signed and symmetric."""
    return coop.visibility - state.habituation


def offence(threats: ByDyad, new: ByDyad, nearby: ByDyad) -> ByDyad:
    """What i holds against j: j's new ties to those whom i fears, `(actor, other)`, signed; `nearby` from theatres."""
    n = new.shape[0]
    return (threats @ new + nearby) * (1 - jnp.eye(n))


def weight_share(state: State, setting: Setting) -> ByActor:
    """How much a partner's weight counts, `(actor,)`, in [0, 1)."""
    return state.military_weight / (state.military_weight + setting.p.half_weight)


def alarm(state: State, setting: Setting, threats: ByDyad, new: ByDyad, nearby: ByDyad, together: ByActor) -> ByActor:
    """Menace raised by new ties of others to those one fears, `(actor,)`, in [0, 1]."""
    hostile = (threats @ jnp.maximum(new, 0) + nearby) @ weight_share(state, setting)
    return 1 - (1 - together) * jnp.exp(-setting.p.chi * hostile)
