"""Licence leverage: whose licence does a party need to share technology, and how long could it hold things up?

    pat_ij = sum_p D_ip (1 - T_pj) / 2,    delay = exp(lam_leak leak_m pat_ij)
    with a licensor l that is named:       pat + (1 - pat) h (1 - min(T_li, T_lj)) / 2

as sim/model/perceive/patrons.py and sim/model/learn/implementation.py, with the figures of the opening. The licensor
told of is the supplier p with the largest part of the sum, or the one that the provision names.
"""

import math
from typing import NamedTuple

import numpy as np

from sim.experiments.feasible.check import Addition, Check, figure, judged, parameter
from sim.experiments.signing import title_of
from sim.scenario import Scenario


class Hold(NamedTuple):
    """How far suppliers of a party could delay one addition, and the one with most say."""

    addition: Addition
    delay: float
    leverage: float
    licensor: str
    share: float
    trust: float


def licence(scenario: Scenario, option: str, party: str, added: list[Addition]) -> Check:
    """Whether a party's suppliers could hold up what it shares."""
    holds = [_hold(scenario, a) for a in added if figure(a, "leak") > 0]
    longest = max(holds, key=lambda hold: hold.delay, default=None)
    name = scenario.names[party]
    verdict, limit = judged("licence", longest.delay if longest else 1.0)
    if longest is None:
        return Check(option, party, "licence", "fine", 1.0, limit, f"{name} shares nothing that others license")
    return Check(option, party, "licence", verdict, longest.delay, limit, _reason(scenario, longest, verdict))


def _hold(scenario: Scenario, addition: Addition) -> Hold:
    figures, where = scenario.opening.figures, scenario.actors.index
    i, j = where(addition.party), where(addition.partner)
    shares, trust = np.array(figures["dependence"][i]), np.array(figures["trust"][:, j])
    parts = shares * (1 - trust) / 2
    parts[[i, j]] = 0.0
    p, usual = int(np.argmax(parts)), float(parts.sum())
    named = addition.provision.details.licensor
    if named is not None:
        p = where(named)
        shares[p] = parameter(scenario, "licence_share")
        trust = np.minimum(trust, figures["trust"][:, i])
    extra = shares[p] * (1 - trust[p]) / 2 if named is not None else 0.0
    leverage = usual + float(extra) * max(1 - usual, 0.0)
    slow = parameter(scenario, "lam_leak") * figure(addition, "leak")
    return Hold(addition, math.exp(slow * leverage), leverage, scenario.actors[p], float(shares[p]), float(trust[p]))


def _reason(scenario: Scenario, hold: Hold, verdict: str) -> str:
    names, a = scenario.names, hold.addition
    what, lead = title_of(a.provision.instrument), figure(a, "lead")
    licensor, party, partner = names[hold.licensor], names[a.party], names[a.partner]
    if hold.leverage == 0:
        return f"{party} has no supplier among the actors who could hold up {what}"
    verb = {"no": "could veto", "strained": "could hold up", "fine": "has most say over"}[verdict]
    years = f"a lead of {lead:.2g} could become {lead * hold.delay:.2g} years"
    why = f"it supplies {hold.share:.2f} of what {party} arms itself with and trusts {partner} {hold.trust:.2f}"
    if a.provision.details.licensor is not None:
        why = f"its licence is needed for {hold.share:.2f} of it and it trusts one of them only {hold.trust:.2f}"
    return f"{licensor} {verb} {what} of {party} with {partner}: {why}; {years}"
