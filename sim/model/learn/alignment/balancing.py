"""Balancing: a tilt towards useful protectors.

rate k_wal (sec_ij + sec_ji) / 2, target +1

symbol  meaning                  unit    default  range   source
k_wal   tilt towards protectors  1/year  .20      .05-.4  Walt 1987; size judged
"""

from sim.core.parameter import Parameter
from sim.core.pull import Pull, Pulls
from sim.model.learn.mechanism import Mechanism, both_ways
from sim.model.scene import Happened, Scene

PARAMETERS = (
    Parameter(
        "k_wal", 0.2, 0.05, 0.4, "1/year", "tilt towards useful protectors", "judgement", "Walt 1987; size judged"
    ),
)


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    return (Pull(scene.setting.p.k_wal * both_ways(scene.view.security), 1.0),)


BALANCING = Mechanism("balancing", "alignment", "tilt towards useful protectors", _pulls, PARAMETERS)
