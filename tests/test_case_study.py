"""Case studies: expectations are read, measured in the worlds themselves, and may fail."""

import json
from pathlib import Path

import pytest

from sim.core.errors import QuestionError
from sim.experiments.case_study import case_study, probed
from sim.scenario import load

SCENARIOS = Path(__file__).parents[1] / "scenarios"
STUDIES = [file for file in sorted(SCENARIOS.glob("*.yaml")) if load(file).expects]
ABOUT = {"record": "It is so.", "source": "a book"}
EXPECTS = {
    "exercises_last": {**ABOUT, "measure": "in_force", "instrument": "joint_exercises", "of": "PAK:TUR", "at_least": 0},
    "no_pact": {**ABOUT, "measure": "in_force", "instrument": "mutual_defence_pact", "of": "PAK:TUR", "at_least": 0.9},
    "pact_imposed": {
        **ABOUT, "measure": "in_force", "instrument": "mutual_defence_pact", "of": "PAK:TUR", "option": "pact",
        "at_least": 1,
    },
    "pakistan_signs": {**ABOUT, "measure": "would_sign", "of": "PAK", "option": "pact", "at_least": 0, "at_most": 1},
    "pact_pulls": {
        **ABOUT, "measure": "effect", "outcome": "alignment", "of": "PAK:TUR", "option": "pact", "at_least": 0.001,
    },
    "drift": {**ABOUT, "measure": "change", "outcome": "trust", "of": "PAK:TUR", "by": 2027, "at_most": 0.5},
}  # fmt: skip


@pytest.fixture(scope="module")
def scenario():
    return load(SCENARIOS / "minimal.yaml", expects=EXPECTS)


@pytest.fixture(scope="module")
def table(scenario):
    return case_study(scenario, draws=4, runs=2, seed=7).set_index("name")


def test_every_expectation_gets_a_figure_and_a_verdict(table):
    assert list(table.index) == list(EXPECTS)
    assert table["figure"].notna().all()
    assert (table["lo"] <= table["figure"]).all() and (table["figure"] <= table["hi"]).all()


def test_what_is_imposed_is_in_force_and_what_nobody_signed_is_not(table):
    assert table.loc["pact_imposed", "figure"] == 1
    assert table.loc["no_pact", "figure"] < 0.5
    assert table.loc["no_pact", "verdict"] == "not shown"


def test_an_effect_is_that_of_the_ensemble(table, small):
    effects = small.effects().query("option == 'pact' and outcome == 'alignment' and subject == 'PAK:TUR'")
    assert table.loc["pact_pulls", "figure"] == pytest.approx(effects["mean"].iloc[-1], abs=1e-12)


def test_reading_an_agreement_off_changes_no_world(scenario, small):
    probes = probed(scenario)
    assert [option.name for option in probes.options[-2:]] == ["baseline-as-it-lives", "pact-as-it-lives"]
    from sim.ensemble.run import run

    ensemble = run(probes, draws=4, runs=2, seed=7)
    for name in ("baseline", "pact"):
        lived = ensemble.kept[f"{name}-as-it-lives"].closing["alignment"]
        assert (lived == small.kept[name].closing["alignment"]).all()


def test_a_scenario_without_expectations_says_where_to_write_them():
    with pytest.raises(QuestionError, match=r"minimal\.yaml: no expects; write what the record shows"):
        case_study(load(SCENARIOS / "minimal.yaml"))


def test_who_is_no_party_cannot_sign():
    expects = {"odd": {**ABOUT, "measure": "would_sign", "of": "IND", "option": "pact", "at_least": 0}}
    with pytest.raises(QuestionError, match=r"IND is no party of pact; expects\.odd"):
        case_study(load(SCENARIOS / "minimal.yaml", expects=expects), draws=4, runs=2, seed=7)


def test_the_command_tells_of_failures_as_of_the_rest(entente, tmp_path):
    file = tmp_path / "case.yaml"
    both = {name: EXPECTS[name] for name in ("no_pact", "pact_imposed")}
    file.write_text(f"version: 1\nextends: {SCENARIOS / 'minimal.yaml'}\nexpects: {json.dumps(both)}\n")
    code, said, _ = entente("case-study", str(file), "--draws", "4", "--runs", "2", "--seed", "7")
    assert code == 0
    assert "no pact: not shown" in said and "pact imposed: shown" in said
    assert "The model does not show 1 of 2: no pact." in said
    assert all(len(line) <= 80 for line in said.splitlines())
    code, said, _ = entente("case-study", str(file), "--draws", "4", "--runs", "2", "--seed", "7", "--json")
    assert code == 0 and [each["verdict"] for each in json.loads(said)["expects"]] == ["not shown", "shown"]


def test_the_three_case_studies_ship_and_name_their_sources():
    assert {file.stem for file in STUDIES} >= {"anzus-1984", "five-eyes-rift", "poland-1999"}
    page = (SCENARIOS.parent / "docs" / "case-studies.md").read_text(encoding="utf-8")
    for file in STUDIES:
        scenario = load(file)
        assert len(scenario.expects) >= 5
        for each in scenario.expects:
            assert each.name.replace("_", " ") in page, (file.stem, each.name)
