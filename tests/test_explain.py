"""Why a pair moved: sums close, the worlds told of are the worlds that were run, and questions are checked."""

import json

import numpy as np
import pandas as pd
import pytest

import sim
from sim.core.errors import QuestionError
from sim.ensemble import Cases
from sim.ensemble.kept import entries
from sim.ensemble.store import write_study
from sim.experiments.choices import PARTS, table_of, weighed
from sim.experiments.explain import explain, explanation
from sim.scenario import load

MINIMAL = "scenarios/minimal.yaml"


@pytest.fixture(scope="module")
def folder(small, small_tables, tmp_path_factory):
    return str(write_study(small, small_tables, tmp_path_factory.mktemp("results")))


@pytest.mark.parametrize("stock", ["alignment", "trust"])
@pytest.mark.parametrize("pair", ["PAK:TUR", "IND:TUR", "TUR:IND", "USA:CHN", "IND:oic"])
@pytest.mark.parametrize("quarter", [None, 5])
def test_opening_and_entries_sum_to_the_closing(small, pair, stock, quarter):
    table = explain(small, "pact", pair, stock, quarter)
    assert table["mechanism"].tolist() == ["opening", *entries(stock), "closing"]
    for column in ("baseline", "option", "difference"):
        assert abs(table[column].iloc[:-1].sum() - table[column].iloc[-1]) < 1e-12
    assert table["difference"].iloc[0] == 0
    assert (table["lo"] <= table["hi"]).all()


@pytest.mark.parametrize("stock", ["alignment", "trust"])
def test_at_the_horizon_it_is_the_ledger_of_the_study(small, stock):
    table = explain(small, "pact", "TUR:PAK", stock).set_index("mechanism")["difference"]
    ledger = small.ledger("pact", "TUR", "PAK", stock)
    np.testing.assert_allclose(table.loc[list(ledger.index)], ledger, atol=1e-13)
    assert table["closing"] == pytest.approx(small.moves("pact", stock).loc["TUR", "PAK"], abs=1e-13)


def test_an_earlier_quarter_is_the_horizon_of_a_shorter_study(small):
    shorter = sim.run(load(MINIMAL, horizon=2), small.draws, small.runs, small.seed)
    table = explain(small, "pact", "IND:TUR", quarter="2028Q1").set_index("mechanism")["difference"]
    ledger = shorter.ledger("pact", "IND", "TUR")
    np.testing.assert_allclose(table.loc[list(ledger.index)], ledger, atol=1e-12)


def test_the_interval_of_the_closing_is_that_of_the_effect(small):
    told = small.effects(quarters=[12]).query("option == 'pact' and outcome == 'alignment' and subject == 'IND:TUR'")
    last = explain(small, "pact", "IND:TUR").iloc[-1]
    for ours, theirs in (("difference", "mean"), ("lo", "lo"), ("hi", "hi")):
        assert last[ours] == pytest.approx(told[theirs].iloc[0], abs=1e-12)


def test_without_a_mechanism_it_is_the_study_run_with_it_off(small):
    table = explain(small, "pact", "IND:TUR", without=("alignment_reaction",)).set_index("mechanism")
    off = sim.run(load(MINIMAL), small.draws, small.runs, small.seed, off=("alignment_reaction",))
    ledger = off.ledger("pact", "IND", "TUR")
    np.testing.assert_allclose(table.loc[list(ledger.index), "difference_without"], ledger, atol=1e-12)
    assert table.loc["reaction", "difference_without"] == 0 != table.loc["reaction", "difference"]


def test_worlds_that_failed_are_left_out_of_every_explanation(small):
    wild = load(MINIMAL, uncertainties={"sig_a": [1e200, 1e308]})
    torn = sim.run(wild, small.draws, small.runs, small.seed)
    sound = torn.sound("pact", "baseline")
    assert 0 < sound.sum() < len(sound)
    found = explanation(torn, "pact", "IND:TUR")
    assert found.worlds == sound.sum()
    assert abs(found.table["difference"].iloc[:-1].sum() - found.table["difference"].iloc[-1]) < 1e-12
    choices = weighed(torn, "pact", "IND")
    assert choices.worlds == sound.sum()
    table = table_of(torn, choices)
    assert abs(table[list(PARTS)].sum(axis=1) - table["expected"]).max() < 1e-12


def test_a_study_with_cases_asks_for_one_of_them(small):
    cases = Cases(small.scenario, {"calm": small})
    with pytest.raises(QuestionError, match="this study has cases; ask about one of them"):
        explain(cases, "pact", "IND:TUR")


