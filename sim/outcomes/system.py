"""Outcomes of the whole world."""

import jax.numpy as jnp
from jax import Array

from sim.model.erupt import hazard
from sim.model.scene import Scene
from sim.outcomes.outcome import Outcome


def polarisation(scene: Scene) -> Array:
    """Two-bloc share: sum A_ij s_i s_j / sum |A_ij|, s the sign of the leading eigenvector of the alignment."""
    a = scene.state.alignment
    _, vectors = jnp.linalg.eigh(a)
    side = jnp.where(vectors[:, -1] >= 0, 1.0, -1.0)
    total = jnp.abs(a).sum()
    return jnp.where(total > 0, side @ a @ side / jnp.where(total > 0, total, 1.0), 0.0)


SYSTEM = (
    Outcome(
        "crises", "stability", "world", False, "crises a year", "lower",
        "expected militarised crises a year among all; compare as ratios", 0.02, lambda s: jnp.triu(hazard(s), 1).sum(),
    ),
    Outcome(
        "polarisation", "polarisation", "world", False, "share -1 to 1", "lower",
        "share of alignment that fits a division into two blocs", 0.005, polarisation,
    ),
)  # fmt: skip
