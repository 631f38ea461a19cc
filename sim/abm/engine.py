"""The engine's quarter in two halves, compiled once and kept: see and intend | act, erupt and learn.

Between the two somebody else may have replaced what a state does. Both halves are made of the same functions as the
quarter of an ensemble, for one world and without vmap.
"""

from collections.abc import Mapping
from typing import NamedTuple

from jax import Array

from sim.core.luck import fold
from sim.ensemble.program import Program
from sim.model.axes import Scalar
from sim.model.choose import Chosen, intend, menu
from sim.model.policy import Policy, fixed
from sim.model.quarter import Events, World, look, of_quarter, open_world, quarter
from sim.model.reasons import Reasons, reasons
from sim.model.scene import Scene
from sim.model.shocks import Shocks
from sim.model.state import Setting
from sim.model.worth import gather
from sim.outcomes import OUTCOMES


class Now(NamedTuple):
    """A world at the opening of a quarter, with all that its next quarter rests on."""

    world: World
    setting: Setting
    policy: Policy
    shocks: Shocks
    date: Array
    key: Array


class Seen(NamedTuple):
    """The opening of a quarter, before anybody has acted."""

    chosen: Chosen  # what every state would do by itself
    measured: Mapping[str, Array]  # outcome -> (actor, other), (actor,) or a scalar


def _scene(now: Now) -> Scene:
    world, state = now.world, now.world.state
    return look(world, of_quarter(now.setting, now.shocks, world.unfolding, now.date, state, world.enacted)[0])


def _begin_agents(setting: Setting, policy: Policy, shocks: Shocks, key: Array) -> World:
    return open_world(setting, policy, shocks, key)


def _see_agents(now: Now, outcomes: tuple[str, ...]) -> Seen:
    scene = _scene(now)
    _, chosen = intend(scene, now.policy, now.date, fold(now.key, now.date))
    return Seen(chosen, {name: OUTCOMES[name].measure(scene) for name in outcomes})


def _act_agents(now: Now, chosen: Chosen) -> tuple[World, Events]:
    closing, events, _ = quarter(*now, chosen)
    return closing, events


def _weigh_agents(now: Now, actor: Scalar) -> Reasons:
    scene = _scene(now)
    closed = fixed(now.policy, now.date, now.world.state.agreements.shape)
    return reasons(scene, menu(scene, gather(scene), closed), actor)


begin = Program(_begin_agents)
see = Program(_see_agents, "outcomes")
act = Program(_act_agents)
weigh = Program(_weigh_agents)
