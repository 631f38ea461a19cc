"""Every kind of shock in the catalogue changes, in a small world, what its entry says, and nothing before its date."""

from pathlib import Path

import numpy as np
import pytest

from sim.catalogue import shock_kinds
from sim.core.pairs import square
from sim.ensemble.draws import certain, known
from sim.scenario import Room, load, shocks

MINIMAL = Path(__file__).parents[2] / "scenarios" / "minimal.yaml"
WITH_KABUL = ["AFG", "CHN", "IND", "PAK", "TUR", "USA"]
ROOM = Room(16, 1, 1)
QUARTER = 4
PACT = {"in_force": "mutual_defence_pact", "between": ["PAK", "TUR"]}
# What to write, what then moves, between or of whom, and which way (0: either).
CASES = {
    "crisis": ({"pair": ["IND", "PAK"]}, "tension", "IND:PAK", 1),
    "kashmir_crisis": ({}, "tension", "IND:PAK", 1),
    "mass_casualty_attack": ({"on": "IND", "blamed": "PAK"}, "trust", "IND:PAK", -1),
    "tension": ({"pair": ["IND", "PAK"]}, "tension", "IND:PAK", 1),
    "cyberattack": ({"by": "CHN", "on": "USA", "attribution": 1}, "trust", "USA:CHN", -1),
    "government_change": ({"actor": "TUR"}, "position", "TUR", 0),
    "coup_attempt": ({"actor": "PAK", "success": 0}, "trust", "PAK:SAU", 1),
    "position": ({"actor": "TUR"}, "position", "TUR", 1),
    "assertiveness": ({"actor": "TUR", "size": 0.5}, "tension", "IND:TUR", 1),
    "afghan_instability": ({}, "tension", "AFG:PAK", 1),
    "contested_interest": ({"pair": ["SAU", "TUR"]}, "tension", "SAU:TUR", 1),
    "regional_rupture": ({"by": ["SAU", "IND"], "on": "TUR"}, "tension", "SAU:TUR", 1),
    "regional_reconciliation": ({"by": "CHN", "on": "IND"}, "tension", "CHN:IND", -1),
    "sanctions": ({"by": "USA", "on": "TUR"}, "sanctions", "USA:TUR", 1),
    "sanctions_threat": (
        {"by": "USA", "on": "TUR", "if": PACT, "after": 0, "credibility": 1},
        "sanctions",
        "USA:TUR",
        1,
    ),
    "sanctions_law": ({"by": "USA", "on": "TUR"}, "sanctions", "USA:TUR", 1),
    "licence_veto": ({"by": "CHN", "on": "PAK", "with": "TUR", "size": 9}, "implementation", "PAK:TUR", -1),
    "delivery_failure": ({"pair": ["PAK", "TUR"]}, "trust", "PAK:TUR", -1),
    "project_failure": ({"pair": ["PAK", "TUR"]}, "implementation", "PAK:TUR", -1),
    "supplier_at_war": ({"actor": "TUR"}, "implementation", "PAK:TUR", -1),
    "patron_retrenchment": ({"by": "USA", "on": "SAU"}, "trust", "SAU:USA", -1),
    "fiscal_crisis": ({"actor": "PAK"}, "fiscal_strain", "PAK", 1),
    "fiscal_strain": ({"actor": "PAK"}, "fiscal_strain", "PAK", 1),
    "budget": ({"actor": "PAK"}, "fiscal_strain", "PAK", 1),
    "oil_swing": ({}, "fiscal_strain", "SAU", 0),
    "energy_disruption": ({"on": "TUR", "blamed": "CHN"}, "tension", "CHN:TUR", 1),
}
OPTION = {"implementation": "three_ways", "sanctions_threat": "pact"}


def walked(walk, kind):
    """What a shock changes of the stock that its case names, `(quarter, ...)`, and the states in order."""
    keys, stock, _, _ = CASES[kind]
    actors = WITH_KABUL if kind == "afghan_instability" else None
    scenario = load(MINIMAL, **({"actors": actors, "options": {}, "compare": [], "watch": ["world"]} if actors else {}))
    facts = known(scenario.opening, certain())
    option = OPTION.get(kind, OPTION.get(stock, "nothing"))
    written = [{"shock": kind, **keys, "from": "2027-01"}]
    loaded = load(MINIMAL, actors=list(scenario.actors), options={}, compare=[], watch=["world"], shocks=written)
    series = []
    for happening in (shocks(loaded, ROOM), shocks(scenario, ROOM)):
        _, scenes, _ = walk(option, facts=facts, happening=happening)
        values = np.asarray(getattr(scenes.state, stock))
        series.append(np.asarray(square(values.sum(axis=1))) if stock == "implementation" else values)
    return series[0] - series[1], scenario.actors


@pytest.mark.parametrize("kind", shock_kinds())
def test_a_shock_does_what_its_entry_says_and_nothing_before(walk, kind):
    moved, actors = walked(walk, kind)
    _, _, whom, sign = CASES[kind]
    place = tuple(actors.index(code) for code in whom.split(":"))
    assert not moved[: QUARTER + 1].any()
    later = moved[(slice(QUARTER + 1, None), *place)]
    assert (sign * later > 0).any() if sign else later.any()


def test_a_shock_falls_on_those_it_names_alone(walk):
    moved, actors = walked(walk, "sanctions")
    struck = np.argwhere(moved[QUARTER + 1] != 0)
    assert [[actors[i], actors[j]] for i, j in struck] == [["USA", "TUR"]]
