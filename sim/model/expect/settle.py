"""Settle: what a quarter makes of agreements in expectation, in the order in which it is otherwise drawn.

in force     level (+ notch, if deepened)  stays unless it is left, runs out or is conceded
not in force the usual level               if signed, and it does not run out at once
"""

from typing import NamedTuple

import jax.nn
import jax.numpy as jnp

from sim.model.acts.cooperate import NOTCH, lapse_probability
from sim.model.axes import ByAgreement, ByDyad, ByProposal
from sim.model.expect.chances import Chances, accepting, either
from sim.model.expect.standing import Standing
from sim.model.scene import Scene
from sim.model.worth import Worth, sides


class Pressed(NamedTuple):
    """What pressure does in expectation."""

    sanctioned: ByDyad  # new sanctions of the row on the column
    given_up: ByProposal  # logarithm of the chance that a side does not give up what it has with the other


class Settled(NamedTuple):
    """Agreements after the quarter's acts.

    Attributes
    ----------
    standing
        All of them.
    raised
        Those in force at the opening, deepened but not yet left, run out or conceded: what ties among many go back to.
    survival
        The chance that each in force at the opening is still there.
    """

    standing: Standing
    raised: ByAgreement
    survival: ByAgreement


def pressed(scene: Scene, worth: Worth, chance: Chances, force: ByAgreement) -> Pressed:
    """Concessions and sanctions; `force` is the chance that each agreement was in force in the quarter past."""
    p, state, view, n = scene.setting.p, scene.state, scene.view, scene.state.alignment.shape[0]
    target = jnp.arange(n)[None, :]
    rival = jnp.argmax(view.threat[:, None, :] * view.cooperation.visibility[None, :, :], axis=2)
    side, pair = sides(jnp.broadcast_to(target, rival.shape), rival, worth.whom)
    seen = scene.setting.c.vis[:, None, None] * jnp.where(target == rival, 0.0, state.implementation[:, pair])
    dropped = jnp.argmax(seen, axis=0)
    readiness = (
        p.concede_base
        + p.concede_dependence * state.dependence.T
        + state.alignment
        - p.concede_sovereignty * scene.setting.sovereignty[None, :]
    )
    gives_in = jax.nn.sigmoid(readiness) * jnp.where(seen.max(axis=0) > 0, 1.0, 0.0)
    logs = jnp.log1p(-chance.pressure * gives_in)
    given_up = jnp.zeros_like(worth.what).at[dropped, side, pair].add(logs)
    return Pressed(chance.pressure * (1 - gives_in * force[dropped, pair]), given_up)


def settle(entered: Standing, scene: Scene, worth: Worth, chance: Chances, given_up: ByProposal) -> Settled:
    """Agreements after acts, lapses and concessions; `entered` once provisions of the date have come in."""
    usual = jnp.broadcast_to(scene.setting.c.usual[:, None], entered.level.shape)
    signed = either(chance.sign * accepting(scene, worth, usual))
    deepened = either(chance.deepen * accepting(scene, worth, jnp.full(usual.shape, NOTCH)))
    conceded = jnp.exp(given_up.sum(axis=1))
    survival = (1 - either(chance.leave)) * (1 - lapse_probability(scene, worth, entered.held)) * conceded
    raised = entered.level + entered.force * deepened * NOTCH
    new = (1 - entered.force) * signed * (1 - lapse_probability(scene, worth, jnp.zeros_like(usual))) * conceded
    standing = Standing(raised * survival + new * usual, entered.force * survival + new)
    return Settled(standing, raised, survival)


def stepped(scene: Scene, chance: Chances) -> ByDyad:
    """Probability that a step of de-escalation is taken and accepted, `(actor, other)`, symmetric."""
    p, state = scene.setting.p, scene.state
    readiness = p.calm_base + p.calm_accept_trust * state.trust.T + p.calm_accept_tension * state.tension.T
    taken = chance.deescalate * jax.nn.sigmoid(readiness)
    return 1 - (1 - taken) * (1 - taken.T)
