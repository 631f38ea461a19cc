"""Noise: everything the model does not speak of.

sd of a year 2 sig_t T (1 - T), no drift (sim/core/pull.py)

symbol  meaning         unit          default  range     source
sig_t   noise of trust  1/sqrt(year)  .03      .015-.05  judgement
"""

from sim.core.parameter import Parameter
from sim.core.pull import Pulls, noise_unit
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene

PARAMETERS = (Parameter("sig_t", 0.03, 0.015, 0.05, "1/sqrt(year)", "noise of trust", "judgement", "specification 10"),)


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    setting = scene.setting
    return (noise_unit(scene.state.trust, happened.noise_trust, setting.p.sig_t, setting.dt),)


NOISE = Mechanism("noise", "trust", "everything else", _pulls, PARAMETERS)
