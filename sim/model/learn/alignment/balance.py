"""Balance: friends of friends drift together, friends of foes apart.

rate k_bal |B_ij|, target sign(B_ij)

symbol  meaning          unit    default  range  source
k_bal   triadic balance  1/year  .04      0-.10  evidence mixed: Doreian & Mrvar 2015; Oishi & Sakuwa 2020
"""

from sim.core.parameter import Parameter
from sim.core.pull import Pulls, towards_sign
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene

PARAMETERS = (
    Parameter(
        "k_bal",
        0.04,
        0.0,
        0.1,
        "1/year",
        "triadic balance",
        "literature",
        "mixed: Doreian & Mrvar 2015; Oishi & Sakuwa 2020; Lerner",
    ),
)


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    return (towards_sign(scene.view.balance, scene.setting.p.k_bal),)


BALANCE = Mechanism("balance", "alignment", "consistency with friends and foes", _pulls, PARAMETERS)
