"""Levels of agreements: what the record gives, and what a provision asks for."""

import numpy as np

from sim.catalogue import settings
from sim.model.policy import HIGHEST_LEVEL
from sim.scenario.scenario import Pair, Provision, Scenario

# Levels nearer than this are the same to the eye of a reader, who sees two decimals.
SAME_LEVEL = 0.005


def level_now(scenario: Scenario, pair: Pair, instrument: str) -> float:
    """Level at which an instrument is in force between two states at the start."""
    opening = scenario.opening
    i, j = (opening.actors.index(code) for code in pair)
    return float(opening.level[i, j, opening.instruments.index(instrument)])


def asked(scenario: Scenario, provision: Provision, pair: Pair) -> tuple[float, bool]:
    """The level that one pair is to have, or the change of it (then True).

    Where one of the two observes it is a share of the full level, which is added if the pair has less and never lowers
    what it has.
    """
    if "observer" not in map(provision.role, pair):
        return (provision.level or 0.0, False) if provision.change is None else (provision.change, True)
    share = settings().observer.level
    if provision.change is not None:
        return provision.change * share, True
    return max(0.0, (provision.level or 0.0) * share - level_now(scenario, pair, provision.instrument)), True


def wanted_level(scenario: Scenario, provision: Provision, pair: Pair) -> float:
    """Level that a provision asks for between two of its parties, given the record."""
    level, relative = asked(scenario, provision, pair)
    now = level_now(scenario, pair, provision.instrument)
    return float(np.clip(now + level if relative else level, 0.0, HIGHEST_LEVEL))


def raises(scenario: Scenario, provision: Provision, pair: Pair) -> bool:
    """Whether a provision adds to what two of its parties have."""
    return wanted_level(scenario, provision, pair) > level_now(scenario, pair, provision.instrument) + SAME_LEVEL
