"""Friction: the share of an instrument's effect that gets through culture, operations and finance.

fr_ij = (1 - f_cult K_ij) (1 - f_op (1 - I_ij)) (1 - f_fin max(F_i, F_j))

symbol         meaning                            unit   default        range  source
K              cultural and operational distance  index  state                 0-1
I              interoperability                   index  state                 0-1
F              fiscal strain                      index  state                 0-1
f_cult, f_op,  weight of each                     1      .30, .25, .25  .1-.5  common culture and distance
f_fin          affect alliance (Lai & Reiter                                    2000); sizes judged
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter
from sim.model.axes import ByDyad
from sim.model.state import Setting, State

_SOURCE = "Lai & Reiter 2000, JCR 44(2): culture and distance affect alliance; size judged"
PARAMETERS = (
    Parameter("f_cult", 0.30, 0.1, 0.5, "1", "friction of cultural distance", "literature", _SOURCE),
    Parameter(
        "f_op", 0.25, 0.1, 0.5, "1", "friction of forces that cannot work together", "judgement", "specification 10"
    ),
    Parameter("f_fin", 0.25, 0.1, 0.5, "1", "friction of fiscal strain", "judgement", "specification 10"),
)


def friction(state: State, setting: Setting) -> ByDyad:
    """Share that gets through, `(actor, other)`, symmetric, in [0, 1]."""
    p = setting.p
    strain = jnp.maximum(state.fiscal_strain[:, None], state.fiscal_strain[None, :])
    return (1 - p.f_cult * state.culture) * (1 - p.f_op * (1 - state.interoperability)) * (1 - p.f_fin * strain)
