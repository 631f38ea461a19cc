"""Chances: the probability of every act of every state, by the same logit that is drawn from otherwise.

    P_i(act) = exp(U_i(act)) / (1 + sum exp(U_i(.)))

An agreement that is in force in a share f of worlds is there to be deepened and left in f of them, and to be signed in
1 - f; the chance of each is that in such a world, so in its own sum the agreement is surely there, or surely not. A
step of deepening has room in the share of worlds that stand low enough: (top - level) / step, between 0 and 1.
"""

import jax.nn
import jax.numpy as jnp

from sim.core.pairs import members, square_of_both
from sim.core.struct import struct
from sim.model.acts.arm import arm
from sim.model.acts.cooperate import NOTCH, TOP, eager, leave, take_up
from sim.model.acts.deescalate import deescalate
from sim.model.acts.hedge import hedge
from sim.model.acts.pressure import pressure
from sim.model.axes import ByActor, ByAgreement, ByDyad, ByProposal
from sim.model.expect.standing import Standing
from sim.model.scene import Scene
from sim.model.worth import Worth


@struct
class Chances:
    """Probabilities of a quarter's acts."""

    arm: ByActor
    hedge: ByActor
    sign: ByProposal  # where it is not in force
    deepen: ByProposal  # where it is
    leave: ByProposal
    pressure: ByDyad
    deescalate: ByDyad


def chances(scene: Scene, worth: Worth, standing: Standing, closed: ByAgreement) -> Chances:
    """Probabilities of all acts; `closed` agreements are held by a policy and not their parties' to change."""
    n = scene.state.alignment.shape[0]
    others = 1 - jnp.eye(n)
    # What a pair shares is the same for both of its sides: (instrument, 1, pair).
    free, held, force = (x[:, None] for x in (jnp.where(closed, 0.0, 1.0), standing.held, standing.force))
    keen, room = eager(scene), jnp.clip((TOP - held) / NOTCH, 0.0, 1.0)
    sign = free * jnp.exp(
        take_up(scene, worth, jnp.broadcast_to(scene.setting.c.usual[:, None, None], held.shape), keen)
    )
    deepen = free * room * jnp.exp(take_up(scene, worth, jnp.full(held.shape, NOTCH), keen))
    quit_ = free * jnp.exp(leave(scene, worth, held))
    press, calm = (others * jnp.exp(utility) for utility in (pressure(scene), deescalate(scene)))
    arms, hedges = jnp.exp(arm(scene)), jnp.exp(hedge(scene))
    mixed = (1 - force) * sign + force * (deepen + quit_)
    total = 1 + arms + hedges + (square_of_both(mixed.sum(axis=0)) + press + calm).sum(axis=1)
    by_dyad, others_by_side = total[:, None], total[jnp.stack([jnp.asarray(side) for side in members(n)])] - mixed
    absent, present = others_by_side + sign, others_by_side + deepen + quit_
    return Chances(
        arms / total, hedges / total,
        sign / absent, deepen / present, quit_ / present,
        press / by_dyad, calm / by_dyad,
    )  # fmt: skip


def accepting(scene: Scene, worth: Worth, step: ByAgreement) -> ByProposal:
    """Probability that the other of the two accepts a step, `(instrument, direction, pair)`."""
    gain = worth.at(step[:, None]) + worth.entering
    return jax.nn.sigmoid(gain - scene.setting.p.accept_threshold)[:, ::-1]


def either(chance: ByProposal) -> ByAgreement:
    """Probability that one side or the other acts, from that of each."""
    return 1 - (1 - chance[:, 0]) * (1 - chance[:, 1])
