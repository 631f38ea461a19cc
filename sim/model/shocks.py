"""Shocks as rows: what is done to the world from outside, whatever the option.

A row has a kind, states, a size and dates. Kinds marked *event* act once, when the row begins; the others hold while
they last. When a row begins stands in sim/model/unfold.py.
"""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jax import Array
from jax.typing import ArrayLike

from sim.core.elementary import expm1, log1p
from sim.core.struct import struct
from sim.model.policy import OPEN_END
from sim.model.state import State

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
    "trust",  # event: the first's trust in the second falls by a fraction
    "obligation",  # while it lasts, a share of what the two owe each other no longer counts
    "lead",  # while it lasts, new work of the two takes 1 + size times as long
    "licence",  # while it lasts, size x the third's leverage is added over what the first passes to the second
    "trust_anchor",  # while it lasts, what the actor inherits of trust moves by a fraction towards its mean
    "coup",  # event: a coup of a weight, above 0 when the government survives (sim/model/rally.py)
)
EVENTS = frozenset({"crisis", "tension", "sanctions", "fiscal_strain", "trust", "coup"})
BETWEEN_TWO = frozenset({"crisis", "tension", "delivery_failure", "contested_interest", "obligation", "lead"})
DIRECTED = frozenset({"sanctions", "trust", "licence"})
SHARES = frozenset(
    {"crisis", "tension", "sanctions", "delivery_failure", "trust", "obligation", "trust_anchor"}
)  # fmt: skip
_PAIRS = tuple(kind for kind in KINDS if kind in BETWEEN_TWO | DIRECTED)
_ACTORS = tuple(kind for kind in KINDS if kind not in _PAIRS)
_IS_EVENT = np.array([kind in EVENTS for kind in KINDS])
_IS_SHARE = np.array([kind in SHARES for kind in KINDS])
# Rows of the other sort write to a place outside the array, which JAX drops.
_PAIR_PLACE = np.array([_PAIRS.index(k) if k in _PAIRS else len(_PAIRS) for k in KINDS])
_ACTOR_PLACE = np.array([_ACTORS.index(k) if k in _ACTORS else len(_ACTORS) for k in KINDS])
_LICENCE = KINDS.index("licence")


class Conditions(NamedTuple):
    """What rows wait for: an agreement in force between some states, or not."""

    between: ArrayLike  # (condition, actor, other): pairs that are meant
    instrument: ArrayLike  # (condition,)
    least: ArrayLike
    holds: ArrayLike


class Threats(NamedTuple):
    """Rows that threaten: who would punish whom for which agreement with whom, masks over actors."""

    row: ArrayLike  # (threat,): the row of shocks by which it is carried out
    by: ArrayLike  # (threat, actor)
    on: ArrayLike
    partners: ArrayLike
    instrument: ArrayLike  # (threat,)


class Shocks(NamedTuple):
    """Rows of equal length; an inactive row is padding. Dates and lengths are quarters."""

    active: ArrayLike
    kind: ArrayLike
    first: ArrayLike
    second: ArrayLike
    third: ArrayLike
    low: ArrayLike  # size, sampled by draw
    high: ArrayLike
    spread: ArrayLike  # standard deviation of what luck adds to the size when the row begins
    persistence: ArrayLike  # above 0: luck makes a course of the size, of this memory a quarter
    start: ArrayLike
    stop: ArrayLike
    lasts: ArrayLike
    chance_low: ArrayLike  # that it happens at all, sampled by draw
    chance_high: ArrayLike
    rate_low: ArrayLike  # above 0: begins by itself, so often a year, sampled by draw
    rate_high: ArrayLike
    branch_low: ArrayLike  # the part of (0, 1) in which a number of luck must fall
    branch_high: ArrayLike
    condition: ArrayLike  # -1 for none
    after: ArrayLike
    credible_low: ArrayLike  # chance that it is carried out, sampled by draw
    credible_high: ArrayLike
    suspect: ArrayLike  # whether the first guesses who the second is
    word: ArrayLike  # address of luck, shared by rows that happen together
    size_word: ArrayLike  # address of the luck in the size
    conditions: Conditions
    threats: Threats


@struct
class Unfolding:
    """How far the rows have come, each `(row,)`."""

    begun: Array  # quarter in which a row last began; far below 0 while it never has
    held: Array  # quarters for which its condition has held without a break
    settled: Array  # whether its turn has come and gone
    drawn: Array  # its size now
    second: Array  # whom it falls on


# What a row says when it is not told otherwise.
PLAIN: dict[str, float] = {
    "third": 0, "spread": 0, "persistence": 0, "start": 0, "stop": OPEN_END, "lasts": OPEN_END,
    "chance_low": 1, "chance_high": 1, "rate_low": 0, "rate_high": 0, "branch_low": 0, "branch_high": 1,
    "condition": -1, "after": 0, "credible_low": 1, "credible_high": 1, "suspect": 0, "word": 0, "size_word": 0,
}  # fmt: skip
_WHOLE = frozenset({"kind", "first", "second", "third", "start", "stop", "lasts", "condition", "after"})


