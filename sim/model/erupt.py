"""Erupt: crises break out, bystanders take sides, and what that does to ties.

    h_ij    = h0 contact_ij exp(h_tau tau_ij + h_pact cover_ij / 2 + h_jme e (X_i + X_j) / 2 - r TEN_ij)     a year
    cover   = min(2, sum_k OB_ik + sum_k OB_jk);  the part of it owed whatever the cause counts with h_uncond instead
    X_i     = exercises that i takes part in, sum_k S_ik of the exercise instruments
    lean    l = a (A_ki - A_kj) + b (OB_ki - OB_kj)
    k backs i with  logistic(l - c - d min(A_ki, A_kj)+) max((1 + contact_ki) / 2, OB_ki)  (x .5 if minor)

A quarter of crises is severe. Between the parties alignment and trust fall and tension rises; whoever is backed trusts
and moves towards its backer, the opponent away from it; a treaty partner that stays out of a severe crisis loses trust.
Minor crises weigh .4 between the parties. A bystander drawn to both sides backs neither.

    symbol     meaning                      unit    default    range       source
    h0, h_tau  base rate, slope on tension  1/year  .004, 6.8  see below   GML disputes (specification 14.3)
    h_pact     direct deterrence by cover   1       -.22       -.40..-.05  Benson 2011; contested
    h_uncond   the same, owed whatever the  1       .81        0-1.25      Benson 2011: +249 % (ln 3.49 = 1.25) where a
               cause                                                       member begins, half of disputes
    h_jme      exercises and crises         1       0          -.25..+.25  Kuo & Blankenship 2022
    c_sup      support in crisis            share   .10        .04-.2      size judged
    c_aband    abandonment                  share   .25        .1-.4       Leeds 2003; size judged
"""

from typing import NamedTuple

import jax
import jax.nn
import jax.numpy as jnp
from jax import Array

from sim.core.elementary import expm1
from sim.core.fence import fence
from sim.core.largest import first_largest
from sim.core.luck import fold, name_word, pair_words, uniform
from sim.core.pairs import members, square, upper
from sim.core.parameter import Parameter, structural
from sim.core.pull import event_rate
from sim.model.axes import ByActor, ByDyad, ByPair
from sim.model.enacted import own_level, row_figures
from sim.model.policy import parties
from sim.model.scene import Leanings, Scene

_GML = "disputes among 28 states 1990-2010, computed (specification 14.3)"
_PACTS = "Benson 2011, Journal of Politics 73(4): deterrent pacts contingent on attack, 18 % fewer disputes"
_OPEN_PACTS = (
    "Benson 2011, Journal of Politics 73(4): unconditional compellent pacts, 249 % more disputes when a member begins; "
    "halved, since the rate counts disputes that either side begins"
)
PARAMETERS = (
    Parameter("h0", 0.004, 0.0025, 0.006, "1/year", "crisis rate of a calm pair in contact", "data", _GML),
    Parameter("h_tau", 6.8, 6.2, 7.4, "1", "slope of the crisis rate on tension", "data", _GML),
    Parameter("h_pact", -0.22, -0.40, -0.05, "1", "deterrence by pact cover", "literature", _PACTS),
    Parameter(
        "h_uncond", 0.81, 0.0, 1.25, "1", "crises under cover owed whatever the cause", "literature", _OPEN_PACTS
    ),
    Parameter("h_jme", 0.0, -0.25, 0.25, "1", "exercises and crises", "literature", "Kuo & Blankenship 2022, JCR"),
    Parameter("c_sup", 0.10, 0.04, 0.2, "share", "support in a crisis", "judgement", "specification 10"),
    Parameter("c_aband", 0.25, 0.1, 0.4, "share", "abandonment in a crisis", "judgement", "Leeds 2003; size judged"),
    structural("hazard_exercises", 0.1, "scale of exercises in the crisis rate"),
    structural("hazard_relief", 0.6, "relief in the crisis rate"),
    structural("severe_share", 0.25, "share of crises that are severe"),
    structural("minor_weight", 0.4, "weight of a minor crisis between the parties"),
    structural("minor_attention", 0.5, "attention of bystanders to a minor crisis"),
    structural("crisis_fall", 0.10, "share by which alignment and trust fall between the parties"),
    structural("crisis_tension", 0.25, "share by which tension rises between the parties"),
    structural("lean_alignment", 3.5, "alignment in taking sides", "logit"),
    structural("lean_obligation", 2.5, "obligation in taking sides", "logit"),
    structural("lean_threshold", 1.5, "threshold of taking sides", "logit"),
    structural("cross_pressure", 3.0, "neutrality of friends of both sides", "logit"),
    structural("opponent_distrust", 1.5, "loss of the opponent's trust beside the gain of the backed"),
    structural("bound_above", 0.3, "obligation above which staying out is abandonment", "index"),
)
_STREAM_CRISIS, _STREAM_SEVERE, _STREAM_SIDE = (name_word(s) for s in ("crisis", "severe", "side"))


