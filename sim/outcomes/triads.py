"""Triads: how balanced the network of friends and foes is, and which pair fits it least.

    sign_ij = sign(A_ij) where |A_ij| >= a, else 0;   a triangle is balanced when the product of its signs is positive
    misfit_ij = max(0, -A_ij B_ij)          friends whose friends and foes say foe, and the reverse

symbol  meaning                                  unit   default  range   source
a       alignment from which a tie counts        index  .1       +-25 %  judgement
B       what shared friends and foes suggest     index  sim/model/perceive/balance.py
"""

import jax.numpy as jnp
from jax import Array

from sim.core.parameter import structural
from sim.model.axes import ByDyad
from sim.model.scene import Scene
from sim.outcomes.outcome import Outcome

PARAMETERS = (structural("tie_least", 0.1, "alignment from which a pair counts as friends or foes", "index"),)


def balanced_share(scene: Scene) -> Array:
    """Share of triangles that are balanced; 1 where there is no triangle."""
    a = scene.state.alignment
    signs = jnp.where(jnp.abs(a) >= scene.setting.p.tie_least, jnp.sign(a), 0.0)
    size = jnp.abs(signs)
    total, surplus = ((size @ size) * size).sum(), ((signs @ signs) * signs).sum()
    return jnp.where(total > 0, (1 + surplus / jnp.where(total > 0, total, 1.0)) / 2, 1.0)


def out_of_place(scene: Scene) -> ByDyad:
    """How far a pair is from what its friends and foes suggest, `(actor, other)`, in [0, 1]."""
    return jnp.maximum(0.0, -scene.state.alignment * scene.view.balance)


TRIADS = (
    Outcome(
        "balanced_triangles", "network", "world", False, "share", "neither",
        "share of triangles of friends and foes that are balanced", 0.005, balanced_share,
    ),
    Outcome(
        "out_of_place", "network", "pair", False, "index 0 to 1", "neither",
        "friends whom shared friends and foes would set apart, or foes whom they would join", 0.005, out_of_place,
    ),
    Outcome(
        "most_out_of_place", "network", "world", False, "index 0 to 1", "neither",
        "the same for the pair that fits its friends and foes least", 0.005, lambda s: out_of_place(s).max(),
    ),
)  # fmt: skip