def shock_rows(
    listed: list[dict[str, float]], rows: int, conditions: Conditions | None = None, threats: Threats | None = None
) -> Shocks:
    """Rows from what is said of each, padded to a number of rows.

    Parameters
    ----------
    listed
        Columns of `Shocks` by name: `kind` (its place in `KINDS`), `first`, `second`, `low` and `high`; what is left
        out is as in `PLAIN`.
    rows
        How many rows to give.
    conditions, threats
        None: none.
    """
    if len(listed) > rows:
        raise ValueError(f"{len(listed)} rows do not fit into {rows}")
    blank = PLAIN | dict.fromkeys(("kind", "first", "second", "low", "high"), 0.0)
    full = [blank | row for row in listed] + [blank] * (rows - len(listed))
    columns: dict[str, np.ndarray] = {}
    for name in Shocks._fields[1:-2]:
        kind = np.uint64 if name.endswith("word") else np.int64 if name in _WHOLE else np.float64
        columns[name] = np.array([row[name] for row in full], dtype=kind)
    columns["suspect"] = columns["suspect"].astype(bool)
    return Shocks(
        active=np.arange(rows) < len(listed),
        conditions=no_conditions() if conditions is None else conditions,
        threats=no_threats() if threats is None else threats,
        **columns,
    )


def no_conditions(n: int = 0) -> Conditions:
    """Nothing to wait for."""
    whole = np.zeros(0, np.int64)
    return Conditions(np.zeros((0, n, n), bool), whole, np.zeros(0), np.zeros(0, bool))


def no_threats(n: int = 0) -> Threats:
    """Nobody threatens."""
    whole, masks = np.zeros(0, np.int64), np.zeros((0, n))
    return Threats(whole, masks, masks, masks, whole)


def no_shocks() -> Shocks:
    """No row, so that nothing of shocks is computed."""
    return shock_rows([], 0)


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
    trust: Array
    obligation: Array
    lead: Array
    licence: Array
    trust_anchor: Array
    coup: Array


def strikes(shocks: Shocks, unfolding: Unfolding, quarter: ArrayLike) -> Array:
    """The rows that act in a quarter, `(row,)`."""
    window = jnp.asarray(shocks.active) & (quarter >= jnp.asarray(shocks.start)) & (quarter < jnp.asarray(shocks.stop))
    repeats = jnp.asarray(shocks.rate_high) > 0
    fresh = quarter - unfolding.begun < jnp.asarray(shocks.lasts)
    # What began by itself goes on without its condition; what waits for one holds while the condition does.
    now = window & (unfolding.begun >= 0) & fresh & (repeats | (unfolding.held > jnp.asarray(shocks.after)))
    once = jnp.asarray(shocks.active) & (quarter == unfolding.begun)
    return jnp.where(jnp.asarray(_IS_EVENT)[jnp.asarray(shocks.kind)], once, now)


def disturb(shocks: Shocks, unfolding: Unfolding, quarter: ArrayLike, state: State) -> Disturbance:
    """The shocks that act in one quarter, spread over actors and dyads."""
    kind, first, second = jnp.asarray(shocks.kind), jnp.asarray(shocks.first), unfolding.second
    size = jnp.where(strikes(shocks, unfolding, quarter), unfolding.drawn, 0.0)
    size = jnp.where(kind == _LICENCE, size * _leverage(shocks, state), size)
    # What two shares leave of the rest multiplies, so their logarithms add.
    added = jnp.where(jnp.asarray(_IS_SHARE)[kind], log1p(-jnp.clip(size, 0.0, 1 - 1e-12)), size)
    n = state.alignment.shape[0]
    pairs = jnp.zeros((len(_PAIRS), n, n)).at[jnp.asarray(_PAIR_PLACE)[kind], first, second].add(added, mode="drop")
    actors = jnp.zeros((len(_ACTORS), n)).at[jnp.asarray(_ACTOR_PLACE)[kind], first].add(added, mode="drop")

    def of(name: str) -> Array:
        grid = pairs[_PAIRS.index(name)] if name in _PAIRS else actors[_ACTORS.index(name)]
        grid = grid + grid.T if name in BETWEEN_TWO else grid
        return -expm1(grid) if name in SHARES else grid

    return Disturbance(*(of(name) for name in KINDS))


def _leverage(shocks: Shocks, state: State) -> Array:
    """The third's leverage as a licensor over what the first passes to the second, `(row,)`."""
    first, second, third = (jnp.asarray(x) for x in (shocks.first, shocks.second, shocks.third))
    return state.dependence[first, third] * (1 - state.trust[third, second]) / 2


def calm(n: int) -> Disturbance:
    """A quarter without shocks."""
    return Disturbance(*(jnp.zeros((n, n) if name in _PAIRS else n) for name in KINDS))
