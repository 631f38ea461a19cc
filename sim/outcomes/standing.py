"""Outcomes of actors: strength, strain, autonomy.

deterrence_i = meff_i / (meff_i + sum_k H_ik meff_k)            weight with allies, threat: sim/model/perceive
autonomy     1 - max_j D_ij, 1 - sum_j D_ij, sum_j (D_ij / sum_k D_ik)^2, sum_p D_ip W_pi
"""

import jax.numpy as jnp

from sim.model.axes import ByActor
from sim.model.perceive.threat import allied_weight
from sim.model.scene import Scene
from sim.outcomes.outcome import Outcome


def deterrence(scene: Scene) -> ByActor:
    """Own and allied weight against that and the weight of those who threaten, `(actor,)`, in (0, 1]."""
    weight = allied_weight(scene.state, scene.setting, scene.view.cooperation)
    return weight / (weight + scene.view.threat @ weight)


def supplier_concentration(scene: Scene) -> ByActor:
    """Herfindahl index of foreign suppliers, `(actor,)`; 0 for a state that buys nothing."""
    bought = scene.state.dependence.sum(axis=1, keepdims=True)
    share = jnp.where(bought > 0, scene.state.dependence / jnp.where(bought > 0, bought, 1.0), 0.0)
    return (share**2).sum(axis=1)


def sanction_exposure(scene: Scene) -> ByActor:
    """Share of arms and technology that suppliers who press the state could withhold, `(actor,)`."""
    return (scene.state.dependence * scene.state.sanctions.T).sum(axis=1)


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
    Outcome(
        "supplier_freedom", "autonomy", "actor", False, "share", "higher",
        "share of arms and technology that no single foreign supplier can withhold", 0.005,
        lambda s: 1 - jnp.max(s.state.dependence, axis=1),
    ),
    Outcome(
        "supplier_concentration", "autonomy", "actor", False, "index 0 to 1", "lower",
        "concentration of foreign suppliers (Herfindahl): 1 when there is one, 0 when nothing is bought", 0.005,
        supplier_concentration,
    ),
    Outcome(
        "sanction_exposure", "autonomy", "actor", False, "share", "lower",
        "share of arms and technology from suppliers that press it, each by its pressure", 0.005, sanction_exposure,
    ),
)  # fmt: skip
