"""Shocks as rows: what is done to the world from outside, whatever the option.

A row has a kind, one actor or an ordered pair, a size and dates. Kinds marked *event* act once, in the quarter of
their date; the others hold while they last.
"""

from typing import NamedTuple

import jax.numpy as jnp
from jax import Array
from jax.typing import ArrayLike

KINDS = (
    "crisis",  # event: a severe militarised crisis between two actors, of a weight up to 1
    "tension",  # event: tension moves by a fraction towards 1
    "sanctions",  # event: the first's sanctions on the second move by a fraction towards 1
    "delivery_failure",  # while it lasts, a share of what the two deliver to each other fails
    "contested_interest",  # while it lasts, added to the contested interest of the two
    "fiscal_strain",  # event: added to the actor's fiscal strain
    "budget",  # while it lasts, added to the actor's budget
    "assertiveness",  # while it lasts, added to the actor's assertiveness
    "position",  # while it lasts, added to the actor's preferred position
)
EVENTS = frozenset({"crisis", "tension", "sanctions", "fiscal_strain"})
BETWEEN_TWO = frozenset({"crisis", "tension", "delivery_failure", "contested_interest"})
DIRECTED = frozenset({"sanctions"})
SHARES = frozenset({"crisis", "tension", "sanctions", "delivery_failure"})


class Shocks(NamedTuple):
    """Rows of equal length; an inactive row is padding."""

    active: ArrayLike
    kind: ArrayLike
    first: ArrayLike
    second: ArrayLike
    size: ArrayLike
    start: ArrayLike
    stop: ArrayLike


def no_shocks() -> Shocks:
    """One padded row."""
    zero = jnp.zeros(1, jnp.int64)
    return Shocks(jnp.zeros(1, bool), zero, zero, zero, jnp.zeros(1), zero, zero)


class Disturbance(NamedTuple):
    """What shocks do in one quarter, by kind: pair kinds `(actor, other)`, actor kinds `(actor,)`."""

    crisis: Array
    tension: Array
    sanctions: Array
    delivery_failure: Array
    contested_interest: Array
    fiscal_strain: Array
    budget: Array
    assertiveness: Array
    position: Array


def disturb(shocks: Shocks, quarter: ArrayLike, n: int) -> Disturbance:
    """The shocks that act in one quarter, spread over actors and dyads."""
    first, second = jnp.asarray(shocks.first), jnp.asarray(shocks.second)
    now = jnp.asarray(shocks.active) & (quarter >= jnp.asarray(shocks.start)) & (quarter < jnp.asarray(shocks.stop))
    once = jnp.asarray(shocks.active) & (quarter == jnp.asarray(shocks.start))

    def spread(index: int, name: str) -> Array:
        hit = (jnp.asarray(shocks.kind) == index) & (once if name in EVENTS else now)
        size = jnp.where(hit, jnp.asarray(shocks.size), 0.0)
        if name in SHARES:
            # What two shares leave of the rest multiplies, so their logarithms add.
            left = jnp.zeros((n, n)).at[first, second].add(jnp.log1p(-jnp.minimum(size, 1 - 1e-12)))
            return -jnp.expm1(left if name in DIRECTED else left + left.T)
        if name in BETWEEN_TWO:
            grid = jnp.zeros((n, n)).at[first, second].add(size)
            return grid + grid.T
        return jnp.zeros(n).at[first].add(size)

    return Disturbance(*(spread(index, name) for index, name in enumerate(KINDS)))
