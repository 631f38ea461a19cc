"""Security: help against what one fears.

w_sec sec_ij s_m

symbol  meaning             unit   default  range    source
w_sec   weight of security  logit  4.5      2.5-6.5  threat raises alliance odds (Lai & Reiter 2000); size judged
s_m     security column     1                        catalogue
"""

from sim.core.parameter import Parameter
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

PARAMETERS = (
    Parameter(
        "w_sec", 4.5, 2.5, 6.5, "logit", "weight of security", "judgement", "sign: Lai & Reiter 2000; size judged"
    ),
)


def _terms(scene: Scene) -> tuple[Term, ...]:
    return (Term(scene.setting.p.w_sec * scene.view.security, scene.setting.c.s),)


SECURITY = Motive("security", "what", "protection against threats", _terms, PARAMETERS)
