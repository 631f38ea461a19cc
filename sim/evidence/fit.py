"""Least squares that starts from a stated prior and takes yardsticks that give a value or only a range."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.parameter import Parameter

Vector = NDArray[np.float64]
ROUNDS = 200


class Fit(NamedTuple):
    """A fitted linear form.

    Attributes
    ----------
    names
        Terms in the order of `weights`; the first is the intercept.
    weights, doubts
        Posterior mean and standard deviation, shape (terms,).
    spread
        Standard deviation of the residuals.
    """

    names: tuple[str, ...]
    weights: Vector
    doubts: Vector
    spread: float


def fit_ranges(terms: Vector, low: Vector, high: Vector, priors: Sequence[Parameter], cluster: float) -> Fit:
    """Fit `terms @ w` to targets known as ranges [low, high] (equal ends: a value).

    Minimises the squared distance to the range plus the penalty of the prior. The distance to a range is
    convex, so putting each target at the nearest point of its range and solving again converges.

    Parameters
    ----------
    terms
        Shape (rows, terms), first column ones.
    priors
        One for each column: mean, and range of two standard deviations either way.
    cluster
        Rows that say the same thing: each counts 1/cluster.
    """
    mean = np.array([prior.default for prior in priors])
    prior_precision = np.diag([16 / (prior.high - prior.low) ** 2 for prior in priors])
    weights, spread = mean, 0.25
    for _ in range(ROUNDS):
        target = np.clip(terms @ weights, low, high)
        scale = 1 / (cluster * spread**2)
        precision = scale * terms.T @ terms + prior_precision
        before = weights
        weights = np.linalg.solve(precision, scale * terms.T @ target + prior_precision @ mean)
        spread = max(0.05, float(np.sqrt(np.mean((target - terms @ weights) ** 2))))
        if np.abs(weights - before).max() < 1e-9:
            break
    doubts = np.sqrt(np.diag(np.linalg.inv(precision)))
    return Fit(tuple(prior.name for prior in priors), weights, doubts, spread)


def from_priors(priors: Sequence[Parameter]) -> Fit:
    """Return the prior itself, where no record can change it; its spread is not known."""
    doubts = np.array([(prior.high - prior.low) / 4 for prior in priors])
    return Fit(tuple(prior.name for prior in priors), np.array([p.default for p in priors]), doubts, float("nan"))


def predict(fit: Fit, columns: dict[str, Vector]) -> Vector:
    """Return the fitted form for columns of any common shape (the intercept needs none)."""
    total = np.full(next(iter(columns.values())).shape, fit.weights[0])
    for name, weight in zip(fit.names[1:], fit.weights[1:], strict=True):
        total = total + weight * columns[name]
    return total


def fit_rates(terms: Vector, counts: Vector, years: float, priors: Sequence[Parameter]) -> Fit:
    """Fit `counts ~ Poisson(years * exp(terms @ w))` with a normal prior on w (Newton steps).

    Parameters
    ----------
    terms
        Shape (rows, terms), first column ones.
    counts
        Events in the `years` that follow each row.
    """
    mean = np.array([prior.default for prior in priors])
    prior_precision = np.diag([16 / (prior.high - prior.low) ** 2 for prior in priors])
    weights = mean
    for _ in range(ROUNDS):
        expected = years * np.exp(np.clip(terms @ weights, -12, 3))
        precision = terms.T @ (terms * expected[:, None]) + prior_precision
        step = np.linalg.solve(precision, terms.T @ (counts - expected) - prior_precision @ (weights - mean))
        weights = weights + np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-9:
            break
    doubts = np.sqrt(np.diag(np.linalg.inv(precision)))
    spread = float(np.sqrt(np.mean((counts - expected) ** 2 / np.maximum(expected, 0.01))))
    return Fit(tuple(prior.name for prior in priors), weights, doubts, spread)
