"""Sovereignty: does an instrument cross a party's red line?

given up = sov_m sov_i L_wanted        the gravest provision counts
"""

from sim.experiments.feasible.check import Addition, Check, figure, judged
from sim.experiments.signing import title_of
from sim.scenario import Scenario


def sovereignty(scenario: Scenario, option: str, party: str, added: list[Addition]) -> Check:
    """Whether a party gives up more freedom of action than it is known to."""
    own = float(scenario.opening.figures["sovereignty"][scenario.actors.index(party)])
    cost = {a: figure(a, "sov") * (a.wanted - a.now) * own for a in added}
    gravest = max(cost, key=lambda a: cost[a], default=None)
    given, name = (cost[gravest] if gravest else 0.0), scenario.names[party]
    verdict, limit = judged("sovereignty", given)
    if gravest is None:
        return Check(option, party, "sovereignty", "fine", 0.0, limit, f"{name} gives up nothing new")
    what = title_of(gravest.provision.instrument)
    asked = figure(gravest, "sov") * (gravest.wanted - gravest.now)
    said = f"it asks {asked:.2f} of a state that guards its freedom at {own:.2f}: {given:.2f}"
    reason = {
        "no": f"{what} crosses a red line of {name}: {said}, above {limit:.2f}",
        "strained": f"{what} comes near a red line of {name}: {said}, above {limit:.2f}",
        "fine": f"{name} keeps its freedom of action: {given:.2f} at most ({what}); the line is {limit:.2f}",
    }[verdict]
    return Check(option, party, "sovereignty", verdict, given, limit, reason)
