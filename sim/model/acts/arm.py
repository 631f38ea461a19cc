"""Arm: internal balancing.

utility   g Hb_i - k (1 + 2 F_i) / (.3 + bud_i) - u0 + e

All are constants of the form: judgement, +-25 %.
"""

import jax.numpy as jnp

from sim.core.parameter import structural
from sim.model.acts.initiative import initiative
from sim.model.axes import ByActor
from sim.model.motives.cost import burden
from sim.model.scene import Scene

PARAMETERS = (
    structural("arm_alarm", 4.0, "alarm as a reason to arm", "logit"),
    structural("arm_cost", 1.2, "money as a reason not to arm", "logit"),
    structural("arm_ease", 4.5, "ease of arming beside proposing", "logit"),
    structural("arm_weight", 0.012, "growth of military weight from a quarter of arming"),
    structural("arm_strain", 0.05, "share by which fiscal strain moves to 1"),
)


def arm_terms(scene: Scene) -> dict[str, ByActor]:
    """Terms of the utility of arming, `(actor,)` or broadcast to it."""
    p = scene.setting.p
    return {
        "alarm": p.arm_alarm * scene.view.alarm,
        "cost": -p.arm_cost * burden(scene),
        "initiative": p.arm_ease - initiative(scene),
    }


def arm(scene: Scene) -> ByActor:
    """Utility of arming, `(actor,)`."""
    return sum(arm_terms(scene).values(), jnp.zeros_like(scene.view.alarm))
