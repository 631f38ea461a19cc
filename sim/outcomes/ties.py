"""Outcomes of pairs: the ties themselves."""

import jax.numpy as jnp

from sim.core.pairs import square
from sim.model.axes import ByDyad
from sim.model.erupt import hazard
from sim.model.scene import Scene
from sim.outcomes.outcome import Outcome


def agreements(scene: Scene) -> ByDyad:
    """How many instruments are in force between two, `(actor, other)`."""
    # Counted in whole numbers: XLA sums those eight at a time, and floating numbers one after the other.
    return square((scene.in_force > 0).sum(axis=0, dtype=jnp.int32).astype(scene.in_force.dtype))


TIES = (
    Outcome(
        "alignment", "diplomatic", "pair", False, "index -1 to 1", "higher",
        "tendency to take the same side", 0.005, lambda s: s.state.alignment,
    ),
    Outcome(
        "trust", "diplomatic", "pair", True, "index 0 to 1", "higher",
        "belief of the first that the second keeps its word", 0.005, lambda s: s.state.trust,
    ),
    Outcome(
        "tension", "stability", "pair", False, "index 0 to 1", "lower",
        "tension between the two", 0.005, lambda s: s.state.tension,
    ),
    Outcome(
        "crisis_hazard", "stability", "pair", False, "crises a year", "lower",
        "expected militarised crises a year; compare as ratios, the level is half the record's", 0.002, hazard,
    ),
    Outcome(
        "interoperability", "operational", "pair", False, "index 0 to 1", "higher",
        "ability of the forces to work together", 0.005, lambda s: s.state.interoperability,
    ),
    Outcome(
        "cooperation", "operational", "pair", False, "index 0 to 1", "higher",
        "what implemented agreements amount to", 0.005, lambda s: s.view.cooperation.alignment,
    ),
    Outcome(
        "implementation", "operational", "pair", False, "programmes", "higher",
        "implemented levels, summed over instruments", 0.05, lambda s: s.view.cooperation.programmes,
    ),
    Outcome(
        "agreements", "operational", "pair", False, "number", "neither",
        "instruments in force", 0.5, agreements,
    ),
    Outcome(
        "dependence", "autonomy", "pair", True, "share", "lower",
        "share of the first's arms and technology that the second supplies", 0.005, lambda s: s.state.dependence,
    ),
    Outcome(
        "sanctions", "economic", "pair", True, "index 0 to 1", "lower",
        "pressure of the first in force on the second", 0.005, lambda s: s.state.sanctions,
    ),
)  # fmt: skip
