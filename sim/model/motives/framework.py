"""Framework: an agreement on cooperation makes the next one easier.

f S_ij,framework

symbol  meaning                          unit   default  range   source
f       easing by a framework agreement  logit  .5       +-25 %  judgement; Kinne 2018
"""

from sim.core.pairs import square
from sim.core.parameter import structural
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

PARAMETERS = (structural("framework_easing", 0.5, "easing by a framework agreement already carried out", "logit"),)


def _terms(scene: Scene) -> tuple[Term, ...]:
    setting = scene.setting
    framework = square(scene.state.implementation[setting.instrument_index.dca_framework])
    return (Term(setting.p.framework_easing * framework),)


FRAMEWORK = Motive("framework", "whom", "a framework agreement already there", _terms, PARAMETERS)
