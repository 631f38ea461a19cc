"""Trust: whom one expects to deliver.

w_tru (T_ij - n)

symbol  meaning                unit   default  range   source
w_tru   weight                 logit  2.0      1-3     judgement, tied to w_aff
n       trust that is neutral  1      .5       +-25 %  judgement
"""

from sim.core.parameter import Parameter, structural
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

PARAMETERS = (
    Parameter("w_tru", 2.0, 1.0, 3.0, "logit", "weight of trust", "judgement", "specification 10", tied="w_aff"),
    structural("neutral_trust", 0.5, "trust that speaks neither for nor against a partner"),
)


def _terms(scene: Scene) -> tuple[Term, ...]:
    p = scene.setting.p
    return (Term(p.w_tru * (scene.state.trust - p.neutral_trust)),)


TRUST = Motive("trust", "whom", "partners expected to deliver", _terms, PARAMETERS)
