"""Choose: every state scores every act open to it and takes one, by logit.

    P_i(act) = exp(U_i(act)) / sum exp(U_i(.)),   U_i(null) = 0,   drawn as argmax(U + Gumbel)

Choosing the partner first, by the log-sum of the acts towards it, and then the act towards that partner is the same
logit with tens of Gumbel numbers instead of hundreds. The logit's scale is fixed at 1: it is not identified apart
from the weights.

References
----------
McFadden 1978, Modelling the choice of residential location (the nested sum); McKelvey & Palfrey 1995, Quantal
response equilibria, Games and Economic Behavior 10.
"""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jax import Array

from sim.core.luck import dyad_words, fold, gumbel, name_word
from sim.core.struct import struct
from sim.model.acts.arm import arm
from sim.model.acts.cooperate import eager_rows, leave, step_level, take_up
from sim.model.acts.deescalate import deescalate
from sim.model.acts.hedge import hedge
from sim.model.acts.pressure import pressure
from sim.model.axes import ByActor, ByAgreement, ByDyad
from sim.model.scene import Scene
from sim.model.worth import Worth

NULL, ARM, HEDGE, TAKE_UP, LEAVE, PRESSURE, DEESCALATE = range(7)
ACT_NAMES = ("null", "arm", "hedge", "take up", "leave", "pressure", "de-escalate")
_ALONE = ("null", "arm", "hedge")
_STREAM_PARTNER, _STREAM_ACT = name_word("choice of partner"), name_word("choice of act")


class Chosen(NamedTuple):
    """One act a state, all `(actor,)`; partner and instrument are the state itself and 0 where they do not apply."""

    act: ByActor
    partner: ByActor
    instrument: ByActor


@struct
class Menu:
    """What the acts towards a partner are made of, for ordered pairs (or what was picked from them)."""

    worth: Worth
    level: ByAgreement
    step: ByAgreement
    eager: ByDyad
    pressure: ByDyad
    deescalate: ByDyad


def menu(scene: Scene, worth: Worth, closed: ByAgreement) -> Menu:
    """The menu of all states; `closed` agreements are held by a policy and not theirs to change."""
    lived = scene.state.agreements
    step = jnp.where(closed, 0.0, step_level(lived, scene.setting.c.usual))
    level = jnp.where(closed, 0.0, lived)
    return Menu(worth, level, step, eager_rows(scene), pressure(scene), deescalate(scene))


def utilities(scene: Scene, m: Menu) -> Array:
    """Utilities of all acts towards a partner, `(..., 2 instruments + 2)`: take up, leave, pressure, de-escalate."""
    return jnp.concatenate(
        [
            take_up(scene, m.worth, m.step, m.eager),
            leave(scene, m.worth, m.level),
            m.pressure[..., None],
            m.deescalate[..., None],
        ],
        axis=-1,
    )


def log_sum(scene: Scene, m: Menu) -> ByDyad:
    """Log of the summed odds of all acts towards each partner, `(actor, other)`."""
    # Utilities stay within some tens of logits, so the plain sum neither overflows nor loses the small ones.
    odds = (
        jnp.exp(take_up(scene, m.worth, m.step, m.eager)).sum(axis=-1)
        + jnp.exp(leave(scene, m.worth, m.level)).sum(axis=-1)
        + jnp.exp(m.pressure)
        + jnp.exp(m.deescalate)
    )
    return jnp.log(odds)


def _act_words(instruments: Array) -> Array:
    """Addresses of the acts towards a partner, in the order of `utilities`."""
    other = np.array([name_word("pressure"), name_word("deescalate")], np.uint64)
    return jnp.concatenate([instruments, instruments ^ np.uint64(name_word("leave")), jnp.asarray(other)])


def choose(scene: Scene, m: Menu, key: Array) -> Chosen:
    """One act for each state.

    Parameters
    ----------
    scene, m
        The opening of the quarter and the menu it gives.
    key
        Luck of this world and quarter.
    """
    n = scene.state.alignment.shape[0]
    words = scene.setting.actor_words
    towards = jnp.where(jnp.eye(n, dtype=bool), -jnp.inf, log_sum(scene, m))
    towards = towards + gumbel(fold(key, _STREAM_PARTNER), dyad_words(words))
    alone = jnp.stack([jnp.zeros(n), arm(scene), hedge(scene)], axis=1)
    alone_words = jnp.asarray(np.array([name_word(a) for a in _ALONE], np.uint64))
    alone = alone + gumbel(fold(key, _STREAM_PARTNER), (words[:, None] << np.uint64(32)) | alone_words)
    first = jnp.argmax(jnp.concatenate([alone, towards], axis=1), axis=1)
    actor = jnp.arange(n)
    partner = jnp.where(first >= len(_ALONE), first - len(_ALONE), actor)

    picked = _pick(m, actor, partner)
    luck = gumbel(fold(fold(key, _STREAM_ACT), words)[:, None], _act_words(scene.setting.instrument_words))
    second = jnp.argmax(utilities(scene, picked) + luck, axis=1)
    instruments = m.level.shape[-1]
    kind = jnp.clip(second // instruments, 0, 2)
    act = TAKE_UP + kind + jnp.where(second == 2 * instruments + 1, 1, 0)
    instrument = jnp.where(kind < 2, second % instruments, 0)
    return Chosen(
        act=jnp.where(first < len(_ALONE), first, act),
        partner=partner,
        instrument=jnp.where(first < len(_ALONE), 0, instrument),
    )


def _pick(m: Menu, actor: ByActor, partner: ByActor) -> Menu:
    pick = lambda pair: pair[actor, partner]  # noqa: E731
    return Menu(
        m.worth.of_pairs(actor, partner),
        pick(m.level),
        pick(m.step),
        pick(m.eager),
        pick(m.pressure),
        pick(m.deescalate),
    )
