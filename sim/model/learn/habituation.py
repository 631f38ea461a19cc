"""Habituation: third parties get used to what they see.

dVref/dt = k_hab (V - Vref)

symbol  meaning                       unit    default  range  source
k_hab   habituation of third parties  1/year  .25      .1-.5  judgement: novelty half-life 2.8 years
"""

from sim.core.parameter import Parameter
from sim.core.pull import Pull, relax
from sim.model.axes import ByDyad
from sim.model.scene import Scene

PARAMETERS = (
    Parameter(
        "k_hab", 0.25, 0.1, 0.5, "1/year", "habituation of third parties", "judgement", "novelty half-life 2.8 y"
    ),
)


def habituation(scene: Scene) -> ByDyad:
    """Closing habituation, `(actor, other)`."""
    pulls = (Pull(scene.setting.p.k_hab, scene.view.cooperation.visibility),)
    return relax(scene.state.habituation, [pulls], scene.setting.dt, 0.0, 1.0)[0]
