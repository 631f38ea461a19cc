"""Signed lately: agreements taken up, which fade from memory.

R' = R 2^(-dt/h) + sum_m max(0, L'_m - L_m) / usual_m

symbol  meaning                                        unit        default  range   source
R_ij    agreements taken up, faded by their age        agreements  state    0-
h       age at which an agreement counts half          year        6        +-25 %  DCAD 1.0, 1991-2005: held-out years
L_m     agreement in force, imposed ones included      level       state    0-2
usual   level at which an instrument is usually begun  level       catalogue

A step of the usual size counts one, whoever brought it about; what lapses or is left takes nothing back.
"""

import jax.numpy as jnp

from sim.core.pairs import square
from sim.core.parameter import Parameter, structural
from sim.model.axes import ByAgreement, ByDyad
from sim.model.scene import Scene

HALF_LIFE = 6.0
PARAMETERS: tuple[Parameter, ...] = (
    structural(
        "lately_half_life", HALF_LIFE, "age at which an agreement taken up counts half", "year",
        fitted="DCAD 1.0: held-out years 1991-2005",
    ),
)  # fmt: skip


def signed_lately(scene: Scene, in_force: ByAgreement) -> ByDyad:
    """Closing count of agreements taken up lately, `(actor, other)`."""
    setting = scene.setting
    # A product: XLA's own sums are slow here.
    steps = (1 / setting.c.usual) @ jnp.maximum(in_force - scene.in_force, 0)
    faded = scene.state.signed_lately * 2 ** (-setting.dt / setting.p.lately_half_life)
    return faded + square(steps)
