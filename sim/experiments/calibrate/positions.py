"""Drift and noise of positions: a state's UN ideal points as a walk that returns to where it began, seen with error.

    x_t = x_0 + phi (x_{t-1} - x_0) + e,   phi = exp(-k),   e ~ N(0, sig^2 (1 - phi^2) / (2 k))
    y_t = x_t + m,                         m ~ N(0, s^2)

which is the model's own movement (sim/model/learn/position.py) without what friends do, over a year; the likelihood
is exact (Kalman). k and sig: 90 % within their declared ranges before the data; s: .05 to .3.

References
----------
Kalman 1960, Journal of Basic Engineering 82; Bailey, Strezhnev & Voeten 2017, Journal of Conflict Resolution 61(2).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from sim.evidence.sources import Public
from sim.experiments.calibrate.crises import Fitted
from sim.experiments.calibrate.weights import NINETY
from sim.model.parameters import PARAMETERS

Numbers = NDArray[np.float64]
NAMES = ("k_xs", "sig_x", "error of a vote")
ERROR = (0.05, 0.3)
STEP = 1e-2


def fit_positions(public: Public, first: int, until: int, draws: int = 1000, seed: int = 1) -> Fitted:
    """Fit drift, noise and error of the positions of some years; a year without votes is passed over."""
    table = public.until("unga_ideal_points", until)
    table = table[table["year"] >= first]
    series = table.pivot(index="year", columns="iso3", values="ideal_fp").reindex(range(first, until + 1))
    paths = [series[code].loc[series[code].first_valid_index() :].to_numpy() for code in series]

    def loss(u: Numbers) -> float:
        k, noise, error = _values(u)
        return 0.5 * float((u**2).sum()) - sum(log_likelihood(path, k, noise, error) for path in paths)

    best = minimize(loss, np.zeros(3), method="Nelder-Mead", options={"xatol": 1e-4, "fatol": 1e-4}).x
    covariance = np.linalg.inv(_curvature(loss, best))
    luck = np.random.default_rng(seed).multivariate_normal(best, covariance, draws)
    values = np.array([_values(row) for row in luck])
    return Fitted(NAMES, np.array(_values(best)), values.std(axis=0), values)


def log_likelihood(path: Numbers, k: float, noise: float, error: float) -> float:
    """Log likelihood of the yearly positions of one state, NaN where it did not vote; the first is where it began."""
    phi = np.exp(-k)
    step = noise**2 * (1 - phi**2) / (2 * k)
    start = path[0]
    mean, spread, total = start, error**2, 0.0
    for seen in path[1:]:
        mean, spread = start + phi * (mean - start), phi**2 * spread + step
        if np.isfinite(seen):
            width = spread + error**2
            total -= 0.5 * (np.log(2 * np.pi * width) + (seen - mean) ** 2 / width)
            gain = spread / width
            mean, spread = mean + gain * (seen - mean), (1 - gain) * spread
    return float(total)


def _values(u: Numbers) -> tuple[float, float, float]:
    ranges = [(PARAMETERS[name].default, PARAMETERS[name].low, PARAMETERS[name].high) for name in NAMES[:2]]
    ranges.append((float(np.sqrt(ERROR[0] * ERROR[1])), *ERROR))
    k, noise, error = (
        centre * float(np.exp(np.log(high / low) / (2 * NINETY) * z))
        for (centre, low, high), z in zip(ranges, u, strict=True)
    )
    return k, noise, error


def _curvature(loss: Callable[[Numbers], float], at: Numbers) -> Numbers:
    n, e = len(at), STEP * np.eye(len(at))
    found = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            ends = loss(at + e[i] + e[j]) - loss(at + e[i] - e[j]) - loss(at - e[i] + e[j]) + loss(at - e[i] - e[j])
            found[i, j] = ends / (4 * STEP**2)
    return found
