"""Noise: everything the model does not speak of.

sd of a year sig_a (1 - A^2), no drift (sim/core/pull.py)

symbol  meaning             unit          default  range    source
sig_a   noise of alignment  1/sqrt(year)  .04      .02-.07  UNGA drift .12 units on a 4.4-unit range
"""

from sim.core.parameter import Parameter
from sim.core.pull import Pulls, noise_signed
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene

PARAMETERS = (
    Parameter(
        "sig_a",
        0.04,
        0.02,
        0.07,
        "1/sqrt(year)",
        "noise of alignment",
        "data",
        "UNGA drift sd .12 a year on a 4.4-unit range (specification 14.3)",
    ),
)


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    setting = scene.setting
    return (noise_signed(scene.state.alignment, happened.noise_alignment, setting.p.sig_a, setting.dt),)


NOISE = Mechanism("noise", "alignment", "everything else", _pulls, PARAMETERS)
