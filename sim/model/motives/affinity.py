"""Affinity: whom one already stands with.

w_aff A_ij

symbol  meaning  unit   default  range    source
w_aff   weight   logit  2.2      1.2-3.2  Lai & Reiter 2000; size judged
"""

from sim.core.parameter import Parameter
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

PARAMETERS = (
    Parameter("w_aff", 2.2, 1.2, 3.2, "logit", "weight of alignment", "judgement", "specification 10 and 13.3"),
)


def _terms(scene: Scene) -> tuple[Term, ...]:
    return (Term(scene.setting.p.w_aff * scene.state.alignment),)


AFFINITY = Motive("affinity", "whom", "partners on the same side", _terms, PARAMETERS)
