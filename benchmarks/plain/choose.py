"""Choose: the utility of every act open to a state, and the race among them, from docs/odd.md, Choosing and acting."""

import math
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.plain.luck import Luck, towards, word_of
from benchmarks.plain.worth import burden, entering, what, whom

if TYPE_CHECKING:
    from benchmarks.plain_mesa import StateAgent

REFERENCE_MENU, LARGEST_BUDGET = 621, 0.95
NOTCH, TOP = 0.5, 1.5


class Act(NamedTuple):
    """One act of a state; partner and instrument are empty where they do not apply."""

    kind: str
    partner: str = ""
    instrument: str = ""
    step: float = 0.0  # what taking up adds


def initiative(me: "StateAgent") -> float:
    """Cost of any act."""
    menu = (len(me.model.states) - 1) * len(me.model.columns)
    return me.model.p["u0"] + math.log(menu / REFERENCE_MENU)


def alone(me: "StateAgent") -> dict[str, float]:
    """Utilities of the acts that need no partner."""
    p = me.model.p
    exposed = max(tie.dependence * (1 - tie.trust) for tie in me.ties.values())
    return {
        "null": 0.0,
        "arm": p["arm_alarm"] * me.alarm - p["arm_cost"] * burden(me) + p["arm_ease"] - initiative(me),
        "hedge": p["hedge_exposure"] * exposed
        - (1 + p["strain_burden"] * me.fiscal_strain)
        + p["hedge_ease"]
        - initiative(me),
    }


def open_towards(me: "StateAgent", other: "StateAgent") -> dict[Act, float]:
    """Utilities of all acts towards a partner."""
    return {
        **cooperation(me, other),
        Act("pressure", other.code): pressure(me, other),
        Act("de-escalate", other.code): deescalation(me, other),
    }


def cooperation(me: "StateAgent", other: "StateAgent") -> dict[Act, float]:
    """Utilities of taking up or deepening, and of leaving, each agreement that is the parties' to change."""
    p, effort = me.model.p, initiative(me)
    liking = whom(me, other)
    starting = entering(me, other) + (p["initiative_large"] if me.budget >= LARGEST_BUDGET else 0.0)
    utilities = {}
    for m, column in me.model.columns.items():
        if any(it.holds(me.code, other.code, m, me.model.quarter) for it in me.model.provisions):
            continue
        level = me.ties[other.code].agreements.get(m, 0.0)
        step = column["usual"] if level == 0 else NOTCH if level + NOTCH <= TOP else 0.0
        unit, inertia = what(me, other, m), column["asc"]
        if step > 0:
            utilities[Act("take up", other.code, m, step)] = liking + step * unit - inertia + starting - effort
        if level > 0:
            value = liking + level * unit - inertia
            utilities[Act("leave", other.code, m)] = -value - p["exit_inertia"] * inertia - effort + p["exit_ease"]
    return utilities


def pressure(me: "StateAgent", target: "StateAgent") -> float:
    """Utility of leaning on a state because of its ties with one's rivals."""
    p, tie = me.model.p, me.ties[target.code]
    rivals = ((me.ties[k].tension, theirs) for k, theirs in target.ties.items() if k != me.code)
    provoked = sum(tension * (p["old_ties"] * theirs.visibility + max(theirs.novelty, 0)) for tension, theirs in rivals)
    return (
        p["pressure_gain"] * p["w_pr"] * provoked * (p["pressure_floor"] + target.ties[me.code].dependence)
        - p["pressure_friends"] * max(tie.alignment, 0)
        - p["pressure_spent"] * tie.sanctions
        + p["pressure_ease"]
        + (p["pressure_large"] if me.budget >= LARGEST_BUDGET else 0.0)
        - initiative(me)
    )


def deescalation(me: "StateAgent", other: "StateAgent") -> float:
    """Utility of a step towards an adversary."""
    p, tie = me.model.p, me.ties[other.code]
    reasons = p["calm_tension"] * tie.tension * (1 - tie.relief) + p["calm_trust"] * tie.trust
    return reasons - me.sovereignty - initiative(me)


def choose(me: "StateAgent", luck: Luck) -> Act:
    """One act: the partner first, by the summed odds of the acts towards it, then the act."""
    best, best_race = Act("null"), 0.0
    for kind, utility in alone(me).items():
        address = (word_of(me.code) << 32) | word_of(kind)
        raced = math.exp(utility) / luck.exponential("choice of partner", address)
        if raced > best_race:
            best, best_race = Act(kind), raced
    picked: dict[Act, float] = {}
    for code in me.ties:
        utilities = open_towards(me, me.model.states[code])
        odds = sum(math.exp(utility) for utility in utilities.values())
        raced = odds / luck.exponential("choice of partner", towards(me.code, code))
        if raced > best_race:
            picked, best_race = utilities, raced
    if not picked:
        return best
    return max(picked, key=lambda act: picked[act] + luck.gumbel("choice of act", word_of(me.code), address_of(act)))


def address_of(act: Act) -> int:
    """The address of the luck of an act towards a partner who has been picked."""
    if act.kind == "take up":
        return word_of(act.instrument)
    if act.kind == "leave":
        return word_of(act.instrument) ^ word_of("leave")
    return word_of(act.kind)
