"""Instruments: working together draws together, as far as friction lets it.

rate k_instr |EA_ij| fr_ij, target sign(EA_ij)

symbol   meaning                unit    default  range    source
k_instr  effect of cooperation  1/year  .12      .05-.20  judgement; Martinez Machain 2021, Sullivan et al. 2011
"""

from sim.core.parameter import Parameter
from sim.core.pull import Pulls, towards_sign
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene

PARAMETERS = (
    Parameter(
        "k_instr",
        0.12,
        0.05,
        0.2,
        "1/year",
        "effect of cooperation on alignment",
        "judgement",
        "Martinez Machain 2021 (training, up); Sullivan et al. 2011 (aid, down)",
    ),
)


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    view = scene.view
    return (towards_sign(view.cooperation.alignment * view.friction, scene.setting.p.k_instr),)


INSTRUMENTS = Mechanism("instruments", "alignment", "working together draws together", _pulls, PARAMETERS)
