"""An option as rows: which agreement between whom, at what level, how it enters and when.

Imposed provisions hold for as long as they last, whatever the parties want: an absolute level replaces what the pair
has, a change is laid over it, `clip(L + change, 0, 2)`, so that a change of nothing is nothing. Signed provisions
are put in force once and then live as any other agreement; offered ones are proposed for four quarters and enter
when both accept.
"""

from typing import NamedTuple

import jax.numpy as jnp
from jax import Array
from jax.typing import ArrayLike

IMPOSED, SIGNED, OFFERED = 0, 1, 2
ENTER = ("imposed", "signed", "offered")
OFFER_QUARTERS = 4
HIGHEST_LEVEL = 2.0
OPEN_END = 10**6


class Policy(NamedTuple):
    """Rows of equal length, one for each provision and unordered pair; an inactive row is padding."""

    active: ArrayLike
    first: ArrayLike
    second: ArrayLike
    instrument: ArrayLike
    level: ArrayLike
    relative: ArrayLike
    enter: ArrayLike
    start: ArrayLike
    stop: ArrayLike


def no_policy(rows: int = 1) -> Policy:
    """Padding only: the baseline."""
    zero = jnp.zeros(rows, jnp.int64)
    no = jnp.zeros(rows, bool)
    return Policy(no, zero, zero, zero, jnp.zeros(rows), no, zero, zero, zero)


def wanted_level(policy: Policy, level_now: Array) -> Array:
    """The level that each row asks for, given what its pair has now; both `(row,)`."""
    asked = jnp.asarray(policy.level)
    return jnp.clip(jnp.where(jnp.asarray(policy.relative), level_now + asked, asked), 0.0, HIGHEST_LEVEL)


def in_window(policy: Policy, quarter: ArrayLike) -> Array:
    """Whether each row is between its dates, `(row,)`."""
    return jnp.asarray(policy.active) & (quarter >= jnp.asarray(policy.start)) & (quarter < jnp.asarray(policy.stop))


def both_ways(policy: Policy) -> tuple[Array, Array, Array]:
    """Cells of all rows in one direction and then in the other: actor, other, instrument, each `(2 rows,)`."""
    i, j, m = (jnp.asarray(x) for x in (policy.first, policy.second, policy.instrument))
    return jnp.concatenate([i, j]), jnp.concatenate([j, i]), jnp.concatenate([m, m])


def put(levels: Array, policy: Policy, rows: Array, values: Array) -> Array:
    """`levels (actor, other, instrument)` with the chosen rows set to `values`, in both directions."""
    i, j, m = both_ways(policy)
    # Rows not chosen write to a place outside the array, which JAX drops.
    i = jnp.where(jnp.tile(rows, 2), i, levels.shape[0])
    return levels.at[i, j, m].set(jnp.tile(values, 2), mode="drop")


def hold(lived: Array, policy: Policy, quarter: ArrayLike) -> Array:
    """Levels in force once imposed provisions are laid over the lived ones, `(actor, other, instrument)`.

    Several changes on one agreement add up; an absolute level wins over them, and the last of several.
    """
    i, j, m = (jnp.asarray(x) for x in (policy.first, policy.second, policy.instrument))
    same = (i[:, None] == i) & (j[:, None] == j) & (m[:, None] == m)
    imposed = in_window(policy, quarter) & (jnp.asarray(policy.enter) == IMPOSED)
    changes = imposed & jnp.asarray(policy.relative)
    change = (same * jnp.where(changes, jnp.asarray(policy.level), 0.0)).sum(axis=1)
    now = lived[i, j, m]
    shifted = jnp.where(change != 0, jnp.clip(now + change, 0.0, HIGHEST_LEVEL), now)
    fixes = same & (imposed & ~jnp.asarray(policy.relative))
    last = fixes.shape[0] - 1 - jnp.argmax(fixes[:, ::-1], axis=1)
    return put(lived, policy, imposed, jnp.where(fixes.any(axis=1), jnp.asarray(policy.level)[last], shifted))


def fixed(policy: Policy, quarter: ArrayLike, shape: tuple[int, ...]) -> Array:
    """Agreements held at an absolute level, which are not their parties' to change, booleans of `shape`."""
    rows = in_window(policy, quarter) & (jnp.asarray(policy.enter) == IMPOSED) & ~jnp.asarray(policy.relative)
    return put(jnp.zeros(shape, bool), policy, rows, rows)
