"""Security value: what j is worth to an alarmed i as a protector.

    cs_ij  = cosine(H_i., H_j.)                                                  common threat
    sec_ij = Hb_i mh_j (q + (1-q) prox_ij) (c + (1-c) cs_ij) (1 - intent_ij)

    symbol  meaning                              unit  default  range   source
    q       what counts of a distant protector   1     .4       +-25 %  judgement
    c       what counts without a common threat  1     .25      +-25 %  judgement

References
----------
Lai & Reiter 2000, JCR 44(2): common threat makes alliance more frequent.
"""

import jax.numpy as jnp

from sim.core.parameter import structural
from sim.model.axes import ByActor, ByDyad
from sim.model.perceive.offence import weight_share
from sim.model.perceive.threat import intent
from sim.model.state import Setting, State

PARAMETERS = (
    structural("distant_floor", 0.4, "what counts of a protector however distant"),
    structural("common_floor", 0.25, "what counts of a protector without a common threat"),
)


def common_threat(threats: ByDyad) -> ByDyad:
    """Cosine of two states' threat lists, `(actor, other)`; 0 for a state that fears nobody."""
    squared = jnp.sum(threats**2, axis=1, keepdims=True)
    length = jnp.sqrt(jnp.where(squared > 0, squared, 1.0))
    unit = jnp.where(squared > 0, threats / length, 0.0)
    return unit @ unit.T


def security_value(state: State, setting: Setting, threats: ByDyad, alarmed: ByActor) -> ByDyad:
    """Security value of j to i, `(actor, other)`, in [0, 1], zero on the diagonal."""
    p = setting.p
    near = p.distant_floor + (1 - p.distant_floor) * setting.proximity
    common = p.common_floor + (1 - p.common_floor) * common_threat(threats)
    value = alarmed[:, None] * weight_share(state, setting)[None, :] * near * common * (1 - intent(state, setting))
    return value * (1 - jnp.eye(value.shape[0]))
