"""Sanctions: pressure in force raises tension.

rate s (W_ij + W_ji) / 2, target 1

symbol  meaning              unit    default  range   source
s       effect of sanctions  1/year  .1       +-25 %  judgement
"""

from sim.core.parameter import structural
from sim.core.pull import Pull, Pulls
from sim.model.learn.mechanism import Mechanism, both_ways
from sim.model.scene import Happened, Scene

PARAMETERS = (structural("sanction_tension", 0.1, "effect of sanctions on tension", "1/year"),)


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    return (Pull(scene.setting.p.sanction_tension * both_ways(scene.state.sanctions), 1.0),)


SANCTIONS = Mechanism("sanctions", "tension", "sanctions raise tension", _pulls, PARAMETERS)
