"""Countering: turning to the foes of those who arm one's threats, and caution towards the latter.

    w_ctr (sum_k Rx+_ik A-_jk - Rx+_ij)

    symbol  meaning                                                 unit   default  range  source
    w_ctr   weight                                                  logit  12       4-24   judgement
    Rx_ik   what i holds against k (sim/model/perceive/offence.py)

A weight on perceived offence, the same for every state: it names nobody. With w_ctr = 0 the formal reaction of third
parties all but disappears (specification 15), which `facts` shows.
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

PARAMETERS = (
    Parameter(
        "w_ctr", 12.0, 4.0, 24.0, "logit", "weight of countering a hostile alignment", "judgement", "specification 10"
    ),
)


def _terms(scene: Scene) -> tuple[Term, ...]:
    held = jnp.maximum(scene.view.offence, 0)
    foes = jnp.maximum(-scene.state.alignment, 0)
    return (Term(scene.setting.p.w_ctr * (held @ foes - held)),)


COUNTERING = Motive("countering", "whom", "answer to a hostile alignment", _terms, PARAMETERS)
