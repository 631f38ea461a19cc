"""Pulls: all causes of change of one stock, solved together over a step (docs/odd.md, core / pull)."""

import math

STEP = 0.25  # years
Pulls = dict[str, list[tuple[float, float]]]  # cause -> (rate, target)


def event_rate(fraction: float) -> float:
    """The rate of an event that moves a stock by a fraction of the way to its target within the step."""
    return -math.log1p(-min(fraction, 1 - 1e-12)) / STEP


def reach(rate: float) -> float:
    """The time that a pull of rate 1 has in a step, given the sum of all rates."""
    return -math.expm1(-rate * STEP) / rate if rate > 0 else STEP


def contributions(x: float, pulls: Pulls) -> dict[str, float]:
    """What each cause adds to a stock in a step."""
    phi = reach(sum(rate for cause in pulls.values() for rate, _ in cause))
    return {name: phi * sum(rate * (target - x) for rate, target in cause) for name, cause in pulls.items()}


def relaxed(x: float, low: float, high: float, *pulls: tuple[float, float]) -> float:
    """A stock after a step."""
    return min(high, max(low, x + sum(contributions(x, {"all": list(pulls)}).values())))


def sign(x: float) -> float:
    """1, -1 or 0."""
    return float((x > 0) - (x < 0))


def logistic(x: float) -> float:
    """1 / (1 + exp(-x))."""
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0
