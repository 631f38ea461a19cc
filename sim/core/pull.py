"""Every cause is a pull: a rate and a target, all solved together, exactly.

    dX/dt = sum_k r_k (x_k - X),   K = sum_k r_k,   phi = (1 - exp(-K dt)) / K   (dt when K = 0)
    contribution_k = phi r_k (x_k - X),   X' = X + sum_k contribution_k

X' is a convex combination of X and the targets, so bounds hold for any step, the order of the causes does not
matter, and the contributions add up to the change.

    symbol  meaning                          unit
    r_k     how fast cause k pulls, >= 0     1/year
    x_k     where cause k pulls to           that of X
    dt      length of the step               year

References
----------
specification 3; the exponential step for frozen coefficients: Hochbruck & Ostermann 2010, Acta Numerica 19,
doi:10.1017/S0962492910000048.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import jax.numpy as jnp
from jax import Array
from jax.typing import ArrayLike

from sim.core.elementary import expm1, log1p


class Pull(NamedTuple):
    """One cause of change in a bounded stock: `rate >= 0` (1/year) towards a `target` inside the bounds."""

    rate: ArrayLike
    target: ArrayLike


Pulls = tuple[Pull, ...]


def event_rate(fraction: ArrayLike, dt: ArrayLike) -> Array:
    """The rate of an event that alone moves a stock by `fraction` of the way to its target within the step.

    A fraction of 1 or more counts as all but nothing: the rate stays finite.
    """
    return -log1p(-jnp.minimum(jnp.asarray(fraction), 1 - 1e-12)) / dt


def towards_sign(push: Array, strength: ArrayLike) -> Pull:
    """A signed push on a stock in [-1, 1]: towards +1 where positive, towards -1 where negative."""
    return Pull(strength * jnp.abs(push), jnp.sign(push))


def noise_signed(x: Array, xi: Array, sigma: ArrayLike, dt: ArrayLike) -> Pull:
    """Noise on [-1, 1]: to first order `sigma sqrt(dt) xi (1 - x^2)`, with no drift and none at the bounds."""
    s = sigma * jnp.abs(xi) / jnp.sqrt(dt)
    return Pull(s * (1 + jnp.sign(xi) * x), jnp.sign(xi))


def noise_unit(x: Array, xi: Array, sigma: ArrayLike, dt: ArrayLike) -> Pull:
    """Noise on [0, 1]: to first order `2 sigma sqrt(dt) xi x (1 - x)`, with no drift and none at the bounds."""
    s = sigma * jnp.abs(xi) / jnp.sqrt(dt)
    return Pull(jnp.where(xi > 0, 2 * s * x, 2 * s * (1 - x)), jnp.where(xi > 0, 1.0, 0.0))


def reach(rate_sum: Array, dt: ArrayLike) -> Array:
    """`phi` of the docstring: the time a frozen pull of rate 1 has, given all the others (years)."""
    safe = jnp.where(rate_sum > 0, rate_sum, 1.0)
    return jnp.where(rate_sum > 0, -expm1(-safe * dt) / safe, dt)


def relax(
    x: Array,
    causes: Sequence[Pulls],
    dt: ArrayLike,
    low: float = -jnp.inf,
    high: float = jnp.inf,
    once: Callable[[Array], Array] = lambda values: values,
) -> tuple[Array, tuple[Array, ...]]:
    """Solve one step of a stock under all its causes.

    Parameters
    ----------
    x
        The opening stock, any shape.
    causes
        Causes, each one or more pulls; each rate and target broadcasts to the shape of `x`.
    dt
        Length of the step in years, > 0.
    low, high
        Bounds of the stock. Rounding can carry an exact step past a bound by some 1e-16: what the closing clip takes
        back is the last entry.
    once
        A fence for what all entries share (`sim.core.fence`), where that saves time.

    Returns
    -------
    closing, entries
        The closing stock, and the contribution of each cause, the bounds last, which sum to the change.
    """
    total = _sum(x, (pull.rate for cause in causes for pull in cause))
    phi = once(reach(total, dt))
    entries = tuple(phi * _sum(x, (pull.rate * (pull.target - x) for pull in cause)) for cause in causes)
    solved = x + _sum(x, entries)
    closing = jnp.clip(solved, low, high)
    return closing, (*entries, closing - solved)


def _sum(x: Array, parts: Iterable[ArrayLike]) -> Array:
    return sum((jnp.broadcast_to(part, x.shape) for part in parts), jnp.zeros_like(x))
