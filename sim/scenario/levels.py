"""Levels of agreements: what the record gives, and what a provision asks for."""

import numpy as np

from sim.model.policy import HIGHEST_LEVEL
from sim.scenario.scenario import Pair, Provision, Scenario

# Levels nearer than this are the same to the eye of a reader, who sees two decimals.
SAME_LEVEL = 0.005


def level_now(scenario: Scenario, pair: Pair, instrument: str) -> float:
    """Level at which an instrument is in force between two states at the start."""
    opening = scenario.opening
    i, j = (opening.actors.index(code) for code in pair)
    return float(opening.level[i, j, opening.instruments.index(instrument)])


def wanted_level(scenario: Scenario, provision: Provision, pair: Pair) -> float:
    """Level that a provision asks for between two of its parties, given the record."""
    now = level_now(scenario, pair, provision.instrument)
    asked = provision.level if provision.change is None else now + provision.change
    return float(np.clip(asked or 0.0, 0.0, HIGHEST_LEVEL))


def raises(scenario: Scenario, provision: Provision, pair: Pair) -> bool:
    """Whether a provision adds to what two of its parties have."""
    return wanted_level(scenario, provision, pair) > level_now(scenario, pair, provision.instrument) + SAME_LEVEL
