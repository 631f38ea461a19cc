"""Simulate: one world, quarter after quarter, and what was seen of it on the way."""

import dataclasses
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

import jax
import jax.numpy as jnp
from jax import Array

from sim.core.once import once
from sim.model.acts.accede import no_treaties
from sim.model.enacted import not_yet
from sim.model.policy import Policy
from sim.model.quarter import Events, World, look, of_quarter, open_world, quarter
from sim.model.scene import Scene
from sim.model.shocks import Shocks
from sim.model.state import Setting

T = TypeVar("T")


class Course(NamedTuple, Generic[T]):
    """How far a world has come, and what was seen of it."""

    world: World  # at the closing of the last quarter
    measured: T  # leading axis R + 1, by quarter; zeros past the horizon
    events: Events  # leading axis R


def begin(
    setting: Setting, policy: Policy, shocks: Shocks, key: Array, measure: Callable[[Scene], T], room: int
) -> Course[T]:
    """A world at its opening, of which nothing was seen; arguments as for `simulate`."""

    def told(world: World) -> tuple[T, Events]:
        _, events, scene = quarter(world, setting, policy, shocks, jnp.asarray(0), key)
        return measure(scene), events

    opening = open_world(setting, policy, shocks, key)
    seen, happened = jax.eval_shape(told, opening)
    return Course(opening, _empty(seen, room + 1), _empty(happened, room))


def go_on(
    course: Course[T], setting: Setting, policy: Policy, shocks: Shocks, key: Array, first: Array | int,
    quarters: Array | int, measure: Callable[[Scene], T],
) -> Course[T]:  # fmt: skip
    """The same world from one quarter to another.

    Parameters
    ----------
    course
        Up to `first`, under whatever policy: none of its provisions, and of `policy`, may have begun before.
    setting, policy, shocks, key, measure
        As for `simulate`.
    first, quarters
        Number of the first quarter, and the horizon; either may be traced.
    """

    @once
    def step(date: Array, past: Course[T]) -> Course[T]:
        closing, events, scene = quarter(past.world, setting, policy, shocks, date, key)
        return Course(closing, _written(past.measured, measure(scene), date), _written(past.events, events, date))

    begun = dataclasses.replace(course.world, enacted=not_yet(policy), treaties=no_treaties(policy))
    world, measured, events = jax.lax.fori_loop(first, quarters, step, course._replace(world=begun))
    end = of_quarter(setting, shocks, world.unfolding, jnp.asarray(quarters), world.state, world.enacted)[0]
    return Course(world, _written(measured, measure(look(world, end)), jnp.asarray(quarters)), events)


def simulate(
    setting: Setting, policy: Policy, shocks: Shocks, key: Array, quarters: Array | int,
    measure: Callable[[Scene], T], room: int,
) -> Course[T]:  # fmt: skip
    """One world over a number of quarters.

    Parameters
    ----------
    setting, policy, shocks, key
        As for `quarter`.
    quarters
        Horizon H; it may be traced, so that one compiled program serves every horizon.
    measure
        What to keep of a scene; it is asked at the opening of every quarter and at the horizon.
    room
        How many quarters there is room for, R, at least H. What follows the horizon is zeros.
    """
    opening = begin(setting, policy, shocks, key, measure, room)
    return go_on(opening, setting, policy, shocks, key, 0, quarters, measure)


def _empty(one: T, room: int) -> T:
    zeros: T = jax.tree.map(lambda leaf: jnp.zeros((room, *leaf.shape), leaf.dtype), one)
    return zeros


def _written(record: T, one: T, date: Array) -> T:
    written: T = jax.tree.map(lambda past, now: past.at[date].set(now), record, one)
    return written
