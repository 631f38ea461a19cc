"""Stability: crises and tension of the whole world, and around a state.

    crises = sum of h_ij over pairs,   severe = q crises,   rivals = sum Q_ij tau_ij / sum Q_ij

h the crisis hazard, q the share of crises that are severe (sim/model/erupt.py), Q the contested interest of the
opening: who counts as a rival does not change with what the option does.
"""

import jax.numpy as jnp
from jax import Array

from sim.model.erupt import hazard
from sim.model.scene import Scene
from sim.outcomes.outcome import Outcome
from sim.outcomes.security import crises_around


def crises(scene: Scene) -> Array:
    """Expected crises a year among all."""
    return hazard(scene).sum(axis=1).sum() / 2


def rival_tension(scene: Scene) -> Array:
    """Mean tension of pairs, each by its contested interest at the opening; 0 where nothing is contested."""
    rivalry = scene.setting.contested_opening
    total = rivalry.sum()
    return jnp.where(total > 0, (rivalry * scene.state.tension).sum() / jnp.where(total > 0, total, 1.0), 0.0)


SYSTEM = (
    Outcome(
        "crises", "stability", "world", False, "crises a year", "lower",
        "expected militarised crises a year among all; compare as ratios", 0.02, crises,
    ),
    Outcome(
        "severe_crises", "stability", "world", False, "crises a year", "lower",
        "those among them that would be severe; compare as ratios", 0.005,
        lambda s: s.setting.p.severe_share * crises(s),
    ),
    Outcome(
        "rival_tension", "stability", "world", False, "index 0 to 1", "lower",
        "tension of rivals: the mean over pairs by what they contested at the opening", 0.005, rival_tension,
    ),
    Outcome(
        "crisis_exposure", "stability", "actor", False, "crises a year", "lower",
        "expected crises a year that the state is party to; compare as ratios", 0.005, lambda s: hazard(s).sum(axis=1),
    ),
    Outcome(
        "crises_around", "stability", "actor", False, "crises a year", "lower",
        "expected crises a year of the states in contact with it, each by how close; compare as ratios", 0.01,
        crises_around,
    ),
)  # fmt: skip
