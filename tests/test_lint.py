"""What a scenario rests on: what has no source, of what date it is, and how much is judgement."""

import csv
import json

import pytest

import sim
from sim.evidence import read_tables
from sim.experiments.inputs import INPUT_COLUMNS, inputs, judged, summary
from sim.experiments.judgement import judgement
from sim.experiments.vintage import year_of
from sim.outcomes import PARAMETERS


@pytest.fixture(scope="module")
def minimal(pytestconfig):
    return sim.load(pytestconfig.rootpath / "scenarios" / "minimal.yaml")


@pytest.fixture(scope="module")
def table(minimal):
    return inputs(minimal)


def test_every_kind_of_input_is_listed_with_grade_and_source(table):
    assert list(table.columns) == list(INPUT_COLUMNS)
    assert {"actors", "dyads", "agreements", "catalogue", "parameters"} <= set(table["kind"])
    assert set(table["grade"]) <= {"data", "literature", "judgement"}
    assert (table["source"] != "").all()
    assert set(table[table["kind"] == "parameters"]["what"]) == set(PARAMETERS)


def test_what_is_data_has_a_source_and_the_form_of_an_equation_is_none(table):
    assert table[table["grade"] != "judgement"]["sourced"].all()
    assert not table[table["source"] == "form of the equation"]["sourced"].any()
    assert table[table["source"].str.contains("Martinez Machain 2021")]["sourced"].all()


def test_a_number_of_the_scenario_file_is_judgement_without_a_source(pytestconfig):
    scenario = sim.load(pytestconfig.rootpath / "scenarios" / "minimal.yaml", "parameters.k_react=0.8")
    row = inputs(scenario).set_index("what").loc["k_react"]
    assert (row["grade"], row["origin"], row["sourced"]) == ("judgement", "this file", False)


def test_a_shock_of_the_usual_size_has_the_source_of_its_kind_and_another_size_has_none(pytestconfig):
    file = pytestconfig.rootpath / "scenarios" / "minimal.yaml"
    sizes = [{"shock": "tension", "pair": ["IND", "PAK"], "from": "2027"}]
    sizes.append(sizes[0] | {"size": 0.1, "from": "2028"})
    rows = inputs(sim.load(file, shocks=sizes))
    rows = rows[(rows["kind"] == "shocks") & (rows["what"] == "tension.size")]
    assert rows["origin"].tolist() == ["catalogue", "this file"]
    assert rows["source"].tolist()[1] == "given in the scenario file"


def test_an_own_table_without_bases_is_told_by_its_name_and_has_no_source(pytestconfig, tmp_path, minimal):
    codes = list(minimal.actors)
    actors = read_tables().actors
    own = actors[actors["actor"].isin(codes)][[c for c in actors.columns if not c.endswith(("_doubt", "_basis"))]]
    own.to_csv(tmp_path / "mine.csv", index=False)
    text = (pytestconfig.rootpath / "scenarios" / "minimal.yaml").read_text(encoding="utf-8")
    (tmp_path / "s.yaml").write_text(text + "\nworld: {actors: mine.csv}\n", encoding="utf-8")
    rows = inputs(sim.load(tmp_path / "s.yaml"))
    rows = rows[rows["kind"] == "actors"]
    assert rows["origin"].str.endswith("mine.csv").all()
    assert not rows["sourced"].any()
    assert set(rows["grade"]) == {"judgement"}


def test_what_an_option_says_beside_its_instrument_goes_in_with_its_multipliers(pytestconfig, table):
    file = pytestconfig.rootpath / "scenarios" / "minimal.yaml"
    provision = {"instrument": "tech_transfer", "parties": ["PAK", "TUR"], "change": 1, "variant": "frigates"}
    rows = inputs(sim.load(file, options={"yard": {"title": "Yard", "provisions": [provision]}}, compare=[]))
    own = rows[rows["whose"] == "variant frigates"]
    assert len(own) == len(rows) - len(table) > 0
    assert set(own["kind"]) == {"catalogue"}
    pact = {"instrument": "mutual_defence_pact", "parties": ["PAK", "TUR"], "change": 1, "terms": "unconditional"}
    rows = inputs(sim.load(file, options={"pact": {"title": "Pact", "provisions": [pact]}}, compare=[]))
    assert "terms unconditional" in set(rows["whose"])


def test_the_counts_add_up_and_agree_with_what_the_answer_says(table, minimal):
    counted = summary(table)
    kinds, whole = counted.iloc[:-1], counted.iloc[-1]
    for name in ("figures", "data", "literature", "judgement", "unsourced"):
        assert kinds[name].sum() == whole[name]
    assert (counted[["data", "literature", "judgement"]].sum(axis=1) == counted["figures"]).all()
    found = judgement(minimal)
    assert found.parameters == len(PARAMETERS)
    assert found.parameters + found.baseline + found.catalogue == whole["figures"]
    assert judged(counted)["judged_share"] == pytest.approx(whole["judged_share"], abs=1e-4)


@pytest.mark.parametrize(
    ("vintage", "source", "year"),
    [("2016-25", "SIPRI", 2025), ("", "Benson 2011, AJPS", 2011), ("", "form of the equation", None)],
)
def test_a_figure_is_as_old_as_its_record_or_as_what_its_source_names(vintage, source, year):
    assert year_of(vintage, source) == year


def test_the_command_lists_inputs_without_source_at_eighty_columns(entente):
    code, out, _ = entente("lint", "scenarios/minimal.yaml")
    assert code == 0
    assert max(len(line) for line in out.splitlines()) <= 80
    assert "Without a source" in out
    assert "are judgement" in out


def test_the_command_gives_every_input_as_json(entente, table):
    code, out, _ = entente("lint", "scenarios/minimal.yaml", "--json")
    said = json.loads(out)
    assert code == 0
    assert len(said["inputs"]) == len(table)
    assert said["summary"][-1]["kind"] == "all"


def test_a_results_folder_states_the_share_that_is_judgement(entente, tmp_path):
    words = ("scenarios/minimal.yaml", "--draws", "4", "--runs", "2", "--seed", "7", "--no-charts", "--quiet")
    code, _, _ = entente("run", *words, "--out", str(tmp_path))
    assert code == 0
    (manifest,) = tmp_path.glob("*/*/manifest.json")
    stated = json.loads(manifest.read_text(encoding="utf-8"))["inputs"]
    with (manifest.parent / "tables" / "inputs.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert stated["judgement"] == int(rows[-1]["judgement"])
    assert 0 < stated["judged_share"] < 1
