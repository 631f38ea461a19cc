"""De-escalation: an accepted step earns trust.

event of a share t, target 1 (sim/model/acts/deescalate.py)
"""

from sim.core.pull import Pull, Pulls, event_rate
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    setting = scene.setting
    return (Pull(event_rate(setting.p.calm_trust_step, setting.dt) * happened.deescalated, 1.0),)


DEESCALATION = Mechanism("deescalation", "trust", "steps of de-escalation", _pulls)
