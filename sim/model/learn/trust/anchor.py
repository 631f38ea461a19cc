"""Anchor: what is not renewed by evidence is forgotten.

rate k_trev, target T_anc

symbol  meaning     unit    default  range   source
k_trev  forgetting  1/year  .10      .05-.2  judgement: half-life 7 years
"""

from sim.core.parameter import Parameter
from sim.core.pull import Pull, Pulls
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene

PARAMETERS = (
    Parameter(
        "k_trev", 0.1, 0.05, 0.2, "1/year", "forgetting of trust", "judgement", "half-life of 7 years, specification 10"
    ),
)


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    return (Pull(scene.setting.p.k_trev, scene.setting.anchor_trust),)


ANCHOR = Mechanism("anchor", "trust", "forgetting", _pulls, PARAMETERS)
