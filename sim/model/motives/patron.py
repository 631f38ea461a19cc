"""Patron: what one's suppliers would say, weighted by dependence on them.

- w_pat (vis_m displeasure_ij + leak_m pat_ij)

symbol  meaning  unit   default  range  source
w_pat   weight   logit  3.0      1-5    judgement; the S-400 and T129 cases in mind (specification 14.2)
"""

from sim.core.parameter import Parameter
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

PARAMETERS = (Parameter("w_pat", 3.0, 1.0, 5.0, "logit", "weight of patrons", "judgement", "specification 10"),)


def _terms(scene: Scene) -> tuple[Term, ...]:
    p, c = scene.setting.p, scene.setting.c
    return (
        Term(-p.w_pat * scene.view.displeasure, c.vis),
        Term(-p.w_pat * scene.view.licence, c.leak),
    )


PATRON = Motive("patron", "what", "displeasure and licences of suppliers", _terms, PARAMETERS)
