"""Relief: an adversary is a reason for instruments that calm.

h tau_ij ten_m

symbol  meaning                                    unit   default  range   source
h       weight of tension for calming instruments  logit  4        +-25 %  judgement
"""

from sim.core.parameter import structural
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

PARAMETERS = (structural("tension_relief", 4.0, "weight of tension for calming instruments", "logit"),)


def _terms(scene: Scene) -> tuple[Term, ...]:
    return (Term(scene.setting.p.tension_relief * scene.state.tension, scene.setting.c.ten),)


RELIEF = Motive("relief", "what", "a way to lower tension", _terms, PARAMETERS)