def test_a_group_is_the_mean_over_its_members(small):
    group = small.scenario.groups["oic"]
    assert len(group) > 1
    tables = [explain(small, "pact", f"IND:{member}", "trust") for member in group if member != "IND"]
    mean = np.mean([table["difference"] for table in tables], axis=0)
    np.testing.assert_allclose(explain(small, "pact", "IND:oic", "trust")["difference"], mean, atol=1e-13)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"option": "pakt"}, 'unknown option "pakt"; did you mean "pact"?'),
        ({"option": "baseline"}, "baseline is what options are set against; write exercises or pact"),
        ({"pair": "IND-TUR"}, 'cannot read the pair "IND-TUR"; write it as IND:TUR'),
        ({"pair": "IND:TUK"}, 'unknown actor "TUK"; did you mean "TUR"?'),
        ({"pair": "IND:Türkiye"}, 'unknown actor "Türkiye"; write its code, TUR'),
        ({"pair": "IND:IND"}, "IND:IND is no pair of two states; write it as IND:TUR"),
        ({"stock": "tension"}, "no ledger is kept of 'tension'; there is one of alignment and of trust"),
        (
            {"quarter": 13},
            'no quarter "13" in this study; write a number from 1 to 12, or a date from',
        ),
        ({"quarter": "soon"}, 'no quarter "soon" in this study'),
        (
            {"without": ("alignment_reacton",)},
            'unknown mechanism "alignment_reacton"; did you mean "alignment_reaction"?',
        ),
    ],
)
def test_what_the_study_does_not_hold_is_refused_with_the_nearest_name(small, asked, said):
    with pytest.raises(QuestionError) as error:
        explain(small, **{"option": "pact", "pair": "IND:TUR"} | asked)
    assert str(error.value).startswith(said)


def test_a_date_and_a_number_ask_for_the_same_quarter(small):
    by_date, by_number = (explanation(small, "pact", "IND:TUR", quarter=q) for q in ("2027Q3", 6))
    assert (by_date.quarter, by_number.date) == (6, "2027Q3")
    pd.testing.assert_frame_equal(by_date.table, by_number.table)


def test_the_command_says_the_sum_the_caution_and_where_the_chart_is(entente, folder):
    code, out, err = entente("explain", folder, "--option", "pact", "--pair", "IND:TUR")
    assert (code, err) == (0, "")
    assert max(len(line) for line in out.splitlines() if not line.startswith("Chart:")) <= 80
    assert "proximate terms" in " ".join(out.split())
    chart = out.splitlines()[-1].split()[1]
    assert chart == f"{folder}/charts/waterfall_pact_IND-TUR_alignment_2029Q1.png"
    table = pd.read_csv(chart.replace(".png", ".csv"))
    assert abs(table["difference"].iloc[:-1].sum() - table["difference"].iloc[-1]) < 1e-12
    assert "no practical change" in out or f"{abs(table['difference'].iloc[-1]):.4f}" in out


def test_json_holds_the_rows_with_and_without(entente, folder):
    words = ("--option", "pact", "--pair", "IND:TUR", "--stock", "trust", "--quarter", "4", "--json", "--no-charts")
    code, out, err = entente("explain", folder, *words, "--without", "trust_reaction")
    document = json.loads(out)
    assert (code, err, document["chart"], document["without"]) == (0, "", None, ["trust_reaction"])
    assert {"difference", "difference_without"} <= document["rows"][0].keys()
    assert (document["quarter"], document["date"], document["worlds"]) == (4, "2027Q1", 8)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--option", "pakt", "--pair", "IND:TUR"), 'unknown option "pakt"; did you mean "pact"?'),
        (("--pair", "IND:TUR"), "say which option with --option; there are exercises, pact"),
        (("--option", "pact", "--pair", "IND:TUK"), 'unknown actor "TUK"; did you mean "TUR"?'),
        (("--option", "pact"), "say either which pair (--pair IND:TUR) or which state (--actor IND)"),
    ],
)
def test_a_wrong_question_ends_with_2_and_one_clear_message(entente, folder, words, said):
    code, out, err = entente("explain", folder, *words)
    assert (code, out) == (2, "")
    assert said in " ".join(err.replace("│", " ").split())


def test_a_folder_of_another_version_is_told_aside(entente, folder, tmp_path):
    import shutil

    copy = shutil.copytree(folder, tmp_path / "old")
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    (copy / "manifest.json").write_text(json.dumps(manifest | {"model": "0.0.1+old"}), encoding="utf-8")
    code, _, err = entente("explain", str(copy), "--option", "pact", "--pair", "IND:TUR", "--no-charts")
    assert code == 0
    assert "made by another version of the model (0.0.1+old" in " ".join(err.split())


def test_the_waterfall_draws_the_numbers_of_its_table(small):
    from sim.charts.waterfall import Subject, draw, shown

    found = explanation(small, "pact", "IND:TUR")
    figure = draw(small, Subject(found.option, found.pair, found.stock, found.date), found.table)
    change = next(axes for axes in figure.axes if axes.get_label() == "change")
    rows = shown(found.table)
    assert [bar.get_width() for bar in change.patches] == pytest.approx(rows["difference"].iloc[1:].tolist())
    entries_drawn, closing = change.patches[:-1], change.patches[-1]
    assert entries_drawn[-1].get_x() + entries_drawn[-1].get_width() == pytest.approx(closing.get_width(), abs=1e-4)
