"""Chances: the probability of every act of every state, by the same logit that is drawn from otherwise.

    P_i(act) = exp(U_i(act)) / (1 + sum exp(U_i(.)))

An agreement that is in force in a share f of worlds is there to be deepened and left in f of them, and to be signed in
1 - f. A step of deepening has room in the share of worlds that stand low enough: (top - level) / step, between 0 and 1.
"""

import jax.nn
import jax.numpy as jnp

from sim.core.struct import struct
from sim.model.acts.arm import arm
from sim.model.acts.cooperate import NOTCH, TOP, eager_rows, leave, take_up
from sim.model.acts.deescalate import deescalate
from sim.model.acts.hedge import hedge
from sim.model.acts.pressure import pressure
from sim.model.axes import ByActor, ByAgreement, ByDyad
from sim.model.expect.standing import Standing
from sim.model.scene import Scene
from sim.model.worth import Worth


@struct
class Chances:
    """Probabilities of a quarter's acts."""

    arm: ByActor
    hedge: ByActor
    sign: ByAgreement  # where it is not in force
    deepen: ByAgreement  # where it is
    leave: ByAgreement
    pressure: ByDyad
    deescalate: ByDyad


def chances(scene: Scene, worth: Worth, standing: Standing, closed: ByAgreement) -> Chances:
    """Probabilities of all acts; `closed` agreements are held by a policy and not their parties' to change."""
    n = scene.state.alignment.shape[0]
    others = 1 - jnp.eye(n)
    free = others[..., None] * jnp.where(closed, 0.0, 1.0)
    eager, held = eager_rows(scene), standing.held
    room = jnp.clip((TOP - held) / NOTCH, 0.0, 1.0)
    sign = free * jnp.exp(take_up(scene, worth, jnp.broadcast_to(scene.setting.c.usual, held.shape), eager))
    deepen = free * room * jnp.exp(take_up(scene, worth, jnp.full(held.shape, NOTCH), eager))
    quit_ = free * jnp.exp(leave(scene, worth, held))
    press, calm = (others * jnp.exp(utility) for utility in (pressure(scene), deescalate(scene)))
    arms, hedges = jnp.exp(arm(scene)), jnp.exp(hedge(scene))
    agreed = ((1 - standing.force) * sign + standing.force * (deepen + quit_)).sum(axis=-1)
    total = 1 + arms + hedges + (agreed + press + calm).sum(axis=1)
    by_dyad, by_agreement = total[:, None], total[:, None, None]
    return Chances(
        arms / total, hedges / total,
        sign / by_agreement, deepen / by_agreement, quit_ / by_agreement,
        press / by_dyad, calm / by_dyad,
    )  # fmt: skip


def accepting(scene: Scene, worth: Worth, step: ByAgreement) -> ByAgreement:
    """Probability that the row's partner accepts a step, `(actor, other, instrument)`."""
    gain = worth.at(step) + worth.entering[..., None]
    return jax.nn.sigmoid(gain - scene.setting.p.accept_threshold).swapaxes(0, 1)


def either(chance: ByAgreement) -> ByAgreement:
    """Probability that one side or the other acts, from that of each."""
    return 1 - (1 - chance) * (1 - chance.swapaxes(0, 1))
