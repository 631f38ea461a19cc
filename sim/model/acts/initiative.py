"""Initiative: what it takes to act at all in a quarter, and who finds it easier.

every act pays u0 + log(menu / 621);  menu = (n - 1) M acts of cooperation
the largest budgets (bud >= .95) get g back on proposals and p on pressure

symbol  meaning                                   unit   default  range    source
u0      cost of initiative on a menu of 621 acts  logit  8.7      8.3-9.1  set by agreements a state-year (S1)
g, p    initiative of the largest budgets         logit  .7, 1    +-25 %   judgement
"""

import math

import jax.numpy as jnp

from sim.core.parameter import Parameter, structural
from sim.model.axes import ByActor, Scalar
from sim.model.scene import Scene

REFERENCE_MENU = 621
LARGEST_BUDGET = 0.95

PARAMETERS = (
    Parameter("u0", 8.7, 8.3, 9.1, "logit", "cost of initiative", "judgement", "agreements per state-year, fact S1"),
    structural("initiative_large", 0.7, "initiative of the largest budgets in proposals", "logit"),
    structural("pressure_large", 1.0, "initiative of the largest budgets in pressure", "logit"),
)


def initiative(scene: Scene) -> Scalar:
    """Cost of any act, the same for worlds of any size."""
    n, instruments = scene.state.alignment.shape[0], scene.state.agreements.shape[0]
    return scene.setting.p.u0 + math.log((n - 1) * instruments / REFERENCE_MENU)


def large(scene: Scene) -> ByActor:
    """1 for the largest budgets, `(actor,)`."""
    return jnp.where(scene.setting.budget >= LARGEST_BUDGET, 1.0, 0.0)
