"""Threat: power times intent, within reach; threats to those one must protect count in part as one's own.

    meff_j  = mil_j + h sum_k OB_jk T_jk A+_jk (b + (1-b) I_jk) prox_jk mil_k
    pow_ij  = meff_j prox_ij / (meff_j prox_ij + mil_i)
    intent  = 1 - (1 - tau_ij) (1 - A-_ij (1 - T_ij)) (1 - asr_w asr_j Q_ij)
    Ho_ij   = pow_ij intent_ij
    H_ij    = min(1, Ho_ij + phi_ext [A_ij < .3] sum_k OB_ik Ho_kj)
    Hbar_i  = min(1, |H_i.|)

    symbol   meaning                                         unit   default  range    source
    mil      military weight                                 sqrt % state
    prox_ij  how far j reaches i                             1      setting  0-1
    Q        contested interest                              index  setting  0-1
    asr_j    assertiveness                                   index  setting  0-1
    asr_w    weight of assertiveness in intent               1      .5       .2-.8    judgement
    phi_ext  share of protected partners' threats            1      .10      0-.2     judgement
    h, b     weight of allies; what counts of an ally whose  1      .5, .4   +-25 %   judgement
             forces cannot work with one's own

References
----------
Walt 1987, The Origins of Alliances: power, proximity, offensive capability, perceived intent.
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter, structural
from sim.model.axes import ByActor, ByDyad
from sim.model.scene import Cooperation
from sim.model.state import Setting, State

PARAMETERS = (
    Parameter(
        "asr_w", 0.5, 0.2, 0.8, "1", "weight of assertiveness in perceived intent", "judgement", "specification 10"
    ),
    Parameter("phi_ext", 0.10, 0.0, 0.2, "1", "share of protected partners' threats", "judgement", "specification 10"),
    structural("ally_weight", 0.5, "what allies add to a state's effective weight"),
    structural("ally_floor", 0.4, "share of an ally's weight that counts without interoperability"),
    structural("extended_below", 0.3, "alignment above which a protected partner's threat is not shared", "index"),
)


def allied_weight(state: State, setting: Setting, coop: Cooperation) -> ByActor:
    """Military weight with allies, only as credible as trust and interoperability, `(actor,)`."""
    p = setting.p
    able = p.ally_floor + (1 - p.ally_floor) * state.interoperability
    credible = coop.obligation * state.trust * jnp.maximum(state.alignment, 0) * able * setting.proximity
    return state.military_weight + p.ally_weight * (credible @ state.military_weight)


def intent(state: State, setting: Setting) -> ByDyad:
    """Hostile intent that i sees in j: tension, hostility without trust, assertiveness where interests clash."""
    hostility = jnp.maximum(-state.alignment, 0) * (1 - state.trust)
    assertive = setting.p.asr_w * setting.assertiveness[None, :] * setting.contested
    return 1 - (1 - state.tension) * (1 - hostility) * (1 - assertive)


def threat(state: State, setting: Setting, coop: Cooperation) -> ByDyad:
    """Threat that i sees in j, `(actor, other)`, in [0, 1], zero on the diagonal."""
    p = setting.p
    projected = allied_weight(state, setting, coop)[None, :] * setting.proximity
    own = projected / (projected + state.military_weight[:, None]) * intent(state, setting)
    shared = jnp.where(state.alignment < p.extended_below, coop.obligation @ own, 0.0)
    n = own.shape[0]
    return jnp.minimum(1.0, own + p.phi_ext * shared) * (1 - jnp.eye(n))


def menace(threats: ByDyad) -> ByActor:
    """All threats to a state together, `(actor,)`, in [0, 1]."""
    squared = jnp.sum(threats**2, axis=1)
    safe = jnp.where(squared > 0, squared, 1.0)
    return jnp.minimum(1.0, jnp.where(squared > 0, jnp.sqrt(safe), 0.0))
