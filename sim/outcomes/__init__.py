"""Outcomes: measures of a world, each with unit, direction and one line of meaning."""

from sim.outcomes.outcome import Outcome
from sim.outcomes.standing import STANDING
from sim.outcomes.system import SYSTEM
from sim.outcomes.ties import TIES

OUTCOMES: dict[str, Outcome] = {outcome.name: outcome for outcome in (*TIES, *STANDING, *SYSTEM)}

__all__ = ["OUTCOMES", "Outcome"]
