"""Crisis: trust falls between parties, rises in whoever helps, falls in whoever abandons (sim/model/erupt.py).

event rates of the quarter, targets 1 and 0
"""

from sim.core.pull import Pull, Pulls, event_rate
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    lean = happened.crises
    shock = event_rate(happened.shock.trust, scene.setting.dt)
    return (Pull(lean.trust_up, 1.0), Pull(lean.trust_down + shock, 0.0))


CRISIS = Mechanism("crisis", "trust", "crises, support, abandonment and shocks", _pulls)
