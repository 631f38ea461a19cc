"""An option as rows: which agreement between whom, at what level, how it enters and when.

Imposed provisions hold for as long as they last, whatever the parties want: an absolute level replaces what the pair
has, a change is laid over it, `clip(L + change, 0, 2)`, so that a change of nothing is nothing. Signed provisions
are put in force once and then live as any other agreement; offered ones are proposed for four quarters and enter
when all who must accept do. What a provision says beside instrument and level stands in its clauses.
"""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jax import Array
from jax.typing import ArrayLike

from sim.core.pairs import actors, pair_of
from sim.core.struct import Figures

IMPOSED, SIGNED, OFFERED = 0, 1, 2
ENTER = ("imposed", "signed", "offered")
OFFER_QUARTERS = 4
HIGHEST_LEVEL = 2.0
OPEN_END = 10**6
# Columns of the catalogue that the clauses of one agreement may change.
AMENDED = ("a", "t", "i", "d", "s", "e", "cost", "vis", "sov", "leak", "lead", "dur", "ob", "ten", "asc", "blend")


class Members(NamedTuple):
    """The parties to each provision, a place for each; all `(member,)`, an inactive place is padding."""

    active: ArrayLike
    actor: ArrayLike
    group: ArrayLike  # number of the provision
    instrument: ArrayLike
    enter: ArrayLike
    required: ArrayLike  # without whom it does not enter
    full: ArrayLike  # not an observer
    asked: ArrayLike  # the quarter from which the party is asked
    anchor: ArrayLike  # another required party, which gives its luck an address


class Clauses(NamedTuple):
    """What rows say beside instrument and level; all `(row,)` unless said."""

    more: Figures  # what each column of the catalogue is multiplied by, less 1
    before: ArrayLike  # changes that earlier rows make of the same agreement
    until: ArrayLike  # the quarter from which a later row takes over
    unconditional: ArrayLike  # 1 where help is owed whatever the cause
    direction: ArrayLike  # 1 where the first provides, -1 where the second does, 0 where nobody is named
    pay_first: ArrayLike  # share of the catalogue's cost that each side bears
    pay_second: ArrayLike
    licensor: ArrayLike  # an actor, or -1
    placed: ArrayLike  # 1 where a theatre is named
    nearness: ArrayLike  # (row, actor): how near to it, 0 to 1
    issue: ArrayLike  # 1 where the parties' positions on an issue are to converge
    shared: ArrayLike  # whether the provision has more than two parties
    particular: ArrayLike  # whether any clause says something


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
    first_member: ArrayLike  # places among the members
    second_member: ArrayLike
    members: Members
    clauses: Clauses


def no_clauses(rows: int, states: int = 1) -> Clauses:
    """Nothing beside instrument and level."""
    zero, one = jnp.zeros(rows), jnp.ones(rows)
    return Clauses(
        more=Figures(dict.fromkeys(AMENDED, zero)),
        before=zero,
        until=jnp.full(rows, OPEN_END),
        unconditional=zero,
        direction=zero,
        pay_first=one,
        pay_second=one,
        licensor=jnp.full(rows, -1),
        placed=zero,
        nearness=jnp.zeros((rows, states)),
        issue=zero,
        shared=jnp.zeros(rows, bool),
        particular=jnp.zeros(rows, bool),
    )


def between_two(
    active: ArrayLike,
    first: ArrayLike,
    second: ArrayLike,
    instrument: ArrayLike,
    level: ArrayLike,
    relative: ArrayLike,
    enter: ArrayLike,
    start: ArrayLike,
    stop: ArrayLike,
    states: int = 1,
) -> Policy:
    """Rows that are each a provision between two states, without clauses; all `(row,)`."""
    numbers = (active, first, second, instrument, level, relative, enter, start, stop)
    on, one, other, m, size, kind, way, begin, end = (jnp.asarray(x) for x in numbers)
    row = jnp.arange(on.shape[0])
    yes = jnp.ones(2 * on.shape[0], bool)

    def each(of_first: Array, of_second: Array) -> Array:
        return jnp.concatenate([of_first, of_second])

    members = Members(
        active=each(on, on),
        actor=each(one, other),
        group=each(row, row),
        instrument=each(m, m),
        enter=each(way, way),
        required=yes,
        full=yes,
        asked=each(begin, begin),
        anchor=each(other, one),
    )
    clauses = no_clauses(on.shape[0], states)
    return Policy(on, one, other, m, size, kind, way, begin, end, row, row + on.shape[0], members, clauses)


