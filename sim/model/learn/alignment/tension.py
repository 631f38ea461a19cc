"""Tension: it spills into alignment when it leaves its usual level.

rate k_ten |tau_ij - tau_ref|, target -sign(tau_ij - tau_ref)

symbol  meaning           unit    default  range   source
k_ten   spill of tension  1/year  .15      .05-.3  judgement, tied to k_react
"""

from sim.core.parameter import Parameter
from sim.core.pull import Pulls, towards_sign
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene

PARAMETERS = (
    Parameter(
        "k_ten",
        0.15,
        0.05,
        0.3,
        "1/year",
        "tension spills into alignment",
        "judgement",
        "specification 10",
        tied="k_react",
    ),
)


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    return (towards_sign(scene.setting.opening.tension - scene.state.tension, scene.setting.p.k_ten),)


TENSION = Mechanism("tension", "alignment", "tension spills over", _pulls, PARAMETERS)
