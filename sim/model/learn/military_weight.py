"""Military weight: it grows with absorbed technology and with arming.

mil' = mil exp(g absorbed_i dt) (1 + a)       a only in a quarter of arming (sim/model/acts/arm.py)

symbol  meaning                      unit    default  range   source
g       growth from a unit absorbed  1/year  .004     +-25 %  judgement
"""

import jax.numpy as jnp

from sim.core.parameter import structural
from sim.model.axes import ByActor
from sim.model.learn.dependence import new_technology
from sim.model.scene import Happened, Scene

PARAMETERS = (structural("absorbed_weight", 0.004, "growth of weight from a unit of absorbed technology", "1/year"),)


def military_weight(scene: Scene, happened: Happened) -> ByActor:
    """Closing military weight, `(actor,)`, positive."""
    p = scene.setting.p
    _, absorbed = new_technology(scene)
    growth = jnp.exp(p.absorbed_weight * absorbed * scene.setting.dt)
    return scene.state.military_weight * growth * (1 + p.arm_weight * happened.armed)
