"""Cost: what an instrument costs, to whom has little.

- w_cost cost_m (1 + k F_i) / (b + bud_i)

symbol  meaning                                unit   default  range   source
w_cost  weight                                 logit  1.2      .5-2    judgement
k       how strain raises the burden           1      2        +-25 %  judgement
b       keeps the poorest from infinity index  .3     +-25 %           judgement
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter, structural
from sim.model.axes import ByActor
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

PARAMETERS = (
    Parameter("w_cost", 1.2, 0.5, 2.0, "logit", "weight of money", "judgement", "specification 10"),
    structural("strain_burden", 2.0, "how fiscal strain raises the burden of a cost"),
    structural("budget_floor", 0.3, "added to the budget in the burden of a cost", "index"),
)


def burden(scene: Scene) -> ByActor:
    """What a unit of cost weighs for each state, `(actor,)`."""
    p = scene.setting.p
    return (1 + p.strain_burden * scene.state.fiscal_strain) / (p.budget_floor + scene.setting.budget)


def _terms(scene: Scene) -> tuple[Term, ...]:
    per_actor = -scene.setting.p.w_cost * burden(scene)[:, None]
    return (Term(jnp.broadcast_to(per_actor, scene.state.alignment.shape), scene.setting.c.cost),)


COST = Motive("cost", "what", "money", _terms, PARAMETERS)
