"""Outcomes of the whole world."""

import jax.numpy as jnp
from jax import Array

from sim.model.axes import ByActor, ByDyad
from sim.model.erupt import hazard
from sim.model.scene import Scene
from sim.outcomes.outcome import Outcome

SQUARINGS, STEPS = 3, 6


def leading_sides(alignment: ByDyad) -> ByActor:
    """The two sides that fit an alignment best to first order: signs of its leading eigenvector, `(actor,)`."""
    # A shift makes the leading eigenvalue the largest in size; powers of the matrix then leave only its eigenvector.
    shift = jnp.abs(alignment).sum(axis=1).max()
    scaled = (alignment / jnp.maximum(shift, 1e-300) + jnp.eye(alignment.shape[0])) / 2
    power = scaled
    for _ in range(SQUARINGS):
        power = power @ power
    side = power[:, jnp.argmax(jnp.diagonal(power))]
    for _ in range(STEPS):
        side = power @ side
    return jnp.where(side >= 0, 1.0, -1.0)


def polarisation(scene: Scene) -> Array:
    """Two-bloc share: sum A_ij s_i s_j / sum |A_ij|, s the sides of `leading_sides`."""
    a = scene.state.alignment
    side = leading_sides(a)
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
