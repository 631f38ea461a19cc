"""Pressure: whoever puts sanctions on a state loses its trust.

rate g k_press W_ji, target 0

symbol  meaning                 unit  default  range   source
g       trust beside alignment  1     2        +-25 %  judgement
"""

from sim.core.parameter import structural
from sim.core.pull import Pull, Pulls
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene

PARAMETERS = (structural("pressure_distrust", 2.0, "loss of trust beside loss of alignment under sanctions"),)


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    p = scene.setting.p
    return (Pull(p.pressure_distrust * p.k_press * scene.state.sanctions.T, 0.0),)


PRESSURE = Mechanism("pressure", "trust", "sanctions cost trust", _pulls, PARAMETERS)
