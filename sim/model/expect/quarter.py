"""A quarter in expectation: perceive, weigh the odds, settle, learn.

Each draw is replaced by its probability in the equations that draw it: choices, acceptance, leaving, lapse, pressure,
steps of de-escalation, crises and who takes sides, deliveries. Noise has its mean, which is none. Agreements become
mean levels with a chance of being in force. Shocks, and who rallies in a coup, stay as luck draws them: they are
circumstances, and the same for every option.

It is no mean over sampled worlds: what is not linear is taken at the mean. Its use is its gradients, which a sampled
choice does not have (specification 16.6).
"""

import dataclasses
from collections.abc import Callable
from typing import TypeVar

import jax
import jax.numpy as jnp
from jax import Array

from sim.core.luck import fold
from sim.core.once import once
from sim.core.struct import struct
from sim.model.acts.accede import Treaties
from sim.model.acts.parties import stakes_of
from sim.model.axes import ByAgreement
from sim.model.enacted import Enacted, not_yet
from sim.model.expect.chances import chances
from sim.model.expect.crises import crises
from sim.model.expect.settle import pressed, settle, stepped
from sim.model.expect.standing import Standing, certain, laid_over
from sim.model.expect.treaties import accede, none_yet, stay
from sim.model.learn import learn
from sim.model.learn.trust.delivery import success
from sim.model.perceive import perceive
from sim.model.policy import IMPOSED, Policy, fixed, hold, in_window
from sim.model.quarter import of_quarter
from sim.model.rally import rally
from sim.model.scene import Happened, Scene, View
from sim.model.shocks import Shocks, Unfolding
from sim.model.state import Setting, State
from sim.model.unfold import start, unfold
from sim.model.worth import gather

T = TypeVar("T")


@struct
class Expected:
    """What is carried from quarter to quarter."""

    state: State
    view: View
    force: ByAgreement  # chance that each lived agreement is in force
    in_force: ByAgreement  # mean levels in the quarter past, imposed ones laid over the lived
    in_force_chance: ByAgreement
    enacted: Enacted
    treaties: Treaties
    unfolding: Unfolding


def open_expected(setting: Setting, policy: Policy, shocks: Shocks, key: Array) -> Expected:
    """The opening of quarter 0, which is certain."""
    first, opening = jnp.asarray(0), setting.opening
    unfolding = unfold(shocks, start(shocks), setting, opening, opening.agreements, first, key)
    enacted = not_yet(policy)
    standing = certain(opening.agreements)
    return Expected(
        state=opening,
        view=perceive(opening, of_quarter(setting, shocks, unfolding, first, opening, enacted)[0]),
        force=standing.force,
        in_force=standing.level,
        in_force_chance=standing.force,
        enacted=enacted,
        treaties=none_yet(policy),
        unfolding=unfolding,
    )


def expected_quarter(
    world: Expected, setting: Setting, policy: Policy, shocks: Shocks, date: Array, key: Array
) -> Expected:
    """One quarter; arguments as for `sim.model.quarter.quarter`."""
    now, shock = of_quarter(setting, shocks, world.unfolding, date, world.state, world.enacted)
    scene = Scene(world.state, world.view, now, world.in_force)
    worth, standing = gather(scene), Standing(world.state.agreements, world.force)
    chance = chances(scene, worth, standing, fixed(policy, date, standing.level.shape))
    stakes = stakes_of(scene, worth)
    entered, treaties = accede(standing, world.treaties, scene, stakes, date)
    under_pressure = pressed(scene, worth, chance, world.in_force_chance)
    settled = settle(entered, scene, worth, chance, under_pressure.given_up)
    lived, treaties = stay(settled, entered, treaties, scene, stakes, chance, under_pressure.given_up)
    leanings = rally(crises(scene, shock.crisis), scene, shocks, world.unfolding, date, fold(key, date))
    nothing = jnp.zeros_like(world.state.alignment)
    happened = Happened(
        crises=leanings,
        sanctioned=under_pressure.sanctioned,
        deescalated=stepped(scene, chance),
        armed=chance.arm,
        hedged=chance.hedge,
        delivered=success(scene) * (1 - shock.delivery_failure),
        shock=shock,
        noise_alignment=nothing,
        noise_trust=nothing,
        noise_position=jnp.zeros_like(world.state.position),
    )
    in_force = hold(lived.level, policy, date)
    enacted = Enacted(policy, _live(policy, treaties.live, date))
    held = dataclasses.replace(scene, setting=dataclasses.replace(now, enacted=enacted))
    state, _, _ = learn(held, happened, lived.level, in_force, date)
    unfolding = unfold(shocks, world.unfolding, setting, state, in_force, date + 1, key)
    return Expected(
        state=state,
        view=perceive(state, of_quarter(setting, shocks, unfolding, date + 1, state, enacted)[0]),
        force=lived.force,
        in_force=in_force,
        in_force_chance=laid_over(lived, in_force),
        enacted=enacted,
        treaties=treaties,
        unfolding=unfolding,
    )


def _live(policy: Policy, entered: Array, quarter: Array) -> Array:
    imposed = jnp.asarray(policy.enter) == IMPOSED
    now = jnp.where(imposed, jnp.where(in_window(policy, quarter), 1.0, 0.0), entered)
    return jnp.where(quarter < jnp.asarray(policy.clauses.until), now, 0.0)


def expect(
    setting: Setting, policy: Policy, shocks: Shocks, key: Array, quarters: int, measure: Callable[[Scene], T]
) -> T:
    """What is measured at the horizon of a world in expectation.

    Parameters
    ----------
    setting, policy, shocks, key, quarters, measure
        As for `sim.model.quarter.simulate`; `key` decides the shocks alone.
    """

    # Steps are computed again on the way back: what one leaves behind for its gradient would fill the memory.
    @jax.checkpoint
    @once
    def step(world: Expected, date: Array) -> tuple[Expected, None]:
        return expected_quarter(world, setting, policy, shocks, date, key), None

    world, _ = jax.lax.scan(step, open_expected(setting, policy, shocks, key), jnp.arange(quarters))
    last, _ = of_quarter(setting, shocks, world.unfolding, jnp.asarray(quarters), world.state, world.enacted)
    return measure(Scene(world.state, world.view, last, world.in_force))
