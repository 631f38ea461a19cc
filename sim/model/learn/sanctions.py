"""Sanctions: new ones step up, old ones fade.

new    event of a share w to 1 (sim/model/acts/pressure.py), or of a shock's size
fade   rate k to 0

symbol  meaning  unit    default  range   source
k       fading   1/year  .35      +-25 %  judgement: half-life of two years
"""

from sim.core.parameter import structural
from sim.core.pull import Pull, event_rate, relax
from sim.model.axes import ByDyad
from sim.model.scene import Happened, Scene

PARAMETERS = (structural("sanction_fade", 0.35, "fading of sanctions", "1/year"),)


def sanctions(scene: Scene, happened: Happened) -> ByDyad:
    """Closing sanctions of the row on the column, `(actor, other)`."""
    p, dt = scene.setting.p, scene.setting.dt
    new = event_rate(p.sanction_step, dt) * happened.sanctioned + event_rate(happened.shock.sanctions, dt)
    pulls = (Pull(new, 1.0), Pull(p.sanction_fade, 0.0))
    return relax(scene.state.sanctions, [pulls], dt, 0.0, 1.0)[0]
