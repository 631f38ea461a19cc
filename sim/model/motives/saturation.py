"""Saturation: the more a pair does already, the less one more agreement adds.

- w_dim EA_ij

symbol  meaning               unit   default  range  source
w_dim   weight of saturation  logit  2.0      1-3    judgement
"""

from sim.core.parameter import Parameter
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

PARAMETERS = (
    Parameter("w_dim", 2.0, 1.0, 3.0, "logit", "weight of what is in place already", "judgement", "specification 10"),
)


def _terms(scene: Scene) -> tuple[Term, ...]:
    return (Term(-scene.setting.p.w_dim * scene.view.cooperation.alignment),)


SATURATION = Motive("saturation", "entering", "enough is in place already", _terms, PARAMETERS)
