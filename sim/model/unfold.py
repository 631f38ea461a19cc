"""Unfold: when the rows of shocks begin, how large they turn out, and whom they fall on.

    ready   from <= t < until, and the condition has held for more than `after` quarters
    turn    the first ready quarter;  with a rate r, every ready quarter with chance 1 - exp(-r dt)
    begins  ready, its turn, u < chance, v < credibility, and w in the row's branch
    size    low..high by draw + spread z;  with a memory m:  x' = m x + spread sqrt(1 - m^2) z  round that size

u and v are drawn once a world, w and z in the quarter in which the row begins, all by the shock's own name: every
option and every case meets the same. Who suspects somebody draws him by how hostile each of the others seems.
"""

import jax.numpy as jnp
from jax import Array
from jax.typing import ArrayLike

from sim.core.elementary import expm1
from sim.core.largest import first_largest
from sim.core.luck import exponential, fold, name_word, normal, uniform
from sim.core.pairs import square
from sim.model.axes import ByAgreement
from sim.model.perceive.threat import intent
from sim.model.shocks import Conditions, Shocks, Unfolding
from sim.model.state import Setting, State

_CHANCE, _CREDIBLE, _RATE, _BRANCH, _SIZE, _SUSPECT = (
    name_word(f"shock {word}") for word in ("chance", "credible", "rate", "branch", "size", "suspect")
)
NEVER = -(10**6)
_LEAST_LEVEL = 1e-9


def start(shocks: Shocks) -> Unfolding:
    """Before the first quarter."""
    rows = jnp.asarray(shocks.active).shape
    return Unfolding(
        begun=jnp.full(rows, NEVER),
        held=jnp.zeros(rows, jnp.int64),
        settled=jnp.zeros(rows, bool),
        drawn=jnp.zeros(rows),
        second=jnp.asarray(shocks.second),
    )


def unfold(
    shocks: Shocks,
    before: Unfolding,
    setting: Setting,
    state: State,
    in_force: ByAgreement,
    quarter: ArrayLike,
    key: Array,
) -> Unfolding:
    """How far the rows have come at the opening of a quarter.

    Parameters
    ----------
    shocks, before
        The rows, and how far they had come.
    setting, state, in_force
        The opening of the quarter, and the agreements of the quarter past.
    quarter, key
        Number of the quarter, and luck of the world.
    """
    luck, word = fold(key, quarter), jnp.asarray(shocks.word)
    window = jnp.asarray(shocks.active) & (quarter >= jnp.asarray(shocks.start)) & (quarter < jnp.asarray(shocks.stop))
    held = jnp.where(window & _met(shocks, in_force), before.held + 1, 0)
    ready = window & (held > jnp.asarray(shocks.after))
    rate = _by_draw(setting, _RATE, word, shocks.rate_low, shocks.rate_high)
    comes = uniform(fold(luck, _RATE), word) < -expm1(-rate * setting.dt)
    turn = ready & jnp.where(jnp.asarray(shocks.rate_high) > 0, comes, ~before.settled)
    begins = turn & _happens(shocks, setting, luck, key)
    return Unfolding(
        begun=jnp.where(begins, quarter, before.begun),
        held=held,
        settled=before.settled | turn,
        drawn=_size(shocks, before, setting, begins, luck),
        second=jnp.where(begins & jnp.asarray(shocks.suspect), _suspected(shocks, setting, state, luck), before.second),
    )


def credibility(shocks: Shocks, setting: Setting) -> Array:
    """Chance that each row is carried out, `(row,)`, as this draw has it."""
    return _by_draw(setting, _CREDIBLE, jnp.asarray(shocks.word), shocks.credible_low, shocks.credible_high)


def _by_draw(setting: Setting, stream: int, word: Array, low: ArrayLike, high: ArrayLike) -> Array:
    low, high = jnp.asarray(low), jnp.asarray(high)
    return low + (high - low) * uniform(fold(setting.draw_luck, stream), word)


def _met(shocks: Shocks, in_force: ByAgreement) -> Array:
    """Whether each row's condition holds; a row without one has nothing to wait for."""
    asked: Conditions = shocks.conditions
    which = jnp.asarray(shocks.condition)
    if jnp.shape(asked.instrument)[0] == 0:
        return jnp.ones(which.shape, bool)
    levels = square(in_force[jnp.asarray(asked.instrument)])
    enough = levels >= jnp.maximum(jnp.asarray(asked.least), _LEAST_LEVEL)[:, None, None]
    everywhere = (enough | ~jnp.asarray(asked.between)).all(axis=(1, 2))
    return jnp.where(which >= 0, (everywhere == jnp.asarray(asked.holds))[which], True)


def _happens(shocks: Shocks, setting: Setting, luck: Array, key: Array) -> Array:
    """Whether luck lets each row happen when its turn comes, `(row,)`."""
    word = jnp.asarray(shocks.word)
    chance = _by_draw(setting, _CHANCE, word, shocks.chance_low, shocks.chance_high)
    happens = uniform(fold(key, _CHANCE), word) < chance
    credible = uniform(fold(key, _CREDIBLE), word) < credibility(shocks, setting)
    branch = uniform(fold(luck, _BRANCH), word)
    return happens & credible & (branch >= jnp.asarray(shocks.branch_low)) & (branch < jnp.asarray(shocks.branch_high))


def _size(shocks: Shocks, before: Unfolding, setting: Setting, begins: Array, luck: Array) -> Array:
    word, memory = jnp.asarray(shocks.size_word), jnp.asarray(shocks.persistence)
    base = _by_draw(setting, _SIZE, jnp.asarray(shocks.word), shocks.low, shocks.high)
    z = jnp.asarray(shocks.spread) * normal(fold(luck, _SIZE), word)
    course = base + memory * (before.drawn - base) + jnp.sqrt(1 - memory**2) * z
    return jnp.where(begins, base + jnp.where(memory > 0, 0.0, z), jnp.where(memory > 0, course, before.drawn))


def _suspected(shocks: Shocks, setting: Setting, state: State, luck: Array) -> Array:
    """Whom the first suspects in the place of the second, `(row,)`."""
    first, second = jnp.asarray(shocks.first), jnp.asarray(shocks.second)
    hostile = intent(state, setting)[first]
    word = fold(fold(luck, _SUSPECT), jnp.asarray(shocks.word))[:, None]
    actor = jnp.arange(hostile.shape[1])
    innocent = (actor == first[:, None]) | (actor == second[:, None])
    return first_largest(jnp.where(innocent, -1.0, hostile / exponential(word, setting.actor_words)), axis=1)
