"""Simulate: one world, quarter after quarter, and what was seen of it on the way."""

from collections.abc import Callable
from typing import TypeVar

import jax
import jax.numpy as jnp
from jax import Array

from sim.model.policy import Policy
from sim.model.quarter import Events, World, look, of_quarter, open_world, quarter
from sim.model.scene import Scene
from sim.model.shocks import Shocks
from sim.model.state import Setting

T = TypeVar("T")


def simulate(
    setting: Setting, policy: Policy, shocks: Shocks, key: Array, quarters: Array | int,
    measure: Callable[[Scene], T], room: int,
) -> tuple[World, T, Events]:  # fmt: skip
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

    Returns
    -------
    world, measured, events
        The closing world; what was measured, with a leading axis of R + 1; the events, with one of R.
    """

    def told(world: World, date: Array) -> tuple[World, T, Events]:
        closing, events, scene = quarter(world, setting, policy, shocks, date, key)
        return closing, measure(scene), events

    def step(date: Array, past: tuple[World, T, Events]) -> tuple[World, T, Events]:
        closing, measured, events = told(past[0], date)
        return closing, _written(past[1], measured, date), _written(past[2], events, date)

    opening = open_world(setting, policy, shocks, key)
    _, seen, happened = jax.eval_shape(told, opening, jnp.asarray(0))
    empty = opening, _empty(seen, room + 1), _empty(happened, room)
    world, measured, events = jax.lax.fori_loop(0, quarters, step, empty)
    end = of_quarter(setting, shocks, world.unfolding, jnp.asarray(quarters), world.state, world.enacted)[0]
    return world, _written(measured, measure(look(world, end)), jnp.asarray(quarters)), events


def _empty(one: T, room: int) -> T:
    zeros: T = jax.tree.map(lambda leaf: jnp.zeros((room, *leaf.shape), leaf.dtype), one)
    return zeros


def _written(record: T, one: T, date: Array) -> T:
    written: T = jax.tree.map(lambda past, now: past.at[date].set(now), record, one)
    return written
