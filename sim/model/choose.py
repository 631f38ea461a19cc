"""Choose: every state scores every act open to it and takes one, by logit.

    P_i(act) = exp(U_i(act)) / sum exp(U_i(.)),   U_i(null) = 0,   drawn as argmax(U + Gumbel)

Choosing the partner first, by the summed odds of the acts towards it, and then the act towards that partner is the
same logit with tens of random numbers instead of hundreds. A race of odds over exponential luck is the same draw as
utilities plus Gumbel luck (the one is the exponential of the other), and spares two logarithms a pair. The logit's
scale is fixed at 1: it is not identified apart from the weights.

References
----------
McFadden 1978, Modelling the choice of residential location (the nested sum); McKelvey & Palfrey 1995, Quantal
response equilibria, Games and Economic Behavior 10.
"""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jax import Array

from sim.core.luck import dyad_words, exponential, fold, gumbel, name_word
from sim.core.struct import struct
from sim.model.acts.arm import arm
from sim.model.acts.cooperate import eager_rows, leave, step_level, take_up
from sim.model.acts.deescalate import deescalate
from sim.model.acts.hedge import hedge
from sim.model.acts.pressure import pressure
from sim.model.axes import ByActor, ByAgreement, ByDyad, ByInstrument
from sim.model.scene import Scene
from sim.model.worth import Worth

NULL, ARM, HEDGE, TAKE_UP, LEAVE, PRESSURE, DEESCALATE = range(7)
ACT_NAMES = ("null", "arm", "hedge", "take up", "leave", "pressure", "de-escalate")
_ALONE_WORDS = np.array([name_word(act) for act in ACT_NAMES[:TAKE_UP]], np.uint64)
_OTHER_WORDS = np.array([name_word(act) for act in ACT_NAMES[PRESSURE:]], np.uint64)
_LEAVE_WORD = np.uint64(name_word(ACT_NAMES[LEAVE]))
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
    lived: ByAgreement
    closed: ByAgreement  # held by a policy, and not the parties' to change
    eager: ByDyad
    pressure: ByDyad
    deescalate: ByDyad

    def step(self, usual: ByInstrument) -> ByAgreement:
        """What taking up adds to each agreement; 0 where there is nothing to take up."""
        return jnp.where(self.closed, 0.0, step_level(self.lived, usual))

    def level(self) -> ByAgreement:
        """The level that leaving would end; 0 where there is nothing to leave."""
        return jnp.where(self.closed, 0.0, self.lived)

    def of_pairs(self, actor: ByActor, other: ByActor) -> "Menu":
        """The same for picked pairs only."""
        rest = (x[actor, other] for x in (self.lived, self.closed, self.eager, self.pressure, self.deescalate))
        return Menu(self.worth.of_pairs(actor, other), *rest)


def menu(scene: Scene, worth: Worth, closed: ByAgreement) -> Menu:
    """The menu of all states; `closed` agreements are held by a policy and not theirs to change."""
    return Menu(worth, scene.state.agreements, closed, eager_rows(scene), pressure(scene), deescalate(scene))


def proposals(scene: Scene, m: Menu) -> ByAgreement:
    """Utilities of signing or deepening, `(..., instrument)`."""
    return take_up(scene, m.worth, m.step(scene.setting.c.usual), m.eager)


def partner_odds(scene: Scene, m: Menu) -> ByDyad:
    """Summed odds of all acts towards each partner, `(actor, other)`; the null act has odds of 1."""
    # Utilities stay within some tens of logits, so the plain sum neither overflows nor loses the small ones.
    cooperation = jnp.exp(proposals(scene, m)) + jnp.exp(leave(scene, m.worth, m.level()))
    return cooperation.sum(axis=-1) + jnp.exp(m.pressure) + jnp.exp(m.deescalate)


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
    actor = jnp.arange(n)
    alone, alone_best = best_alone(scene, key)
    towards = partner_odds(scene, m) / exponential(fold(key, _STREAM_PARTNER), dyad_words(scene.setting.actor_words))
    towards = jnp.where(jnp.eye(n, dtype=bool), 0.0, towards)
    together = towards.max(axis=1) > alone_best
    partner = jnp.where(together, jnp.argmax(towards, axis=1), actor)
    act, instrument = best_towards(scene, m.of_pairs(actor, partner), key)
    return Chosen(jnp.where(together, act, alone), partner, jnp.where(together, instrument, 0))


def best_alone(scene: Scene, key: Array) -> tuple[ByActor, ByActor]:
    """The act that wins the race among those that need no partner, and its odds over luck, both `(actor,)`."""
    n = scene.state.alignment.shape[0]
    words = scene.setting.actor_words[:, None] << np.uint64(32) | _ALONE_WORDS
    odds = jnp.exp(jnp.stack([jnp.zeros(n), arm(scene), hedge(scene)], axis=1))
    raced = odds / exponential(fold(key, _STREAM_PARTNER), words)
    return jnp.argmax(raced, axis=1), raced.max(axis=1)


def best_towards(scene: Scene, picked: Menu, key: Array) -> tuple[ByActor, ByActor]:
    """The best act towards the partner that each state has picked, and its instrument, both `(actor,)`."""
    luck = fold(fold(key, _STREAM_ACT), scene.setting.actor_words)[:, None]
    instruments = scene.setting.instrument_words
    take = proposals(scene, picked) + gumbel(luck, instruments)
    quit_ = leave(scene, picked.worth, picked.level()) + gumbel(luck, instruments ^ _LEAVE_WORD)
    other = jnp.stack([picked.pressure, picked.deescalate], axis=1) + gumbel(luck, _OTHER_WORDS)
    kind = jnp.argmax(jnp.stack([take.max(axis=1), quit_.max(axis=1), other[:, 0], other[:, 1]]), axis=0)
    instrument = jnp.where(kind == 0, jnp.argmax(take, axis=1), jnp.argmax(quit_, axis=1))
    return TAKE_UP + kind, jnp.where(kind < 2, instrument, 0)
