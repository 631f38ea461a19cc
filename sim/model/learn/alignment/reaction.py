"""Reaction: cooling towards those whose new visible ties are with states one fears.

rate k_react |Rs_ij|, target -sign(Rs_ij),   Rs_ij = (Rx_ij + Rx_ji) / 2

symbol   meaning               unit    default  range  source
k_react  size of the reaction  1/year  .50      .2-.9  judgement; India-Turkey 2025, Gulf 2017 as anchors
"""

from sim.core.parameter import Parameter
from sim.core.pull import Pulls, towards_sign
from sim.model.learn.mechanism import Mechanism, both_ways
from sim.model.scene import Happened, Scene

PARAMETERS = (
    Parameter(
        "k_react",
        0.5,
        0.2,
        0.9,
        "1/year",
        "cooling towards those who arm one's threats",
        "judgement",
        "India-Turkey 2025, Gulf 2017 (specification 14.2)",
    ),
)


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    return (towards_sign(-both_ways(scene.view.offence), scene.setting.p.k_react),)


REACTION = Mechanism("reaction", "alignment", "cooling towards those who side with one's threats", _pulls, PARAMETERS)
