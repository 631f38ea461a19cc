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

from functools import reduce
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jax import Array

from sim.core.elementary import exp
from sim.core.fence import fence
from sim.core.largest import first_largest
from sim.core.luck import dyad_words, exponential, fold, gumbel, name_word
from sim.core.pairs import square_of_both
from sim.core.struct import struct
from sim.model.acts.arm import arm
from sim.model.acts.cooperate import eager, leave, step_level, take_up
from sim.model.acts.deescalate import deescalate
from sim.model.acts.hedge import hedge
from sim.model.acts.pressure import pressure
from sim.model.axes import ByActor, ByAgreement, ByDyad, ByInstrument, ByProposal
from sim.model.policy import Policy, fixed
from sim.model.scene import Scene
from sim.model.state import Setting
from sim.model.worth import Worth, beside, gather, sides

NULL, ARM, HEDGE, TAKE_UP, LEAVE, PRESSURE, DEESCALATE = range(7)
ACT_NAMES = ("null", "arm", "hedge", "take up", "leave", "pressure", "de-escalate")
_ALONE_WORDS = np.array([name_word(act) for act in ACT_NAMES[:TAKE_UP]], np.uint64)
_OTHER_WORDS = np.array([name_word(act) for act in ACT_NAMES[PRESSURE:]], np.uint64)
_LEAVE_WORD = np.uint64(name_word(ACT_NAMES[LEAVE]))
_STREAM_PARTNER, _STREAM_ACT = name_word("choice of partner"), name_word("choice of act")


@struct
class ChoiceLuck:
    """The luck of a quarter's choices: standard exponential numbers where odds race, Gumbel where utilities do."""

    partner: ByDyad
    alone: Array  # (actor, act that needs no partner)
    take_up: Array  # (instrument, actor)
    leave: Array
    other: Array  # (pressure or step of de-escalation, actor)


class Chosen(NamedTuple):
    """One act a state, all `(actor,)`; partner and instrument are the state itself and 0 where they do not apply."""

    act: ByActor
    partner: ByActor
    instrument: ByActor


@struct
class Menu:
    """What the acts towards a partner are made of: for both sides of all pairs, or for picked states."""

    worth: Worth
    lived: Array  # (instrument, 1, pair), or (instrument, actor)
    closed: Array  # held by a policy, and not the parties' to change
    eager: Array  # (direction, pair), or (actor,)
    pressure: Array  # (actor, other), or (actor,)
    deescalate: Array

    def step(self, usual: ByInstrument) -> Array:
        """What taking up adds to each agreement; 0 where there is nothing to take up."""
        return jnp.where(self.closed, 0.0, step_level(self.lived, beside(usual, self.lived)))

    def level(self) -> Array:
        """The level that leaving would end; 0 where there is nothing to leave."""
        return jnp.where(self.closed, 0.0, self.lived)

    def of_pairs(self, actor: ByActor, other: ByActor) -> "Menu":
        """That of picked states with a partner each."""
        side, pair = sides(actor, other, self.eager)
        return Menu(
            self.worth.of_pairs(actor, other),
            self.lived[:, 0, pair],
            self.closed[:, 0, pair],
            self.eager[side, pair],
            self.pressure[actor, other],
            self.deescalate[actor, other],
        )


def menu(scene: Scene, worth: Worth, closed: ByAgreement) -> Menu:
    """The menu of all states; `closed` agreements are held by a policy and not theirs to change."""
    levels = scene.state.agreements[:, None], closed[:, None]
    return Menu(worth, *levels, eager(scene), pressure(scene), deescalate(scene))


def proposals(scene: Scene, m: Menu) -> ByProposal:
    """Utilities of signing or deepening, instruments first."""
    return take_up(scene, m.worth, m.step(scene.setting.c.usual), m.eager)


def partner_odds(scene: Scene, m: Menu) -> ByDyad:
    """Summed odds of all acts towards each partner, `(actor, other)`; the null act has odds of 1."""
    # Utilities stay within some tens of logits, so the plain sum neither overflows nor loses the small ones.
    cooperation = exp(proposals(scene, m)) + exp(leave(scene, m.worth, m.level()))
    summed = fence(scene.setting.date, reduce(jnp.add, cooperation))
    towards = fence(scene.setting.date, square_of_both(summed))
    return towards + exp(m.pressure) + exp(m.deescalate)


def choice_luck(setting: Setting, key: Array) -> ChoiceLuck:
    """What luck adds to every choice; `key` is the luck of this world and quarter."""
    actors, instruments = setting.actor_words, setting.instrument_words
    racing, acting = fold(key, _STREAM_PARTNER), fold(fold(key, _STREAM_ACT), actors)
    return ChoiceLuck(
        partner=exponential(racing, dyad_words(actors)),
        alone=exponential(racing, actors[:, None] << np.uint64(32) | _ALONE_WORDS),
        take_up=gumbel(acting, instruments[:, None]),
        leave=gumbel(acting, instruments[:, None] ^ _LEAVE_WORD),
        other=gumbel(acting, _OTHER_WORDS[:, None]),
    )


def intend(scene: Scene, policy: Policy, date: Array, luck: Array) -> tuple[Menu, Chosen]:
    """The menu that the opening of a quarter gives, and what every state chooses of it.

    Parameters
    ----------
    scene, policy
        The opening of the quarter, and the rows of provisions.
    date, luck
        Number of the quarter, and the luck of this world in it.
    """
    m = menu(scene, gather(scene), fixed(policy, date, scene.state.agreements.shape))
    return m, choose(scene, m, fence(date, choice_luck(scene.setting, luck)))


def choose(scene: Scene, m: Menu, luck: ChoiceLuck) -> Chosen:
    """One act for each state.

    Parameters
    ----------
    scene, m
        The opening of the quarter and the menu it gives.
    luck
        Of this world and quarter.
    """
    n = scene.state.alignment.shape[0]
    actor = jnp.arange(n)
    alone, alone_best = best_alone(scene, luck)
    towards = jnp.where(jnp.eye(n, dtype=bool), 0.0, partner_odds(scene, m) / luck.partner)
    together = towards.max(axis=1) > alone_best
    partner = fence(scene.setting.date, jnp.where(together, first_largest(towards, axis=1), actor))
    act, instrument = best_towards(scene, m.of_pairs(actor, partner), luck)
    return Chosen(jnp.where(together, act, alone), partner, jnp.where(together, instrument, 0))


def best_alone(scene: Scene, luck: ChoiceLuck) -> tuple[ByActor, ByActor]:
    """The act that wins the race among those that need no partner, and its odds over luck, both `(actor,)`."""
    n = scene.state.alignment.shape[0]
    raced = exp(jnp.stack([jnp.zeros(n), arm(scene), hedge(scene)], axis=1)) / luck.alone
    return first_largest(raced, axis=1), raced.max(axis=1)


def best_towards(scene: Scene, picked: Menu, luck: ChoiceLuck) -> tuple[ByActor, ByActor]:
    """The best act towards the partner that each state has picked, and its instrument, both `(actor,)`."""
    take = proposals(scene, picked) + luck.take_up
    quit_ = leave(scene, picked.worth, picked.level()) + luck.leave
    other = jnp.stack([picked.pressure, picked.deescalate]) + luck.other
    kind = first_largest(jnp.stack([take.max(axis=0), quit_.max(axis=0), *other]))
    instrument = jnp.where(kind == 0, first_largest(take), first_largest(quit_))
    return TAKE_UP + kind, jnp.where(kind < 2, instrument, 0)
