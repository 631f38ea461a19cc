"""Perceive: what a state sees at the opening of a quarter, from docs/odd.md, Perceiving.

Stages, since each reads what others have worked out before: agreements, threats of one's own, shared threats, the rest.
"""

import math
from typing import TYPE_CHECKING

from benchmarks.plain.tie import Tie

if TYPE_CHECKING:
    from benchmarks.plain_mesa import StateAgent


def agreements(me: "StateAgent") -> None:
    """What implemented agreements amount to, what gets through, and one's weight with allies."""
    p = me.model.p
    me.with_allies = me.military_weight
    for code, tie in me.ties.items():
        other = me.model.states[code]
        tie.ea = 1 - math.exp(-total(me, tie, "a"))
        tie.et = max(0.0, 1 - math.exp(-total(me, tie, "t")))
        tie.ei = 1 - math.exp(-total(me, tie, "i"))
        tie.relief = 1 - math.exp(-total(me, tie, "ten"))
        tie.visibility = 1 - math.exp(-total(me, tie, "vis") / p["visibility_scale"])
        tie.obligation = min(1.0, total(me, tie, "ob"))
        tie.cost = total(me, tie, "cost")
        tie.blend = min(1.0, total(me, tie, "blend"))
        tie.novelty = tie.visibility - tie.habituation
        tie.friction = friction(me, other)
        able = p["ally_floor"] + (1 - p["ally_floor"]) * tie.interoperability
        credible = tie.obligation * tie.trust * max(tie.alignment, 0) * able
        me.with_allies += p["ally_weight"] * credible * tie.proximity * other.military_weight


def friction(me: "StateAgent", other: "StateAgent") -> float:
    """The share of an instrument's effect that gets through."""
    p, tie = me.model.p, me.ties[other.code]
    culture, operations = 1 - p["f_cult"] * tie.culture, 1 - p["f_op"] * (1 - tie.interoperability)
    return culture * operations * (1 - p["f_fin"] * max(me.fiscal_strain, other.fiscal_strain))


def total(me: "StateAgent", tie: Tie, column: str) -> float:
    """A column of the catalogue summed over what is implemented."""
    return sum(level * me.model.columns[m][column] for m, level in tie.implementation.items())


def own_threats(me: "StateAgent") -> None:
    """What each other means and can do to oneself."""
    p = me.model.p
    for code, tie in me.ties.items():
        other = me.model.states[code]
        hostility = max(-tie.alignment, 0) * (1 - tie.trust)
        assertive = p["asr_w"] * other.assertiveness * tie.contested
        tie.intent = 1 - (1 - tie.tension) * (1 - hostility) * (1 - assertive)
        projected = other.with_allies * tie.proximity
        tie.own_threat = projected / (projected + me.military_weight) * tie.intent


def shared_threats(me: "StateAgent") -> None:
    """Threats once those to protected partners are counted in part."""
    p = me.model.p
    for code, tie in me.ties.items():
        shared = 0.0
        if tie.alignment < p["extended_below"]:
            shared = sum(
                mine.obligation * me.model.states[k].ties[code].own_threat
                for k, mine in me.ties.items()
                if k != code
            )  # fmt: skip
        tie.threat = min(1.0, tie.own_threat + p["phi_ext"] * shared)
    for code, tie in me.ties.items():
        tie.felt = displeased(me, code)
    me.threat_length = math.sqrt(sum(tie.threat**2 for tie in me.ties.values()))
    me.menace = min(1.0, me.threat_length)
    me.weight_share = me.military_weight / (me.military_weight + p["half_weight"])


def meaning(me: "StateAgent") -> None:
    """What ties of others mean to oneself: alarm, offence, balance, network, protectors, patrons."""
    me.alarm = alarm(me)
    states = me.model.states
    heard = {k: max(tie.alignment, 0) * tie.trust * math.sqrt(states[k].military_weight) for k, tie in me.ties.items()}
    all_heard = sum(heard.values())
    for code, tie in me.ties.items():
        other = states[code]
        third = [(mine, other.ties[k]) for k, mine in me.ties.items() if k != code]
        tie.offence = sum(mine.threat * theirs.novelty for mine, theirs in third)
        tie.balance = balance(me, sum(mine.alignment * theirs.alignment for mine, theirs in third))
        tie.network = network(other, sum(max(mine.ea, 0) * max(theirs.ea, 0) for mine, theirs in third))
        tie.influence = heard[code] / all_heard if all_heard > 0 else 0.0
        tie.security = security(me, other, tie)
        patrons = [(mine.dependence, states[k].ties[code]) for k, mine in me.ties.items() if k != code]
        tie.displeasure = sum(share * theirs.felt for share, theirs in patrons)
        tie.licence = sum(share * (1 - theirs.trust) / 2 for share, theirs in patrons)


def alarm(me: "StateAgent") -> float:
    """Menace raised by new ties with states one fears; one's own count too, as the sum runs over all j."""
    hostile = sum(
        other.weight_share
        * sum(mine.threat * max(other.ties[k].novelty, 0) for k, mine in me.ties.items() if k != other.code)
        for other in me.model.states.values()
    )
    return 1 - (1 - me.menace) * math.exp(-me.model.p["chi"] * hostile)


def balance(me: "StateAgent", triads: float) -> float:
    """What shared friends and foes suggest about a pair."""
    n = len(me.model.states)
    return min(1.0, max(-1.0, me.model.p["balance_gain"] / (n - 2) * triads)) if n > 2 else 0.0


def network(other: "StateAgent", partners: float) -> float:
    """Shared partners, and the partner's degree."""
    degree = sum(max(theirs.ea, 0) for theirs in other.ties.values()) / len(other.ties)
    return partners / (1 + partners) + other.model.p["degree_weight"] * degree


def security(me: "StateAgent", other: "StateAgent", tie: Tie) -> float:
    """What another is worth as a protector."""
    p = me.model.p
    lengths = me.threat_length * other.threat_length
    both = sum(mine.threat * other.ties[k].threat for k, mine in me.ties.items() if k != other.code)
    common = both / lengths if lengths > 0 else 0.0
    near = p["distant_floor"] + (1 - p["distant_floor"]) * tie.proximity
    shared = p["common_floor"] + (1 - p["common_floor"]) * common
    return me.alarm * other.weight_share * near * shared * (1 - tie.intent)


def displeased(patron: "StateAgent", code: str) -> float:
    """What a patron holds against visible ties with a state."""
    other = patron.model.states[code]
    rivals = sum(mine.threat * other.ties[k].visibility for k, mine in patron.ties.items() if k != code)
    ties = patron.model.p["rival_ties_weight"] * min(1.0, rivals)
    return max(-patron.ties[code].alignment, 0) + ties


def signed(tie: Tie) -> float:
    """How far two have lately signed something, from 0 to 1."""
    return 1 - math.exp(-tie.signed_lately)


def likeness(me: "StateAgent") -> None:
    """How much the example of each other weighs, half by votes and half by distance."""
    p = me.model.p
    votes = {k: math.exp(-abs(me.position - me.model.states[k].position) / p["example_votes"]) for k in me.ties}
    near = {k: math.exp(-tie.distance_km / p["example_km"]) for k, tie in me.ties.items()}
    me.likeness = {k: (votes[k] / sum(votes.values()) + near[k] / sum(near.values())) / 2 for k in me.ties}
