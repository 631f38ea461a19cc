"""Learn: what moves each stock over a quarter, from docs/odd.md, Learning. All read the opening; `advance` assigns."""

import math
from typing import TYPE_CHECKING

from benchmarks.plain.choose import Act
from benchmarks.plain.pulls import STEP, Pulls, contributions, event_rate, reach, relaxed, sign

if TYPE_CHECKING:
    from benchmarks.plain_mesa import StateAgent

MOST_ABSORBED, HIGH_TECHNOLOGY = 2.0, 0.5
LOWEST = {"alignment": -1.0, "trust": 0.0}


def alignment_pulls(me: "StateAgent", other: "StateAgent") -> Pulls:
    """Causes of change of alignment."""
    p, tie, back = me.model.p, me.ties[other.code], other.ties[me.code]
    d = p["likeness_distance"]
    drift = abs(me.home_position - other.home_position) / d - abs(me.position - other.position) / d
    reaction = (tie.offence + back.offence) / 2
    xi, s = tie.news.noise_alignment, p["sig_a"] * abs(tie.news.noise_alignment) / math.sqrt(STEP)
    return {
        "anchor": [(p["k_anchor"], min(1.0, max(-1.0, tie.alignment_anchor + p["rho_x"] * drift)))],
        "instruments": [(p["k_instr"] * abs(tie.ea) * tie.friction, sign(tie.ea))],
        "balancing": [(p["k_wal"] * (tie.security + back.security) / 2, 1.0)],
        "balance": [(p["k_bal"] * abs(tie.balance), sign(tie.balance))],
        "reaction": [(p["k_react"] * abs(reaction), -sign(reaction))],
        "tension": [(p["k_ten"] * abs(tie.tension - tie.opening_tension), -sign(tie.tension - tie.opening_tension))],
        "pressure": [(p["k_press"] * (tie.sanctions + back.sanctions) / 2, -1.0)],
        "crisis": [(tie.news.alignment_up, 1.0), (tie.news.alignment_down, -1.0)],
        "noise": [(s * (1 + sign(xi) * tie.alignment), sign(xi))],
    }


def trust_pulls(me: "StateAgent", other: "StateAgent") -> Pulls:
    """Causes of change of trust."""
    p, tie, back = me.model.p, me.ties[other.code], other.ties[me.code]
    occasions = p["k_tdel"] * tie.et
    heard, word = reputation(me, other)
    xi, s = tie.news.noise_trust, p["sig_t"] * abs(tie.news.noise_trust) / math.sqrt(STEP)
    return {
        "anchor": [(p["k_trev"], tie.trust_anchor)],
        "delivery": [(occasions * tie.news.delivered, 1.0), (p["neg"] * occasions * (1 - tie.news.delivered), 0.0)],
        "reputation": [(p["k_rep"] if heard > 1e-9 else 0.0, min(1.0, word))],
        "reaction": [(p["k_treact"] * abs(tie.offence), 0.0 if tie.offence > 0 else 1.0)],
        "pressure": [(p["pressure_distrust"] * p["k_press"] * back.sanctions, 0.0)],
        "crisis": [(tie.news.trust_up, 1.0), (tie.news.trust_down, 0.0)],
        "deescalation": [(event_rate(p["calm_trust_step"] * tie.news.deescalated), 1.0)],
        "noise": [(2 * s * tie.trust, 1.0) if xi > 0 else (2 * s * (1 - tie.trust), 0.0)],
    }


def reputation(me: "StateAgent", other: "StateAgent") -> tuple[float, float]:
    """How much weight those have whom one hears about another, and what they say of it."""
    states = me.model.states
    voices = [(mine.influence, states[k].ties[other.code].trust) for k, mine in me.ties.items() if k != other.code]
    heard = sum(weight for weight, _ in voices)
    return heard, sum(weight * trust for weight, trust in voices) / heard if heard > 1e-9 else 0.0


def learn_tie(me: "StateAgent", other: "StateAgent", act: Act) -> None:
    """Closing stocks of a tie, and what each mechanism added to alignment and trust."""
    p, tie = me.model.p, me.ties[other.code]
    for stock, pulls in (("alignment", alignment_pulls(me, other)), ("trust", trust_pulls(me, other))):
        opening, added = getattr(tie, stock), contributions(getattr(tie, stock), pulls)
        tie.closing[stock] = min(1.0, max(LOWEST[stock], opening + sum(added.values())))
        for name, amount in added.items():
            tie.ledger[f"{stock} {name}"] = tie.ledger.get(f"{stock} {name}", 0.0) + amount
    tie.closing["tension"] = tension(me, other)
    gain = p["k_int"] * tie.ei * tie.friction
    tie.closing["interoperability"] = relaxed(
        tie.interoperability, 0.0, 1.0, (gain, 1.0), (p["k_idec"], tie.opening_interoperability / 2)
    )
    pressed = event_rate(p["sanction_step"] * tie.news.sanctioned)
    tie.closing["sanctions"] = relaxed(tie.sanctions, 0.0, 1.0, (pressed, 1.0), (p["sanction_fade"], 0.0))
    tie.closing["culture"] = tie.culture * math.exp(-p["k_culture"] * tie.blend * STEP)
    tie.closing["habituation"] = relaxed(tie.habituation, 0.0, 1.0, (p["k_hab"], tie.visibility))
    tie.closing["signed_lately"] = tie.signed_lately * 0.5 ** (STEP / p["lately_half_life"]) + tie.taken_up
    tie.closing["dependence"] = dependence(me, other, act)
    implement(me, other)


