"""Outcomes of actors: security, money, autonomy."""

import jax.numpy as jnp

from sim.model.axes import ByActor
from sim.model.perceive.threat import allied_weight
from sim.model.scene import Scene
from sim.outcomes.outcome import Outcome


def deterrence(scene: Scene) -> ByActor:
    """Own and allied weight against that and the weight of those who threaten, `(actor,)`, in (0, 1]."""
    weight = allied_weight(scene.state, scene.setting, scene.view.cooperation)
    return weight / (weight + scene.view.threat @ weight)


STANDING = (
    Outcome(
        "deterrence", "strategic", "actor", False, "ratio 0 to 1", "higher",
        "weight with allies against the weight that threatens", 0.005, deterrence,
    ),
    Outcome(
        "threat_exposure", "strategic", "actor", False, "index 0 to 1", "lower",
        "threat of all others together", 0.005, lambda s: s.view.menace,
    ),
    Outcome(
        "military_weight", "strategic", "actor", False, "sqrt(CINC %) x quality", "higher",
        "own military weight", 0.01, lambda s: s.state.military_weight,
    ),
    Outcome(
        "fiscal_strain", "economic", "actor", False, "index 0 to 1", "lower",
        "strain on the budget", 0.005, lambda s: s.state.fiscal_strain,
    ),
    Outcome(
        "self_reliance", "autonomy", "actor", False, "share", "higher",
        "share of arms and technology not bought abroad", 0.005, lambda s: 1 - s.state.dependence.sum(axis=1),
    ),
    Outcome(
        "largest_supplier", "autonomy", "actor", False, "share", "lower",
        "share of the largest foreign supplier", 0.005, lambda s: jnp.max(s.state.dependence, axis=1),
    ),
)  # fmt: skip
