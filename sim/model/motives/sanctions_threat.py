"""Threat of sanctions: what an agreement may cost, if those who threaten mean it.

- w_thr credibility size (h + sum_p D_ip)        on agreements under a threat, for the threatened, until it is settled

symbol  meaning                                      unit   default  range   source
w_thr   weight of threatened sanctions               logit  3.0      1-5     judgement; as the weight of patrons
h       what a threat weighs without any dependence  1      .5       +-25 %  as for pressure (acts/pressure.py)
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

PARAMETERS = (
    Parameter(
        "w_thr",
        3.0,
        1.0,
        5.0,
        "logit",
        "weight of threatened sanctions",
        "judgement",
        "as the weight of patrons, w_pat",
    ),
)


def _terms(scene: Scene) -> tuple[Term, ...]:
    """One term a threat: none, and nothing to compute, where nobody threatens."""
    setting = scene.setting
    instruments = jnp.arange(setting.c.vis.shape[0])
    terms = []
    for k in range(setting.threats.weight.shape[0]):
        feared = setting.p.pressure_floor + scene.state.dependence @ setting.threats.by[k]
        cost = setting.p.w_thr * setting.threats.weight[k] * feared * setting.threats.on[k]
        one = jnp.where(instruments == setting.threats.instrument[k], 1.0, 0.0)
        terms.append(Term(-cost[:, None] * setting.threats.partners[k], one))
    return tuple(terms)


SANCTIONS_THREAT = Motive("sanctions_threat", "what", "threatened sanctions", _terms, PARAMETERS)
