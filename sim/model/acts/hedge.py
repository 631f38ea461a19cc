"""Hedge: diversify away from the largest supplier one trusts least.

utility   g max_p D_ip (1 - T_ip) - (1 + 2 F_i) - u0 + e

All are constants of the form: judgement, +-25 %.
"""

import jax.numpy as jnp

from sim.core.parameter import structural
from sim.model.acts.initiative import initiative
from sim.model.axes import ByActor
from sim.model.scene import Scene

PARAMETERS = (
    structural("hedge_exposure", 4.0, "exposure to a distrusted supplier as a reason to diversify", "logit"),
    structural("hedge_ease", 5.0, "ease of diversifying beside proposing", "logit"),
    structural("hedge_step", 0.06, "share of the largest dependence that a quarter of hedging sheds"),
)


def hedge_terms(scene: Scene) -> dict[str, ByActor]:
    """Terms of the utility of hedging, `(actor,)` or broadcast to it."""
    p, state = scene.setting.p, scene.state
    return {
        "exposure": p.hedge_exposure * jnp.max(state.dependence * (1 - state.trust), axis=1),
        "cost": -(1 + p.strain_burden * state.fiscal_strain),
        "initiative": p.hedge_ease - initiative(scene),
    }


def hedge(scene: Scene) -> ByActor:
    """Utility of hedging, `(actor,)`."""
    return sum(hedge_terms(scene).values(), jnp.zeros_like(scene.state.fiscal_strain))
