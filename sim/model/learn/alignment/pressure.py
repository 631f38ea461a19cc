"""Pressure: sanctions in force estrange the two.

rate k_press (W_ij + W_ji) / 2, target -1

symbol   meaning                 unit    default  range   source
k_press  cooling from sanctions  1/year  .15      .05-.3  judgement; F-35 and CAATSA 2019-20 as anchor
"""

from sim.core.parameter import Parameter
from sim.core.pull import Pull, Pulls
from sim.model.learn.mechanism import Mechanism, both_ways
from sim.model.scene import Happened, Scene

PARAMETERS = (
    Parameter(
        "k_press",
        0.15,
        0.05,
        0.3,
        "1/year",
        "cooling from sanctions",
        "judgement",
        "F-35 and CAATSA 2019-20 (specification 14.2)",
    ),
)


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    return (Pull(scene.setting.p.k_press * both_ways(scene.state.sanctions), -1.0),)


PRESSURE = Mechanism("pressure", "alignment", "sanctions estrange", _pulls, PARAMETERS)
