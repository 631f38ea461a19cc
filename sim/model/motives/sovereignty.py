"""Sovereignty: what an instrument costs in autonomy.

- w_sov sov_i sov_m

symbol  meaning                   unit   default  range  source
w_sov   weight                    logit  1.2      .5-2   judgement
sov_i   sensitivity of the state  index                  data 0-1
sov_m   catalogue column          1
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

PARAMETERS = (Parameter("w_sov", 1.2, 0.5, 2.0, "logit", "weight of autonomy", "judgement", "specification 10"),)


def _terms(scene: Scene) -> tuple[Term, ...]:
    per_actor = -scene.setting.p.w_sov * scene.setting.sovereignty[:, None]
    return (Term(jnp.broadcast_to(per_actor, scene.state.alignment.shape), scene.setting.c.sov),)


SOVEREIGNTY = Motive("sovereignty", "what", "cost to autonomy", _terms, PARAMETERS)
