"""Balance: friends of friends, foes of foes.

w_bal B_ij

symbol  meaning  unit   default  range   source
w_bal   weight   logit  1.5      .5-2.5  evidence mixed (Doreian & Mrvar 2015; Oishi & Sakuwa 2020)
"""

from sim.core.parameter import Parameter
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

PARAMETERS = (
    Parameter("w_bal", 1.5, 0.5, 2.5, "logit", "weight of triadic consistency", "judgement", "specification 10"),
)


def _terms(scene: Scene) -> tuple[Term, ...]:
    return (Term(scene.setting.p.w_bal * scene.view.balance),)


BALANCE = Motive("balance", "whom", "consistency with friends and foes", _terms, PARAMETERS)
