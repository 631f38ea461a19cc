"""Anchor: tension returns to its usual level, which assertiveness and interests move.

rate k_tau, target clip(tau_anc (1 + s (change of assertiveness of i and j)) + q (Q - Q0), 0, 1)

symbol  meaning                          unit    default  range   source
k_tau   speed of return                  1/year  .35      .2-.6   judgement
s       effect of assertiveness          1       1.2      +-25 %  judgement
q       effect of a change of interests  1       .75      +-25 %  judgement; specification 12.1
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter, structural
from sim.core.pull import Pull, Pulls
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene

PARAMETERS = (
    Parameter("k_tau", 0.35, 0.2, 0.6, "1/year", "relaxation of tension", "judgement", "specification 10"),
    structural("assertive_tension", 1.2, "effect of a change of assertiveness on usual tension"),
    structural("interest_tension", 0.75, "effect of a change of contested interest on usual tension", "index"),
)


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    p, setting = scene.setting.p, scene.setting
    bolder = setting.assertiveness - setting.assertiveness_opening
    usual = setting.opening.tension * (1 + p.assertive_tension * (bolder[:, None] + bolder[None, :]))
    usual = usual + p.interest_tension * (setting.contested - setting.contested_opening)
    return (Pull(p.k_tau, jnp.clip(usual, 0, 1)),)


ANCHOR = Mechanism("anchor", "tension", "return to the usual level", _pulls, PARAMETERS)
