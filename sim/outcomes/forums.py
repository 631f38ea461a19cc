"""Forums: who votes alike, and how much weight stands with a state.

    v_ij = exp(-|x_i - x_j| / u)                                           shared position
    f_i  = sum_j mil_j v_ij (1 + A_ij) / 2 / sum_j mil_j,   j != i         influence

symbol  meaning                                   unit                     default  range   source
x       foreign-policy position                   UNGA ideal-point units   state
A       alignment                                 index                    state
u       distance at which positions share 1/e     UNGA ideal-point units   1        +-25 %  judgement
"""

import jax.numpy as jnp

from sim.core.parameter import structural
from sim.model.axes import ByActor, ByDyad
from sim.model.scene import Scene
from sim.outcomes.outcome import Outcome

PARAMETERS = (structural("position_unit", 1.0, "distance at which two positions share 1/e", "UNGA ideal-point units"),)


def shared_position(scene: Scene) -> ByDyad:
    """How far two states hold one position, `(actor, other)`, in [0, 1], zero on the diagonal."""
    x = scene.state.position
    near = jnp.exp(-jnp.abs(x[:, None] - x[None, :]) / scene.setting.p.position_unit)
    return near * (1 - jnp.eye(x.shape[0]))


def influence(scene: Scene) -> ByActor:
    """Share of the weight of the others that votes alike and leans the same way, `(actor,)`, in [0, 1]."""
    weight = scene.state.military_weight
    others = weight.sum() - weight
    alike = shared_position(scene) * (1 + scene.state.alignment) / 2
    return alike @ weight / jnp.where(others > 0, others, 1.0)


FORUMS = (
    Outcome(
        "shared_position", "diplomatic", "pair", False, "index 0 to 1", "higher",
        "how near the two stand in votes of the United Nations", 0.005, shared_position,
    ),
    Outcome(
        "influence", "diplomatic", "actor", False, "share", "higher",
        "share of the others' weight that votes alike and leans its way in forums", 0.005, influence,
    ),
)  # fmt: skip
