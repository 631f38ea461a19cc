"""Crises: they break out between pairs, and bystanders take sides, from docs/odd.md, model / erupt."""

import math
from itertools import combinations
from typing import TYPE_CHECKING

from benchmarks.plain.luck import Luck, between, towards, word_of
from benchmarks.plain.pulls import STEP, event_rate, logistic

if TYPE_CHECKING:
    from benchmarks.plain_mesa import StateAgent, World

EXERCISES = ("joint_exercises", "exercise_training_treaty")


def exercises(me: "StateAgent") -> float:
    """Exercises that a state takes part in, in full programmes."""
    return sum(tie.implementation.get(m, 0.0) for tie in me.ties.values() for m in EXERCISES)


def hazard(one: "StateAgent", other: "StateAgent") -> float:
    """Crises a year between two states."""
    p, tie = one.model.p, one.ties[other.code]
    cover = min(2.0, sum(side.obligation for state in (one, other) for side in state.ties.values()))
    active = (exercises(one) + exercises(other)) / 2
    exponent = (
        p["h_tau"] * tie.tension
        + p["h_pact"] * cover / 2
        + p["h_jme"] * p["hazard_exercises"] * active
        - p["hazard_relief"] * tie.relief
    )
    return p["h0"] * tie.contact * math.exp(exponent)


def erupt(world: "World", luck: Luck) -> None:
    """Crises of the quarter, one pair after the other."""
    p = world.p
    for one, other in combinations(world.states.values(), 2):
        address = between(one.code, other.code)
        if not luck.uniform("crisis", address) < -math.expm1(-hazard(one, other) * STEP):
            continue
        severe = luck.uniform("severe", address) < p["severe_share"]
        weight = 1.0 if severe else p["minor_weight"]
        for news in (one.ties[other.code].news, other.ties[one.code].news):
            news.alignment_down += event_rate(p["crisis_fall"] * weight)
            news.trust_down += event_rate(p["crisis_fall"] * weight)
            news.tension_up += event_rate(p["crisis_tension"] * weight)
        for bystander in world.states.values():
            if bystander not in (one, other):
                take_sides(bystander, one, other, severe, luck)


def take_sides(k: "StateAgent", one: "StateAgent", other: "StateAgent", severe: bool, luck: Luck) -> None:
    """A bystander backs one of two parties or neither, and is remembered."""
    drawn = [
        luck.uniform("side", word_of(k.code), towards(i.code, j.code)) < backing(k, i, j, severe)
        for i, j in ((one, other), (other, one))
    ]
    for (i, j), backs in zip(((one, other), (other, one)), drawn, strict=True):
        leave_trace(k, i, j, backs and not all(drawn), severe)


def backing(k: "StateAgent", i: "StateAgent", j: "StateAgent", severe: bool) -> float:
    """Chance that a bystander is drawn to i's side against j."""
    p, to_i, to_j = k.model.p, k.ties[i.code], k.ties[j.code]
    lean = p["lean_alignment"] * (to_i.alignment - to_j.alignment)
    lean += p["lean_obligation"] * (to_i.obligation - to_j.obligation)
    torn = p["cross_pressure"] * max(min(to_i.alignment, to_j.alignment), 0)
    concerned = max((1 + to_i.contact) / 2, to_i.obligation)
    return logistic(lean - p["lean_threshold"] - torn) * concerned * (1 if severe else p["minor_attention"])


def leave_trace(k: "StateAgent", i: "StateAgent", j: "StateAgent", backs: bool, severe: bool) -> None:
    """What it does to ties that k backs i against j, or abandons i."""
    p = k.model.p
    if backs:
        i.ties[k.code].news.trust_up += event_rate(p["c_sup"])
        j.ties[k.code].news.trust_down += event_rate(p["opponent_distrust"] * p["c_sup"])
        for friend in (i.ties[k.code].news, k.ties[i.code].news):
            friend.alignment_up += event_rate(p["c_sup"] / 2)
        for foe in (j.ties[k.code].news, k.ties[j.code].news):
            foe.alignment_down += event_rate(p["c_sup"])
    elif severe and i.ties[k.code].obligation > p["bound_above"]:
        i.ties[k.code].news.trust_down += event_rate(p["c_aband"] * i.ties[k.code].obligation)
