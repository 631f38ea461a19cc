"""Worth: what an agreement is worth to a state, motive by motive, from docs/odd.md, Motives."""

import math
from typing import TYPE_CHECKING

from benchmarks.plain.perceive import signed

if TYPE_CHECKING:
    from benchmarks.plain_mesa import StateAgent

SMALLEST, NEAREST_KM, USUAL_KM = 0.01, 50.0, 4000.0
EASED = ("arms_sale", "tech_transfer", "tech_sharing_treaty")


def whom(me: "StateAgent", other: "StateAgent") -> float:
    """What speaks for or against the partner."""
    p, tie = me.model.p, me.ties[other.code]
    countered = sum(
        max(mine.offence, 0) * max(-me.model.states[k].ties[other.code].alignment, 0)
        for k, mine in me.ties.items()
        if k != other.code
    )
    return (
        p["w_aff"] * tie.alignment
        + p["w_tru"] * (tie.trust - p["neutral_trust"])
        + p["w_net"] * tie.network
        + p["w_bal"] * tie.balance
        + p["w_ctr"] * (countered - max(tie.offence, 0))
        - p["tension_against"] * tie.tension
        + p["framework_easing"] * tie.implementation.get("dca_framework", 0.0)
    )


def what(me: "StateAgent", other: "StateAgent", instrument: str) -> float:
    """What a unit of the instrument is worth with this partner."""
    p, tie, column = me.model.p, me.ties[other.code], me.model.columns[instrument]
    industry = p["industry_floor"] + (1 - p["industry_floor"]) * max(me.industry, other.industry)
    value = (
        p["w_sec"] * tie.security * column["s"]
        + p["w_eco"] * column["e"] * industry * (1 - tie.tension)
        - p["w_sov"] * me.sovereignty * column["sov"]
        - p["w_cost"] * column["cost"] * burden(me)
        - p["w_pat"] * (column["vis"] * tie.displeasure + column["leak"] * tie.licence)
        + p["tension_relief"] * tie.tension * column["ten"]
    )
    if instrument in EASED:
        value += p["w_search"] * tie.implementation.get("expo", 0.0)
    return value


def burden(me: "StateAgent") -> float:
    """What a unit of cost weighs."""
    p = me.model.p
    return (1 + p["strain_burden"] * me.fiscal_strain) / (p["budget_floor"] + me.budget)


def entering(me: "StateAgent", other: "StateAgent") -> float:
    """What counts only when something new is taken up."""
    p, tie = me.model.p, me.ties[other.code]
    size = math.log(max(me.military_weight, SMALLEST)) + math.log(max(other.military_weight, SMALLEST))
    near = math.log(max(tie.distance_km, NEAREST_KM) / USUAL_KM)
    return -p["w_dim"] * tie.ea + p["w_exa"] * example(me, other) + p["w_siz"] * size - p["w_dis"] * near


def example(me: "StateAgent", other: "StateAgent") -> float:
    """How much more than usual those who vote as one does, and those nearby, have lately signed with another."""
    model, floor = me.model, me.model.p["example_floor"]
    seen = sum(
        share * signed(model.states[code].ties[other.code]) for code, share in me.likeness.items() if code != other.code
    )
    return math.log((floor + seen) / (floor + model.signed_usually))


def worth(me: "StateAgent", other: "StateAgent", instrument: str, level: float) -> float:
    """The worth of an agreement at a level."""
    inertia = me.model.columns[instrument]["asc"]
    return whom(me, other) + level * what(me, other, instrument) - inertia
