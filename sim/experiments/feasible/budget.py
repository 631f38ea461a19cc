"""Budget: can each party pay for what an option adds, and carry it beside what it already carries?

    added_i  = sum_p max_j cost_p (L_wanted - L_now)_ijp        each member of a provision pays once
    load_i   = g (sum_jm cost_m L_ijm + added_i) / (a + b bud_i)    as sim/model/learn/fiscal_strain.py

The first is held against the budget figure, the second against lines of fiscal strain.
"""

import numpy as np

from sim.catalogue import instruments
from sim.experiments.feasible.check import Addition, Check, figure, judged, pair_of, parameter, worst
from sim.experiments.signing import title_of
from sim.experiments.words import listed
from sim.scenario import Scenario
from sim.scenario.clause_rows import payments

NAMED = 2


def budget(scenario: Scenario, option: str, party: str, added: list[Addition]) -> Check:
    """Whether a party can pay."""
    costs = _costs(added)
    return worst([_new_money(scenario, option, party, costs), _all_together(scenario, option, party, costs)])


def _costs(added: list[Addition]) -> dict[tuple[int, str], float]:
    """What each provision adds a year, by its number and title; what is paid once stands under the number -1."""
    once = dict(zip(instruments().keys, instruments().paid_once, strict=True))
    costs: dict[tuple[int, str], float] = {}
    for a in added:
        instrument = a.provision.instrument
        key = (-1 if once[instrument] else a.number, title_of(instrument))
        costs[key] = max(costs.get(key, 0.0), _share(a) * figure(a, "cost") * (a.wanted - a.now))
    return costs


def _share(addition: Addition) -> float:
    """What a party pays of the catalogue's cost; where nobody is named as provider, all of it."""
    pair = pair_of(addition)
    return payments(addition.provision, pair)[pair.index(addition.party)]


def _new_money(scenario: Scenario, option: str, party: str, costs: dict[tuple[int, str], float]) -> Check:
    name, budget, total = scenario.names[party], _figure(scenario, "budget", party), sum(costs.values())
    verdict, limit = judged("budget", total, budget)
    against = f"{total:.2f} a year of new programmes on a budget of {budget:.2f}"
    what = _largest(costs)
    reason = {
        "no": f"{name} cannot afford {what}: {against}, which can pay {limit:.2f}",
        "strained": f"{what} strains the budget of {name}: {against}; the line is {limit:.2f}",
        "fine": f"{name} can pay: {against}; the line is {limit:.2f}",
    }[verdict]
    return Check(option, party, "budget", verdict, total, limit, reason)


def _all_together(scenario: Scenario, option: str, party: str, costs: dict[tuple[int, str], float]) -> Check:
    opening, i = scenario.opening, scenario.actors.index(party)
    carried = float((opening.level[i] @ opening.catalogue["cost"]).sum()) + sum(costs.values())
    g, a, b = (parameter(scenario, name) for name in ("strain_load", "strain_base", "strain_budget"))
    load = min(1.0, g * carried / (a + b * _figure(scenario, "budget", party)))
    verdict, limit = judged("load", load)
    if not costs:
        verdict = "fine"
    said = f"with all that it already carries, fiscal strain goes towards {load:.2f} of 1; the line is {limit:.2f}"
    name = scenario.names[party]
    reason = f"{name} cannot afford {_largest(costs)}: {said}" if verdict == "no" else f"{name}: {said}"
    return Check(option, party, "budget", verdict, load, limit, reason)


def _figure(scenario: Scenario, name: str, party: str) -> float:
    return float(np.asarray(scenario.opening.figures[name])[scenario.actors.index(party)])


def _largest(costs: dict[tuple[int, str], float]) -> str:
    titles = list(dict.fromkeys(title for _, title in sorted(costs, key=lambda key: -costs[key])))
    rest = len(titles) - NAMED
    if not titles:
        return "nothing new"
    return listed(titles[:NAMED] if rest <= 0 else [*titles[:NAMED], f"{rest} more"])
