"""De-escalation: an accepted step lowers tension.

event of a share s, target 0 (sim/model/acts/deescalate.py)
"""

from sim.core.pull import Pull, Pulls, event_rate
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    setting = scene.setting
    return (Pull(event_rate(setting.p.calm_step, setting.dt) * happened.deescalated, 0.0),)


DEESCALATION = Mechanism("deescalation", "tension", "steps of de-escalation", _pulls)
