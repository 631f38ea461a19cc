"""Relief: instruments that calm.

rate r TEN_ij, target 0

symbol  meaning                        unit    default  range   source
r       effect of calming instruments  1/year  .5       +-25 %  judgement; probably too large (specification 15)
"""

from sim.core.parameter import structural
from sim.core.pull import Pull, Pulls
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene

PARAMETERS = (structural("relief_tension", 0.5, "effect of calming instruments on tension", "1/year"),)


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    return (Pull(scene.setting.p.relief_tension * scene.view.cooperation.relief, 0.0),)


RELIEF = Mechanism("relief", "tension", "protocols, arms control and talks", _pulls, PARAMETERS)
