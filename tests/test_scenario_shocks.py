"""Shocks and cases of a scenario file: what is read, what is noted, what comes back."""

from pathlib import Path

import pytest
import yaml

from sim.scenario import ScenarioError, load, notes, shocks, under

MINIMAL = Path(__file__).parents[1] / "scenarios" / "minimal.yaml"
PACT = {"in_force": "mutual_defence_pact", "between": ["PAK", "TUR"]}
THREAT = {"shock": "sanctions_threat", "by": "USA", "on": ["TUR"], "if": PACT}
MANY = [
    {"shock": "government_change", "actor": ["TUR", "IND"], "rate": "usual"},
    {"shock": "oil_swing"},
    {"shock": "regional_rupture", "by": ["SAU", "IND"], "on": "TUR", "probability": [0.2, 0.6], "until": 2028},
    {"shock": "cyberattack", "by": "CHN", "on": "USA", "attribution": 0.4, "name": "the breach"},
    {"shock": "energy_disruption", "on": "gcc", "lasts": 0.5, "size": [0.1, 0.2]},
    {**THREAT, "credibility": [0.2, 0.5], "after": 0.5},
]
HOT = {"shocks": [THREAT], "figures": {"TUR": {"assertiveness": 0.9}}, "parameters": {"k_tau": 0.3}}
CASES = {"calm": {"title": "Calm"}, "hot": HOT}


def test_shocks_cases_and_goals_written_out_and_read_again_are_the_same(tmp_path):
    goals = [{"outcome": "trust", "subject": "PAK:TUR", "at_least": 0.5, "by": 2028}]
    scenario = load(MINIMAL, shocks=MANY[:-1], cases=CASES, goals=goals, perspective="PAK")
    path = tmp_path / "again.yaml"
    path.write_text(yaml.safe_dump(scenario.resolved(), sort_keys=False, allow_unicode=True), encoding="utf-8")
    again = load(path)
    assert again == scenario and again.digest() == scenario.digest()
    assert under(again, "hot") == under(scenario, "hot")


def test_a_case_chosen_in_the_file_or_on_the_command_line_is_that_case():
    scenario = load(MINIMAL, cases=CASES)
    chosen = load(MINIMAL, "case=hot", cases=CASES, case="hot")
    assert chosen == under(scenario, "hot") and not chosen.cases
    assert chosen.digest() != load(MINIMAL, cases=CASES, case="calm").digest()
    with pytest.raises(ScenarioError, match="there are no cases to choose from"):
        load(MINIMAL, "case=hot")


def test_groups_and_lists_stand_for_each_of_their_members():
    scenario = load(MINIMAL, shocks=MANY)
    rows = shocks(scenario)
    by_name = {shock.name: shock for shock in scenario.shocks}
    assert set(by_name) >= {"government_change IND+TUR", "oil_swing SAU", "the breach"}
    assert by_name["government_change IND+TUR"].rate == (0.1, 0.25)
    # Each of two governments changes by a luck of its own, what its change consists of by one.
    assert len({int(word) for word in rows.word[:6]}) == 2


def test_a_supplier_at_war_fails_everybody_else():
    scenario = load(MINIMAL, shocks=[{"shock": "supplier_at_war", "actor": "CHN"}])
    rows = shocks(scenario)
    china = scenario.actors.index("CHN")
    assert set(rows.first) == {china} and set(rows.second) == set(range(6)) - {china}
    assert set(rows.lasts) == {12}


@pytest.mark.parametrize(
    ("shock", "said"),
    [
        ({**THREAT, "on": ["SAU", "TUR"]}, "SAU is threatened for an agreement of others"),
        ({**THREAT, "from": "2028-07"}, "waits for 1 years in force, and 0.5 are left; it never happens"),
    ],
)
def test_a_threat_that_comes_to_nothing_is_noted(shock, said):
    assert any(said in note for note in notes(load(MINIMAL, shocks=[shock])))
    assert any(note.startswith("cases.hot: ") for note in notes(load(MINIMAL, cases={"hot": {"shocks": [shock]}})))


def test_a_threat_in_good_order_is_not_noted():
    assert not any("threat" in note for note in notes(load(MINIMAL, shocks=[THREAT])))
