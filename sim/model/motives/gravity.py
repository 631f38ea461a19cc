"""Gravity: large states and near ones have more to sign about.

w_siz (ln mil_i + ln mil_j) - w_dis ln(d_ij / 4000 km)

symbol  meaning                                                 unit   default  range    source
w_siz   weight of size                                          logit  .31      .24-.38  DCAD 1.0 (decision 052)
w_dis   weight of distance                                      logit  .42      .33-.52  likewise
mil     military weight; 1 is a hundredth of the world's        1      state
d       distance of capitals, at least 50 km                    km     data

References
----------
Tinbergen 1962, Shaping the world economy; Kinne 2018, Defense cooperation agreements and the emergence of a global
security network, International Organization 72 (distance and capability as covariates).
"""

import jax.numpy as jnp

from sim.core.elementary import log
from sim.core.parameter import Parameter
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

USUAL_KM, NEAREST_KM, SMALLEST = 4000.0, 50.0, 0.01
PARAMETERS = (
    Parameter(
        "w_siz", 0.31, 0.24, 0.38, "logit", "weight of the size of the two", "data",
        "DCAD 1.0, 1986-2005 (decision 052)",
    ),
    Parameter(
        "w_dis", 0.42, 0.33, 0.52, "logit", "weight of the distance between the two", "data",
        "DCAD 1.0, 1986-2005 (decision 052)",
    ),
)  # fmt: skip


def _terms(scene: Scene) -> tuple[Term, ...]:
    p = scene.setting.p
    size = log(jnp.maximum(scene.state.military_weight, SMALLEST))
    apart = log(jnp.maximum(scene.setting.distance_km, NEAREST_KM) / USUAL_KM)
    return (Term(p.w_siz * (size[:, None] + size[None, :]) - p.w_dis * apart),)


GRAVITY = Motive("gravity", "entering", "large states and near ones", _terms, PARAMETERS)