class Sides(NamedTuple):
    """What bystanders did in the crises of a quarter, all `(party, bystander)`."""

    backed: ByDyad  # how often the party was backed
    opposed: ByDyad  # how often its opponent was
    abandoned: ByDyad  # event rate (1/year) of having been left alone


def exercises(scene: Scene) -> ByActor:
    """Exercises that each state takes part in, `(actor,)`, in full programmes."""
    index = scene.setting.instrument_index
    s = scene.state.implementation
    return square(s[index.joint_exercises] + s[index.exercise_training_treaty]).sum(axis=1)


def owed_whatever(scene: Scene) -> ByActor:
    """Obligations of each state under pacts that hold whatever the cause, `(actor,)`."""
    setting, enacted = scene.setting, scene.setting.enacted
    i, j = parties(enacted.rows)
    own = own_level(enacted, scene.state.implementation, setting.opening.implementation)
    owed = jnp.minimum(1.0, own * row_figures(enacted, setting.c).ob) * jnp.asarray(enacted.rows.clauses.unconditional)
    return jnp.zeros_like(setting.industry).at[i].add(owed).at[j].add(owed)


def hazard(scene: Scene) -> ByDyad:
    """Crises a year for each pair, `(actor, other)`, symmetric, zero on the diagonal."""
    p = scene.setting.p
    coop = scene.view.cooperation
    bound = coop.obligation.sum(axis=1)
    together = bound[:, None] + bound[None, :]
    cover = jnp.minimum(2.0, together)
    whatever = owed_whatever(scene)
    whatever = jnp.minimum(1.0, (whatever[:, None] + whatever[None, :]) / jnp.where(together > 0, together, 1.0))
    active = exercises(scene)
    active = (active[:, None] + active[None, :]) / 2
    exponent = (
        p.h_tau * scene.state.tension
        + (p.h_pact + (p.h_uncond - p.h_pact) * whatever) * cover / 2
        + p.h_jme * p.hazard_exercises * active
        - p.hazard_relief * coop.relief
    )
    return p.h0 * scene.setting.contact * jnp.exp(exponent)


def outbreak(scene: Scene, forced: ByDyad, key: Array) -> tuple[ByPair, ByPair, ByPair]:
    """Crises that break out this quarter, the severe ones among them (1 or 0), and their weight.

    A crisis that a shock forces is severe; its weight adds to that of one that breaks out by itself, up to 1.
    """
    words, ordered = upper(pair_words(scene.setting.actor_words)), upper(forced)
    chance = -expm1(-upper(hazard(scene)) * scene.setting.dt)
    natural = uniform(fold(key, _STREAM_CRISIS), words) < chance
    grave = uniform(fold(key, _STREAM_SEVERE), words) < scene.setting.p.severe_share
    own = jnp.where(natural, jnp.where(grave, 1.0, scene.setting.p.minor_weight), 0.0)
    crisis = natural | (ordered > 0)
    severe = (natural & grave) | (ordered > 0)
    return jnp.where(crisis, 1.0, 0.0), jnp.where(severe, 1.0, 0.0), 1 - (1 - own) * (1 - ordered)


def backing_chance(scene: Scene, i: Array, j: Array, attention: Array) -> ByActor:
    """Probability that each bystander is drawn to i's side against j, `(actor,)`."""
    p = scene.setting.p
    a, ob = scene.state.alignment, scene.view.cooperation.obligation
    lean = p.lean_alignment * (a[:, i] - a[:, j]) + p.lean_obligation * (ob[:, i] - ob[:, j])
    torn = p.cross_pressure * jnp.maximum(jnp.minimum(a[:, i], a[:, j]), 0)
    concerned = jnp.maximum(0.5 + 0.5 * scene.setting.contact[:, i], ob[:, i])
    chance = jax.nn.sigmoid(lean - p.lean_threshold - torn) * concerned * attention
    k = jnp.arange(a.shape[0])
    return jnp.where((k == i) | (k == j), 0.0, chance)


