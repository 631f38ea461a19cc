"""Enacted: the provisions of the option that are in force, and what is particular about each.

A catalogue column speaks of an instrument as it usually is. Clauses (terms, theme, variant and so on) change columns
for one agreement, and only for that part of it which the provision brought:

    own_r = clip(S_ijm - S0_ijm - before_r, 0, change_r)   for a change (S0: what the pair had at the opening)
    own_r = min(S_ijm, level_r)                            for a level: the whole agreement is on these terms

A sum of a column over a pair's agreements then moves by own_r c_m (more_r), a few numbers a row and nothing a cell; a
row without clauses adds an exact zero.
"""

import jax.numpy as jnp
from jax import Array

from sim.core.struct import Figures, struct
from sim.model.policy import AMENDED, IMPOSED, Policy, cells, in_window, parties


@struct
class Enacted:
    """The rows of an option and which of them are in force, `(row,)`."""

    rows: Policy
    live: Array


def not_yet(policy: Policy) -> Enacted:
    """The rows of an option before any of them is in force."""
    return Enacted(policy, jnp.zeros(jnp.asarray(policy.active).shape))


def live_rows(policy: Policy, entered: Array, quarter: Array) -> Array:
    """Rows in force, 1 or 0, `(row,)`: imposed ones while they are held, others from entry to end."""
    imposed = jnp.asarray(policy.enter) == IMPOSED
    now = jnp.where(imposed, in_window(policy, quarter), entered)
    return jnp.where(now & (quarter < jnp.asarray(policy.clauses.until)), 1.0, 0.0)


def own_level(enacted: Enacted, implemented: Array, opening: Array) -> Array:
    """How much of each row's agreement the row brought, `(row,)`, from implementation `(instrument, pair)`."""
    rows = enacted.rows
    where = cells(rows, implemented)
    now, before = implemented[where], opening[where]
    level = jnp.maximum(jnp.asarray(rows.level), 0.0)
    added = jnp.clip(now - before - jnp.asarray(rows.clauses.before), 0.0, level)
    return enacted.live * jnp.where(jnp.asarray(rows.relative), added, jnp.minimum(now, level))


def row_figures(enacted: Enacted, c: Figures) -> Figures:
    """The catalogue's columns as they hold for each row, each `(row,)`."""
    m, more = jnp.asarray(enacted.rows.instrument), enacted.rows.clauses.more
    return Figures({name: c[name][m] * (1 + more[name] if name in AMENDED else 1) for name in c})


def once(enacted: Enacted, own: Array) -> tuple[Array, Array]:
    """Share of a row's cost that its first and its second party bear when each pays once, both `(row,)`.

    A party to an agreement of many pays for the fullest of its ties in it, spread over all of them by level.
    """
    rows = enacted.rows
    sides = jnp.asarray(rows.first_member), jnp.asarray(rows.second_member)
    nothing = jnp.zeros(jnp.asarray(rows.members.active).shape)
    total = nothing.at[sides[0]].add(own).at[sides[1]].add(own)
    fullest = nothing.at[sides[0]].max(own).at[sides[1]].max(own)
    share = jnp.where(total > 0, fullest / jnp.where(total > 0, total, 1.0), 1.0)
    shared = jnp.asarray(rows.clauses.shared)
    return jnp.where(shared, share[sides[0]], 1.0), jnp.where(shared, share[sides[1]], 1.0)


def spread(enacted: Enacted, to: Array, first: Array, second: Array) -> Array:
    """`to (actor, other, ...)` with a number of each row added: `first (row, ...)` at its first party, and so on."""
    i, j = parties(enacted.rows)
    return to.at[i, j].add(first).at[j, i].add(second)
