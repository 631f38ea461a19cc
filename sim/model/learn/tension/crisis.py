"""Crisis: a militarised crisis (or a shock) raises tension (sim/model/erupt.py).

event rates of the quarter, target 1
"""

from sim.core.pull import Pull, Pulls, event_rate
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    shock = event_rate(happened.shock.tension, scene.setting.dt)
    return (Pull(happened.crises.tension_up + shock, 1.0),)


CRISIS = Mechanism("crisis", "tension", "crises and shocks", _pulls)