def take_sides(scene: Scene, parties: Array, opponents: Array, attention: Array, key: Array) -> Array:
    """Which bystanders back each of the two parties to a crisis against its opponent, booleans `(party, actor)`."""
    words = scene.setting.actor_words
    luck = fold(fold(key, _STREAM_SIDE), words)
    chance = jax.vmap(lambda i, j: backing_chance(scene, i, j, attention))(parties, opponents)
    drawn = uniform(luck, ((words[parties] << jnp.uint64(32)) | words[opponents])[:, None]) < chance
    return drawn & ~drawn[::-1]


def _heed(sides: Sides, scene: Scene, parties: Array, opponents: Array, backs: Array, severe: Array) -> Sides:
    """Count the bystanders that back each party against its opponent, and what those leave that abandon it."""
    p = scene.setting.p
    bound = scene.view.cooperation.obligation[parties]
    k = jnp.arange(backs.shape[1])
    bystander = (k != parties[:, None]) & (k != opponents[:, None])
    silent = (severe > 0) & ~backs & (bound > p.bound_above) & bystander
    yes = jnp.where(backs, 1.0, 0.0)
    left_alone = event_rate(jnp.where(silent, p.c_aband * bound, 0.0), scene.setting.dt)
    return Sides(
        backed=sides.backed.at[parties].add(yes),
        opposed=sides.opposed.at[opponents].add(yes),
        abandoned=sides.abandoned.at[parties].add(left_alone),
    )


def between_parties(scene: Scene, weight: ByPair) -> tuple[ByDyad, ByDyad]:
    """Event rates at which alignment and trust fall and tension rises between the parties to crises of some weight."""
    p = scene.setting.p
    rates = (
        event_rate(p.crisis_fall * weight, scene.setting.dt),
        event_rate(p.crisis_tension * weight, scene.setting.dt),
    )
    fall, rise = square(jnp.stack(fence(scene.setting.date, rates)))
    return fall, rise


def _leanings(scene: Scene, sides: Sides, weight: ByPair) -> Leanings:
    """What crises of some weight leave between their parties, and what bystanders leave."""
    p, dt = scene.setting.p, scene.setting.dt
    fall, rise = between_parties(scene, weight)
    near, away = event_rate(p.c_sup / 2, dt) * sides.backed, event_rate(p.c_sup, dt) * sides.opposed
    return Leanings(
        alignment_up=near + near.T,
        alignment_down=fall + away + away.T,
        trust_up=event_rate(p.c_sup, dt) * sides.backed,
        trust_down=fall + event_rate(p.opponent_distrust * p.c_sup, dt) * sides.opposed + sides.abandoned,
        tension_up=rise,
    )


def erupt(scene: Scene, forced: ByDyad, key: Array) -> tuple[ByPair, ByPair, Leanings]:
    """Crises of this quarter, the severe ones, and the event rates they leave.

    Crises are few, so they are taken one by one: the loop ends when none is left, and no number of crises is lost.
    """
    crisis, severe, weight = fence(scene.setting.date, outbreak(scene, forced, key))
    attention = jnp.where(severe > 0, weight, scene.setting.p.minor_attention)
    first, second = (jnp.asarray(side) for side in members(forced.shape[0]))

    def one_crisis(carry: tuple[Array, Sides]) -> tuple[Array, Sides]:
        left, sides = carry
        pair = first_largest(left)
        parties = jnp.stack([first[pair], second[pair]])
        backs = take_sides(scene, parties, parties[::-1], attention[pair], key)
        return left.at[pair].set(0.0), _heed(sides, scene, parties, parties[::-1], backs, severe[pair])

    nobody = jnp.zeros_like(forced)
    start = crisis, Sides(nobody, nobody, nobody)
    _, sides = jax.lax.while_loop(lambda carry: carry[0].max() > 0, one_crisis, start)
    return crisis, severe, _leanings(scene, sides, weight)
