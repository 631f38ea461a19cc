"""Economy: what an instrument brings to industry.

w_eco e_m (f + (1-f) max(ind_i, ind_j)) (1 - tau_ij)

symbol  meaning                           unit   default  range   source
w_eco   weight                            logit  1.2      .6-2    judgement
ind     defence industry                  index                   data 0-1
f       what counts without any industry  1      .3       +-25 %  judgement
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter, structural
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

PARAMETERS = (
    Parameter(
        "w_eco", 1.2, 0.6, 2.0, "logit", "weight of economic and technological gain", "judgement", "specification 10"
    ),
    structural("industry_floor", 0.3, "what counts of a gain without any defence industry"),
)


def _terms(scene: Scene) -> tuple[Term, ...]:
    p, industry = scene.setting.p, scene.setting.industry
    best = jnp.maximum(industry[:, None], industry[None, :])
    usable = p.industry_floor + (1 - p.industry_floor) * best
    return (Term(p.w_eco * usable * (1 - scene.state.tension), scene.setting.c.e),)


ECONOMY = Motive("economy", "what", "economic and technological gain", _terms, PARAMETERS)
