"""Interoperability: forces learn to work together, and forget.

dI/dt = k_int EI_ij fr_ij (1 - I) + k_idec (I_anc - I),   I_anc = I0 / 2

symbol         meaning      unit    default   range           source
k_int, k_idec  gain, decay  1/year  .35, .15  .2-.5, .08-.25  low-confidence background; sizes judged
"""

from sim.core.parameter import Parameter
from sim.core.pull import Pull, relax
from sim.model.axes import ByDyad
from sim.model.scene import Scene

PARAMETERS = (
    Parameter("k_int", 0.35, 0.2, 0.5, "1/year", "gain of interoperability", "judgement", "specification 10"),
    Parameter("k_idec", 0.15, 0.08, 0.25, "1/year", "decay of interoperability", "judgement", "specification 10"),
)


def interoperability(scene: Scene) -> ByDyad:
    """Closing interoperability, `(actor, other)`."""
    p, view = scene.setting.p, scene.view
    pulls = (
        Pull(p.k_int * view.cooperation.interoperability * view.friction, 1.0),
        Pull(p.k_idec, scene.setting.opening.interoperability / 2),
    )
    return relax(scene.state.interoperability, [pulls], scene.setting.dt, 0.0, 1.0)[0]
