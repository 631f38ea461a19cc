"""Culture: those who train and exercise together slowly come closer in culture and operations.

dK/dt = -k min(1, sum_m blend_m S_ijm) K

symbol  meaning              unit    default  range  source
k       speed at full level  1/year  .02      0-.04  judgement: a third of the distance in twenty years
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter
from sim.model.axes import ByDyad
from sim.model.scene import Scene

PARAMETERS = (
    Parameter(
        "k_culture",
        0.02,
        0.0,
        0.04,
        "1/year",
        "convergence under training and exchange",
        "judgement",
        "specification 16.8",
    ),
)


def culture(scene: Scene) -> ByDyad:
    """Closing cultural and operational distance, `(actor, other)`."""
    together = scene.view.cooperation.blend
    return scene.state.culture * jnp.exp(-scene.setting.p.k_culture * together * scene.setting.dt)
