"""Comparing studies: inputs in the words of the file, effects world by world where the worlds are the same."""

import json
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

import sim
from sim.charts import CHARTS
from sim.core.errors import QuestionError
from sim.ensemble.two_studies import TwoStudies
from sim.experiments.input_diff import input_differences
from sim.experiments.provision_match import matched
from sim.model import PARAMETERS
from tests.test_charts_page import collisions, words

MINIMAL = "scenarios/minimal.yaml"
LEVEL = "options.pact.provisions[0].level"


def said(*changes, file=MINIMAL, other=MINIMAL):
    return [str(difference) for difference in input_differences(sim.load(file), sim.load(other, *changes))]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (f"{LEVEL}=1.5", "options.pact.provisions[0].level: 1 -> 1.5"),
        ("parameters.k_react=0.8", "parameters.k_react: drawn from 0.2 to 0.9 -> 0.8"),
        ("uncertainties.k_react=[0.1,0.4]", "uncertainties.k_react: 0.2 to 0.9 -> 0.1 to 0.4"),
        ("options.pact.provisions[0].enter=offered", "options.pact.provisions[0].enter: imposed -> offered"),
        ("figures.TUR.assertiveness=0.3", "figures.TUR.assertiveness: 0.5 -> 0.3"),
        ("sampling.draws=9", "sampling.draws: 8 -> 9"),
        ("horizon=4", "horizon: 3 -> 4"),
        ("title=Another", "title: Exercises or a pact -> Another"),
    ],
)
def test_a_difference_of_inputs_is_said_in_the_words_of_the_file(change, sentence):
    assert said(change) == [sentence]


def test_the_same_scenario_in_another_order_differs_in_nothing():
    assert said() == []
    assert said("actors=[USA,TUR,SAU,PAK,IND,CHN]", "watch=[IND:PAK,IND:TUR,PAK:TUR]") == []


@pytest.mark.parametrize(
    "change",
    ["uncertainties.k_react=[0.2,0.9]", "watch=[TUR:PAK,IND:TUR,PAK:IND]", "figures.TUR.assertiveness=0.5"],
)
def test_what_is_written_as_the_model_has_it_anyway_differs_in_nothing(change):
    assert said(change) == []


def test_a_range_that_stands_in_for_a_posterior_is_a_difference():
    drawn = "parameters.posterior=posterior-2010"
    own = PARAMETERS["h_jme"]
    two = sim.load(MINIMAL, drawn, f"uncertainties.h_jme=[{own.low},{own.high}]")
    found = [str(difference) for difference in input_differences(sim.load(MINIMAL, drawn), two)]
    assert found == [f"uncertainties.h_jme: drawn from the posterior posterior-2010 -> {own.low:g} to {own.high:g}"]


def test_members_of_a_list_are_told_one_by_one_and_groups_only_where_they_differ_themselves():
    assert said("actors=[CHN,IND,PAK,SAU,TUR,USA,IRN]") == ["actors: not there -> IRN"]


def test_a_shock_is_matched_by_name_whatever_its_place():
    crisis, strain = "{shock: kashmir_crisis, from: 2027}", "{shock: fiscal_crisis, actor: PAK, from: 2027, size: 0.2}"
    one = sim.load(MINIMAL, f"shocks=[{crisis},{strain}]")
    two = sim.load(MINIMAL, f"shocks=[{strain.replace('0.2', '0.4')},{crisis}]")
    assert [str(d) for d in input_differences(one, two)] == ["shocks.fiscal_crisis PAK.size: 0.2 -> 0.4"]


def test_an_option_in_one_file_only_is_told_as_a_whole():
    found = said("options.pact.provisions=[]", "options.pact.title=Pact")
    assert "options.pact.provisions[0]: mutual_defence_pact of PAK, TUR, level 1 -> not there" in found


def test_provisions_are_matched_by_what_they_are_and_never_across_instruments():
    pact = {"instrument": "pact", "parties": ["A", "B"], "level": 1.0}
    drill = {"instrument": "drill", "parties": ["A", "B"], "level": 1.0}
    other = {"instrument": "drill", "parties": ["A", "C"], "level": 1.0}
    assert list(matched([pact, drill], [drill, pact])) == [(0, pact, pact), (1, drill, drill)]
    more = {**drill, "level": 2.0}
    assert list(matched([drill], [other, more])) == [(0, drill, more), ("+0", None, other)]
    assert list(matched([pact], [drill])) == [(0, pact, None), ("+0", None, drill)]


def shifted(study, size):
    """The same study with the pact's effect on everything larger by a known amount at the horizon."""
    pact = study.kept["pact"]
    series = {name: values + size for name, values in pact.series.items()}
    return replace(study, kept=MappingProxyType({**study.kept, "pact": replace(pact, series=series)}))


def test_a_study_against_itself_differs_by_exactly_nothing(small):
    table = TwoStudies(small.scenario, small, small).effects()
    assert (table[["mean", "lo", "hi", "q05", "q95"]].to_numpy() == 0).all()
    assert (table["p_negligible"] == 1).all()


