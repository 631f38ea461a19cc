"""Hindcast: worlds of a past year run forward, and scored against what happened.

Public: `hindcast`, what it returns, and `Sampling`.
"""

from sim.experiments.hindcast.ahead import Sampling
from sim.experiments.hindcast.study import Hindcast, hindcast

__all__ = ["Hindcast", "Sampling", "hindcast"]
