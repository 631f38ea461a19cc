"""Absorptive capacity: can the less industrial side take in the technology?

    taken_i = sum_jm e_m (L_wanted - L_now)_ijm  over instruments with leak_m > .5 and partners who provide

The more industrial side provides unless the provision says who. As in
sim/model/learn/dependence.py only high technology counts; it is held against the party's own defence industry.
"""

from sim.experiments.feasible.check import Addition, Check, figure, judged, pair_of
from sim.experiments.signing import title_of
from sim.model.perceive.cooperation import HIGH_TECHNOLOGY
from sim.scenario import Scenario
from sim.scenario.clause_rows import direction


def absorption(scenario: Scenario, option: str, party: str, added: list[Addition]) -> Check:
    """Whether a party's industry can take in what it is given."""
    industry = dict(zip(scenario.actors, map(float, scenario.opening.figures["defence_industry"]), strict=True))
    given = [a for a in added if figure(a, "leak") > HIGH_TECHNOLOGY and _receives(industry, a)]
    taken = {a: figure(a, "e") * (a.wanted - a.now) for a in given}
    total, name = sum(taken.values()), scenario.names[party]
    verdict, limit = judged("absorb", total, industry[party])
    said = f"technology of {total:.2f} for a defence industry of {industry[party]:.2f}"
    if not taken:
        return Check(option, party, "absorption", "fine", 0.0, limit, f"{name} takes in no new technology")
    what = title_of(max(taken, key=lambda a: taken[a]).provision.instrument)
    reason = {
        "no": f"{name} cannot take in {what}: {said}, which takes in {limit:.2f} at most",
        "strained": f"{what} strains the industry of {name}: {said}; the line is {limit:.2f}",
        "fine": f"{name} can take it in: {said}; the line is {limit:.2f}",
    }[verdict]
    return Check(option, party, "absorption", verdict, total, limit, reason)


def _receives(industry: dict[str, float], addition: Addition) -> bool:
    pair = pair_of(addition)
    way = direction(addition.provision.details, pair)
    if way == 0:
        return industry[addition.party] < industry[addition.partner]
    return addition.party == (pair[1] if way > 0 else pair[0])