def test_a_known_difference_is_found_world_by_world_with_no_width(small):
    table = TwoStudies(small.scenario, small, shifted(small, 0.1)).effects()
    pact = table[table["option"] == "pact"]
    assert pact[["mean", "lo", "hi", "q05", "q95"]].to_numpy() == pytest.approx(0.1, abs=1e-12)
    assert (table[table["option"] == "exercises"]["mean"] == 0).all()
    told = small.effects(quarters=[12]).set_index(["option", "outcome", "subject"])["mean"]
    assert pact["first"].to_numpy() == pytest.approx(
        told["pact"][list(zip(pact["outcome"], pact["subject"], strict=True))]
    )


def test_of_more_draws_in_one_study_only_shared_worlds_are_compared(small):
    cut = replace(small, draws=3, kept={name: _first(kept, 6) for name, kept in small.kept.items()})
    studies = TwoStudies(small.scenario, small, cut)
    assert "Only the 6 worlds that both have are compared." in studies.notes()
    table = studies.effects()
    assert (table["mean"] == 0).all()
    assert set(table["worlds"]) == {6}


def _first(kept, worlds):
    series = {name: values[:worlds] for name, values in kept.series.items()}
    return replace(kept, series=series, sound=kept.sound[:worlds])


def test_other_seeds_are_not_paired_and_their_interval_is_wider_and_said(small):
    studies = TwoStudies(small.scenario, small, replace(shifted(small, 0.1), seed=8))
    assert any("The seeds differ (7 and 8)" in note for note in studies.notes())
    table = studies.effects().query("option == 'pact' and outcome == 'alignment'")
    assert table["mean"].to_numpy() == pytest.approx(0.1, abs=1e-12)
    assert (table["lo"] < table["mean"] - 1e-9).all()
    assert table[["q05", "p_up"]].isna().to_numpy().all()


def test_worlds_that_failed_in_either_are_left_out_and_counted(small):
    pact = small.kept["pact"]
    torn = replace(small, kept={**small.kept, "pact": replace(pact, sound=np.arange(small.worlds) != 2)})
    table = TwoStudies(small.scenario, small, torn).effects()
    assert set(table[table["option"] == "pact"]["failed"]) == {1}
    assert set(table[table["option"] == "pact"]["worlds"]) == {7}


def test_what_was_measured_of_nothing_in_common_is_explained(small):
    other = replace(small.subjects, names={"trust": ("CHN:USA",)})
    with pytest.raises(QuestionError, match="measured nothing in common"):
        TwoStudies(small.scenario, small, replace(small, subjects=other)).effects()


@pytest.mark.parametrize("seed", [7, 8], ids=["paired", "unpaired"])
def test_the_chart_draws_both_effects_and_their_difference(small, seed):
    studies = TwoStudies(small.scenario, small, replace(shifted(small, 0.1), seed=seed), places=("one", "two.yaml"))
    table, figure = CHARTS["difference"].data(studies), CHARTS["difference"].draw(studies)
    assert collisions(figure) == ([], [])
    assert "+0.100 from A to B" in words(figure)
    assert "B: two.yaml" in words(figure)
    first = table.iloc[0]
    axes = next(a for a in figure.axes if a.get_label() == f"effects {first['outcome']} {first['subject']}")
    drawn = [line.get_xdata()[0] for line in axes.lines if line.get_marker() in ("o", "D")]
    rows = table[(table["outcome"] == first["outcome"]) & (table["subject"] == first["subject"])]
    assert drawn == pytest.approx(rows[["first", "second"]].to_numpy().ravel())


@pytest.fixture
def folder(small, small_tables, tmp_path):
    from sim.ensemble.store import write_study

    return write_study(small, small_tables, tmp_path / "results")


def test_two_folders_are_compared_on_the_command_line_in_eighty_columns(entente, folder, tmp_path):
    code, out, err = entente("compare", str(folder), str(folder), "--no-charts", "--out", str(tmp_path))
    assert code == 0, err
    assert "Nothing: the two ask the same of the same model." in out
    assert "no mean differs by more than the band" in " ".join(out.split())
    assert "more that differ" not in out
    assert max(map(len, out.splitlines()[:-1])) <= 80
    code, out, err = entente("compare", str(folder), str(folder), "--no-charts", "--json", "--out", str(tmp_path))
    told = json.loads(out)
    assert (told["inputs"], told["effects"][0]["paired"]) == ([], True)
    assert pd.read_csv(f"{told['folder']}/tables/effects.csv")["mean"].eq(0).all()


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        ((MINIMAL,), "two or more"),
        ((MINIMAL, "scenarios/minimul.yaml"), "did you mean scenarios/minimal.yaml"),
        ((MINIMAL, "docs"), "docs"),
        ((MINIMAL, "scenarios/trilateral-sanctions.yaml"), "has cases"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_one_message_and_code_2(entente, places, sentence, tmp_path):
    code, _, err = entente("compare", *places, "--inputs", "--out", str(tmp_path))
    assert code == 2
    assert sentence in err


def test_inputs_alone_run_nothing(entente, tmp_path):
    other = tmp_path / "other.yaml"
    other.write_text(f"version: 1\nextends: {sim.load(MINIMAL).path.resolve()}\nparameters: {{k_react: 0.8}}\n")
    code, out, err = entente("compare", MINIMAL, str(other), "--inputs", "--out", str(tmp_path))
    assert code == 0, err
    assert "parameters.k_react: drawn from 0.2 to 0.9 -> 0.8" in " ".join(out.split())
