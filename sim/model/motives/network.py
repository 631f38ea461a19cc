"""Network: partners of partners, and those whom many have chosen.

w_net net_ij

symbol  meaning  unit   default  range  source
w_net   weight   logit  1.2      .3-2   Kinne 2018: network effects drive diffusion; size judged
"""

from sim.core.parameter import Parameter
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

PARAMETERS = (
    Parameter(
        "w_net", 1.2, 0.3, 2.0, "logit", "weight of network effects", "judgement", "direction: Kinne 2018; size judged"
    ),
)


def _terms(scene: Scene) -> tuple[Term, ...]:
    return (Term(scene.setting.p.w_net * scene.view.network),)


NETWORK = Motive("network", "whom", "shared and well-connected partners", _terms, PARAMETERS)
