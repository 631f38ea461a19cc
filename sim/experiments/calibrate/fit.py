"""The mode of the posterior, and the normal approximation around it (Laplace).

    theta* = argmax ln p(theta | data),   cov = (-d2 ln p / d theta2)^-1 at theta*

The gradient is exact (JAX); its slope, the curvature, is taken by central differences, which spares a second
compilation.
"""

from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray
from scipy.optimize import minimize

from sim.experiments.calibrate.likelihood import log_density_of
from sim.experiments.calibrate.panel import Panel, Years
from sim.experiments.calibrate.weights import layout, prior_doubt

Numbers = NDArray[np.float64]
Loss = Callable[[Numbers], tuple[float, Numbers]]
STEP = 1e-3  # of central differences, in standard deviations before the data
MOST_STEPS = 300


class Estimate(NamedTuple):
    """Where the posterior peaks, and how wide it is there."""

    mode: Numbers  # (number,): the vector of `sim.experiments.calibrate.weights`
    covariance: Numbers  # (number, number)
    log_density: float
    steps: int

    def draws(self, count: int, seed: int) -> Numbers:
        """Draws of the normal approximation, `(draw, number)`."""
        luck = np.random.default_rng(seed).standard_normal((count, len(self.mode)))
        moved: Numbers = self.mode + luck @ np.linalg.cholesky(self.covariance).T
        return moved


@jax.jit
def _value_and_slope(
    groups: tuple[Years, ...], counted: tuple[Array, ...], places: Array, theta: Array
) -> tuple[Array, Array]:
    return jax.value_and_grad(log_density_of, argnums=3)(groups, counted, places, theta)


def estimate(panel: Panel, first: int, last: int, start: Numbers | None = None) -> Estimate:
    """Fit the choices of some years of a panel.

    Parameters
    ----------
    panel
        Years of choices; those outside `first` to `last` are not seen.
    first, last
        Years of choices to fit.
    start
        Where to begin, `(number,)`; at the centre of the prior when left out.
    """
    counted = tuple(jnp.where((group.year >= first) & (group.year <= last), 1.0, 0.0) for group in panel.groups)
    places, scale = jnp.asarray(panel.instruments), prior_doubt()

    def loss(u: Numbers) -> tuple[float, Numbers]:
        value, slope = _value_and_slope(panel.groups, counted, places, jnp.asarray(scale * u))
        return -float(value), -np.asarray(slope) * scale

    begin = np.zeros(layout().size) if start is None else start / scale
    best = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS, "ftol": 1e-9})
    covariance = np.linalg.inv(_curvature(loss, best.x)) * np.outer(scale, scale)
    return Estimate(best.x * scale, covariance, -float(best.fun), int(best.nfev))


def _curvature(loss: Loss, at: Numbers) -> Numbers:
    steps = STEP * np.eye(len(at))
    rows = np.array([(loss(at + step)[1] - loss(at - step)[1]) / (2 * STEP) for step in steps])
    lengths, axes = np.linalg.eigh((rows + rows.T) / 2)
    # The prior alone has a curvature of 1 in these units, so nothing sound lies far below.
    return (axes * np.maximum(lengths, 0.1)) @ axes.T
