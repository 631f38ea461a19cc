"""Settle: what acts, lapses and concessions make of the agreements, and what imposed provisions lay over them."""

from itertools import combinations
from typing import TYPE_CHECKING

from benchmarks.plain import acts
from benchmarks.plain.luck import Luck

if TYPE_CHECKING:
    from benchmarks.plain_mesa import World


def act(world: "World", luck: Luck) -> None:
    """Provisions of the date, acts, lapses, concessions: in this order."""
    states = world.states
    for state in states.values():
        for tie in state.ties.values():
            tie.lived = dict(tie.agreements)
    for provision in world.provisions:
        acts.enter(world, provision, luck)
    pairs = list(combinations(states.values(), 2))
    entered = {(one.code, other.code): dict(one.ties[other.code].lived) for one, other in pairs}
    given = []
    for state in states.values():
        if state.act.kind == "take up":
            acts.answer(state, state.act, luck)
        elif state.act.kind == "pressure":
            given.append((state.act.partner, acts.press(state, states[state.act.partner], luck)))
        elif state.act.kind == "de-escalate":
            acts.step_towards(state, states[state.act.partner], luck)
    for state in states.values():
        if state.act.kind == "leave":
            acts.end(state, states[state.act.partner], state.act.instrument)
    for one, other in pairs:
        acts.lapse(one, other, entered[one.code, other.code], luck)
    for target, dropped in given:
        if dropped:
            acts.end(states[target], states[dropped[0]], dropped[1])
    hold(world)


def hold(world: "World") -> None:
    """Levels in force: imposed provisions laid over the lived ones; changes add up, an absolute level wins."""
    before: dict[int, dict[str, float]] = {}
    for state in world.states.values():
        for tie in state.ties.values():
            before[id(tie)], tie.in_force = tie.in_force, dict(tie.lived)
    imposed = [p for p in world.provisions if p.enter == "imposed" and p.open(world.quarter)]
    for p in sorted(imposed, key=lambda p: not p.relative):
        for one, other in ((p.first, p.second), (p.second, p.first)):
            levels = world.states[one].ties[other].in_force
            levels[p.instrument] = p.wanted(levels.get(p.instrument, 0.0))
    for tie in (tie for state in world.states.values() for tie in state.ties.values()):
        more = {m: level - before[id(tie)].get(m, 0.0) for m, level in tie.in_force.items()}
        tie.taken_up = sum(max(step, 0) / world.columns[m]["usual"] for m, step in more.items())