def no_policy(rows: int = 1) -> Policy:
    """Padding only: the baseline."""
    zero = jnp.zeros(rows, jnp.int64)
    no = jnp.zeros(rows, bool)
    return between_two(no, zero, zero, zero, jnp.zeros(rows), no, zero, zero, zero)


def begins(policy: Policy) -> int:
    """The first quarter in which anything of an option can matter, from 0; a date past all horizons if nothing can."""
    dates = [(policy.active, policy.start), (policy.members.active, policy.members.asked)]
    told = [np.min(np.where(active, quarter, OPEN_END), initial=OPEN_END) for active, quarter in dates]
    return max(0, int(min(told)))


def put_off(policy: Policy) -> Policy:
    """An option of which nothing ever begins, in arrays of the same shapes."""
    members = policy.members._replace(active=np.zeros_like(policy.members.active))
    return policy._replace(active=np.zeros_like(policy.active), members=members)


def wanted_level(policy: Policy, level_now: Array) -> Array:
    """The level that each row asks for, given what its pair has now; both `(row,)`."""
    asked = jnp.asarray(policy.level)
    return jnp.clip(jnp.where(jnp.asarray(policy.relative), level_now + asked, asked), 0.0, HIGHEST_LEVEL)


def in_window(policy: Policy, quarter: ArrayLike) -> Array:
    """Whether each row is between its dates, `(row,)`."""
    return jnp.asarray(policy.active) & (quarter >= jnp.asarray(policy.start)) & (quarter < jnp.asarray(policy.stop))


def parties(policy: Policy) -> tuple[Array, Array]:
    """First and second party of each row, both `(row,)`."""
    return jnp.asarray(policy.first), jnp.asarray(policy.second)


def cells(policy: Policy, levels: Array) -> tuple[Array, Array]:
    """Where each row stands in levels `(instrument, pair)`: instrument and pair, both `(row,)`."""
    return jnp.asarray(policy.instrument), pair_of(*parties(policy), actors(levels.shape[-1]))


def put(levels: Array, policy: Policy, rows: Array, values: Array) -> Array:
    """`levels (instrument, pair)` with the chosen rows set to `values`."""
    m, k = cells(policy, levels)
    # Rows not chosen write to a place outside the array, which JAX drops.
    return levels.at[jnp.where(rows, m, levels.shape[0]), k].set(values, mode="drop")


def hold(lived: Array, policy: Policy, quarter: ArrayLike) -> Array:
    """Levels in force once imposed provisions are laid over the lived ones, `(instrument, pair)`.

    Several changes on one agreement add up; an absolute level wins over them, and the last of several.
    """
    m, k = cells(policy, lived)
    same = (k[:, None] == k) & (m[:, None] == m)
    imposed = in_window(policy, quarter) & (jnp.asarray(policy.enter) == IMPOSED)
    changes = imposed & jnp.asarray(policy.relative)
    change = (same * jnp.where(changes, jnp.asarray(policy.level), 0.0)).sum(axis=1)
    now = lived[m, k]
    shifted = jnp.where(change != 0, jnp.clip(now + change, 0.0, HIGHEST_LEVEL), now)
    fixes = same & (imposed & ~jnp.asarray(policy.relative))
    last = jnp.where(fixes, jnp.arange(fixes.shape[0]), 0).max(axis=1)
    return put(lived, policy, imposed, jnp.where(fixes.any(axis=1), jnp.asarray(policy.level)[last], shifted))


def fixed(policy: Policy, quarter: ArrayLike, shape: tuple[int, ...]) -> Array:
    """Agreements held at an absolute level, which are not their parties' to change, booleans of `shape`."""
    rows = in_window(policy, quarter) & (jnp.asarray(policy.enter) == IMPOSED) & ~jnp.asarray(policy.relative)
    return put(jnp.zeros(shape, bool), policy, rows, rows)
