"""Fiscal strain: the burden of what is carried out, and of arming.

load   rate k, target min(1, g sum_jm cost_m S_ijm / (a + b bud_i))
arm    event of a share (sim/model/acts/arm.py) to 1;  a shock adds its size

symbol  meaning                     unit    default            range   source
k       speed                       1/year  .3                 +-25 %  judgement
g,a,b   burden of implemented cost  1       .35, 2, 20 +-25 %          judgement
"""

import jax.numpy as jnp

from sim.core.parameter import structural
from sim.core.pull import Pull, event_rate, relax
from sim.model.axes import ByActor
from sim.model.scene import Happened, Scene

PARAMETERS = (
    structural("strain_speed", 0.3, "speed at which strain follows its load", "1/year"),
    structural("strain_load", 0.35, "strain of a unit of implemented cost"),
    structural("strain_base", 2.0, "what the poorest can carry", "cost"),
    structural("strain_budget", 20.0, "what a full budget adds to it", "cost"),
)


def load(scene: Scene) -> ByActor:
    """Strain towards which the cost of what is carried out leads, `(actor,)`."""
    p = scene.setting.p
    cost = scene.view.cooperation.cost.sum(axis=1)
    return jnp.minimum(1.0, p.strain_load * cost / (p.strain_base + p.strain_budget * scene.setting.budget))


def fiscal_strain(scene: Scene, happened: Happened) -> ByActor:
    """Closing fiscal strain, `(actor,)`."""
    p, dt = scene.setting.p, scene.setting.dt
    arming = event_rate(p.arm_strain, dt) * happened.armed
    pulls = (Pull(p.strain_speed, load(scene)), Pull(arming, 1.0))
    closing = relax(scene.state.fiscal_strain, [pulls], dt, 0.0, 1.0)[0]
    return jnp.clip(closing + happened.shock.fiscal_strain, 0.0, 1.0)
