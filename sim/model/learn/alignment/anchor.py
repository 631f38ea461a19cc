"""Anchor: alignment returns to what structure suggests, and that moves with positions and interests.

rate k_anchor, target clip(A_anc + rho_x (sim(x) - sim(x0)) - q (Q - Q0), -1, 1)
sim_ij = 1 - |x_i - x_j| / d

symbol    meaning                              unit      default  range    source
k_anchor  speed of return                      1/year    .12      .06-.25  judgement; persistence of UNGA positions
rho_x     weight of drifting positions         1         .25      .1-.4    judgement
d         distance at which nothing is shared  ideal pt  1.6      +-25 %   judgement
q         weight of a change of interests      1         1.1      +-25 %   judgement; specification 12.1
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter, structural
from sim.core.pull import Pull, Pulls
from sim.model.axes import ByActor, ByDyad
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene

PARAMETERS = (
    Parameter(
        "k_anchor",
        0.12,
        0.06,
        0.25,
        "1/year",
        "return of alignment to its structural level",
        "judgement",
        "lag-1 correlation .70 of UNGA positions, half of it noise (specification 14.3)",
    ),
    Parameter("rho_x", 0.25, 0.1, 0.4, "1", "weight of position drift in the anchor", "judgement", "specification 10"),
    structural("likeness_distance", 1.6, "distance of positions at which nothing is shared", "ideal point"),
    structural("interest_alignment", 1.1, "what contested interest takes from alignment", "index"),
)


def likeness(position: ByActor, distance: ByActor) -> ByDyad:
    """Likeness of positions, 1 for the same, `(actor, other)`."""
    return 1 - jnp.abs(position[:, None] - position[None, :]) / distance


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    p, setting = scene.setting.p, scene.setting
    drift = likeness(scene.state.position, p.likeness_distance) - likeness(
        setting.opening.position, p.likeness_distance
    )
    contest = setting.contested - setting.contested_opening
    target = setting.anchor_alignment + p.rho_x * drift - p.interest_alignment * contest
    return (Pull(p.k_anchor, jnp.clip(target, -1, 1)),)


ANCHOR = Mechanism("anchor", "alignment", "return to what structure suggests", _pulls, PARAMETERS)
