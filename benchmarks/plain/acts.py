"""Acts: what enters, what is answered, what ends, and how pressure and steps of de-escalation fare."""

from typing import TYPE_CHECKING

from benchmarks.plain.choose import Act
from benchmarks.plain.figures import Provision
from benchmarks.plain.luck import Luck, between, towards, word_of
from benchmarks.plain.pulls import STEP, logistic, sign
from benchmarks.plain.worth import entering, worth

if TYPE_CHECKING:
    from benchmarks.plain_mesa import StateAgent, World

Levels = dict[str, float]
OFFERED_FOR = 4  # quarters


def acceptance(me: "StateAgent", other: "StateAgent", instrument: str, step: float) -> float:
    """Chance that a state accepts a change of an agreement; a reduction is judged by its reverse."""
    gain = worth(me, other, instrument, abs(step)) * sign(step)
    return logistic(gain + entering(me, other) - me.model.p["accept_threshold"])


def enter(world: "World", provision: Provision, luck: Luck) -> None:
    """Put a signed or offered provision in force when its time has come and its parties agree."""
    one, other = world.states[provision.first], world.states[provision.second]
    mine, theirs = one.ties[other.code], other.ties[one.code]
    if provision.enter == "imposed" or provision.entered or not provision.open(world.quarter):
        return
    m, now = provision.instrument, mine.lived.get(provision.instrument, 0.0)
    wanted = provision.wanted(now)
    if provision.enter == "offered":
        if world.quarter >= provision.start + OFFERED_FOR:
            return
        for party, partner in ((one, other), (other, one)):
            u = luck.uniform("offer", word_of(m), towards(party.code, partner.code))
            if not u < acceptance(party, partner, m, wanted - now):
                return
    provision.entered = True
    mine.lived[m] = theirs.lived[m] = wanted


def answer(me: "StateAgent", act: Act, luck: Luck) -> None:
    """A proposal to sign or deepen: the partner accepts or refuses."""
    partner = me.model.states[act.partner]
    u = luck.uniform("accept", towards(me.code, partner.code))
    if u < acceptance(partner, me, act.instrument, act.step):
        reached = me.ties[partner.code].agreements.get(act.instrument, 0.0) + act.step
        for tie in (me.ties[partner.code], partner.ties[me.code]):
            tie.lived[act.instrument] = max(tie.lived.get(act.instrument, 0.0), reached)


def end(me: "StateAgent", other: "StateAgent", instrument: str) -> None:
    """An agreement is over for both."""
    me.ties[other.code].lived.pop(instrument, None)
    other.ties[me.code].lived.pop(instrument, None)


def lapse(me: "StateAgent", other: "StateAgent", entered: Levels, luck: Luck) -> None:
    """Agreements run out unless they are renewed, which is judged at the level before the acts."""
    p = me.model.p
    for m in list(me.ties[other.code].lived):
        level = entered.get(m, 0.0)
        column = me.model.columns[m]
        wish = (worth(me, other, m, level) + worth(other, me, m, level)) / 2 + column["asc"] + p["renewal_ease"]
        chance = min(1.0, STEP / column["dur"]) * logistic(-wish)
        if luck.uniform("lapse", between(me.code, other.code), word_of(m)) < chance:
            end(me, other, m)


def press(me: "StateAgent", target: "StateAgent", luck: Luck) -> tuple[str, str] | None:
    """The rival and the instrument that a target gives up under pressure; None when it resists, and is sanctioned."""
    p = me.model.p
    seen, rival = weightiest(me, target)
    readiness = (
        p["concede_base"]
        + p["concede_dependence"] * target.ties[me.code].dependence
        + me.ties[target.code].alignment
        - p["concede_sovereignty"] * target.sovereignty
    )
    u = luck.uniform("concession", towards(me.code, target.code))
    if max(seen.values(), default=0.0) > 0 and u < logistic(readiness):
        return rival, max(seen, key=lambda m: seen[m])
    me.ties[target.code].news.sanctioned = True
    return None


def weightiest(me: "StateAgent", target: "StateAgent") -> tuple[Levels, str]:
    """The rival with whom a target's ties weigh most, and how visible each of them is."""
    rivals = {k: me.ties[k].threat * tie.visibility for k, tie in target.ties.items() if k != me.code}
    rival = max(rivals, key=lambda k: rivals[k], default="")
    if not rival or rivals[rival] <= 0:
        return {}, ""
    tie = target.ties[rival]
    kept = [m for m, level in tie.in_force.items() if level > 0]
    return {m: me.model.columns[m]["vis"] * tie.implementation.get(m, 0.0) for m in kept}, rival


def step_towards(me: "StateAgent", target: "StateAgent", luck: Luck) -> None:
    """A step of de-escalation, which the other may accept."""
    p, theirs = me.model.p, target.ties[me.code]
    readiness = p["calm_base"] + p["calm_accept_trust"] * theirs.trust + p["calm_accept_tension"] * theirs.tension
    if luck.uniform("step", towards(me.code, target.code)) < logistic(readiness):
        me.ties[target.code].news.deescalated = theirs.news.deescalated = True
