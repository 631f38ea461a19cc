"""Search: firms that have met at exhibitions find the next contract more easily.

w_search S_ij,expo [m eased]        eased: arms sales, technology transfer and co-production, treaties on sharing it

symbol    meaning                          unit   default  range  source
w_search  easing by a full exhibition tie  logit  .4       .1-.8  judgement; below a framework agreement (.5)
S_expo    exhibitions carried out          level  state           0-2

It counts for each unit of level, like every motive that speaks of an instrument: it eases signing and renewal alike.
"""

import jax.numpy as jnp

from sim.core.pairs import square
from sim.core.parameter import Parameter
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

EXHIBITIONS = "expo"
EASED = ("arms_sale", "tech_transfer", "tech_sharing_treaty")
PARAMETERS = (
    Parameter(
        "w_search", 0.4, 0.1, 0.8, "logit", "easing of arms and technology agreements by exhibitions", "judgement",
        "set below the easing by a framework agreement",
    ),
)  # fmt: skip


def _terms(scene: Scene) -> tuple[Term, ...]:
    index = scene.setting.instrument_index
    eased = jnp.zeros_like(scene.setting.c.e).at[jnp.stack([index[name] for name in EASED])].set(1.0)
    exhibitions = square(scene.state.implementation[index[EXHIBITIONS]])
    return (Term(scene.setting.p.w_search * exhibitions, eased),)


SEARCH = Motive("search", "what", "firms that already know each other", _terms, PARAMETERS)