def tension(me: "StateAgent", other: "StateAgent") -> float:
    """Closing tension."""
    p, tie, back = me.model.p, me.ties[other.code], other.ties[me.code]
    return relaxed(
        tie.tension, 0.0, 1.0,
        (p["k_tau"], tie.opening_tension),
        (tie.news.tension_up, 1.0),
        (p["k_taureact"] * max((tie.offence + back.offence) / 2, 0), 1.0),
        (p["sanction_tension"] * (tie.sanctions + back.sanctions) / 2, 1.0),
        (p["relief_tension"] * tie.relief, 0.0),
        (event_rate(p["calm_step"] * tie.news.deescalated), 0.0),
    )  # fmt: skip


def fresh(me: "StateAgent", code: str) -> dict[str, float]:
    """What is implemented beyond the opening."""
    tie = me.ties[code]
    return {m: max(s - tie.opening_implementation.get(m, 0.0), 0) for m, s in tie.implementation.items()}


def absorbed(me: "StateAgent") -> float:
    """Technology absorbed since the opening."""
    columns = me.model.columns
    taken = (
        more * columns[m]["e"]
        for code in me.ties
        for m, more in fresh(me, code).items()
        if columns[m]["leak"] > HIGH_TECHNOLOGY
    )
    return min(MOST_ABSORBED, sum(taken))


def binding(me: "StateAgent", other: "StateAgent") -> float:
    """The rate at which new technology from a more industrial partner binds."""
    new = sum(more * me.model.columns[m]["d"] for m, more in fresh(me, other.code).items())
    return me.model.p["k_dep"] * new * max(other.industry - me.industry, 0)


def dependence(me: "StateAgent", other: "StateAgent", act: Act) -> float:
    """Closing dependence on a supplier."""
    p, tie = me.model.p, me.ties[other.code]
    headroom = max(0.0, 1 - sum(mine.dependence for mine in me.ties.values()))
    gained = tie.dependence + reach(me.bound) * binding(me, other) * headroom
    decay = p["k_abs"] * me.absorbed + p["sanction_dependence"] * other.ties[me.code].sanctions
    largest = tie.dependence >= max(mine.dependence for mine in me.ties.values())
    shed = p["hedge_step"] if act.kind == "hedge" and largest else 0.0
    return gained * math.exp(-decay * STEP) * (1 - shed)


def implement(me: "StateAgent", other: "StateAgent") -> None:
    """Closing implementation: what is in force is carried out with a delay, and winds down when it ends."""
    p, tie, columns = me.model.p, me.ties[other.code], me.model.columns
    licence = max(tie.licence, other.ties[me.code].licence)
    closing = {}
    for m in columns:
        level, s = tie.in_force.get(m, 0.0), tie.implementation.get(m, 0.0)
        if level == 0 and s == 0:
            continue
        up = math.exp(-p["lam_leak"] * columns[m]["leak"] * licence) / columns[m]["lead"]
        rate = up if level > s else p["wind_down"]
        closing[m] = level - (level - s) * math.exp(-rate * STEP)
    tie.closing_implementation = closing


def learn_self(me: "StateAgent", act: Act) -> None:
    """Closing stocks of the state itself."""
    p, states = me.model.p, me.model.states
    cost = sum(tie.cost for tie in me.ties.values())
    load = min(1.0, p["strain_load"] * cost / (p["strain_base"] + p["strain_budget"] * me.budget))
    armed = act.kind == "arm"
    me.closing["fiscal_strain"] = relaxed(
        me.fiscal_strain, 0.0, 1.0, (p["strain_speed"], load), (event_rate(p["arm_strain"] * armed), 1.0)
    )
    growth = math.exp(p["absorbed_weight"] * me.absorbed * STEP)
    me.closing["military_weight"] = me.military_weight * growth * (1 + p["arm_weight"] * armed)
    friends = sum(tie.influence * (states[k].position - states[k].home_position) for k, tie in me.ties.items())
    drifted = relaxed(
        me.position, -math.inf, math.inf,
        (p["social_position"] * p["k_xs"], me.home_position + friends),
        (p["k_xs"], me.home_position),
    )  # fmt: skip
    me.closing["position"] = drifted + p["sig_x"] * math.sqrt(STEP) * me.noise
