"""Tension: an adversary is a hard partner.

- g tau_ij

symbol  meaning                                  unit   default  range   source
g       weight of tension against any agreement  logit  2.5      +-25 %  judgement
"""

from sim.core.parameter import structural
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

PARAMETERS = (structural("tension_against", 2.5, "weight of tension against any agreement", "logit"),)


def _terms(scene: Scene) -> tuple[Term, ...]:
    return (Term(-scene.setting.p.tension_against * scene.state.tension),)


TENSION = Motive("tension", "whom", "dislike of dealing with an adversary", _terms, PARAMETERS)
