"""An option that could be simulated in no world is left out and named, and costs nothing else."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from pandas import read_csv, read_parquet

import sim
from sim.charts import CHARTS
from sim.cli.answer_json import as_document
from sim.cli.run_cases import put_cases_together
from sim.cli.work import tables_of
from sim.core.errors import QuestionError
from sim.ensemble import Cases
from sim.ensemble.simulated import simulated
from sim.ensemble.store import write_study
from sim.exchange import exported
from sim.experiments.answer import answer
from sim.scenario import under
from tests.failed_worlds import without_some

SENTENCE = '0 of 8 worlds of "Exercises" could be simulated (not finite: alignment): it is left out.'


def without_worlds(ensemble, *options):
    """The same study with every world of some options failed, as `sim.ensemble.kept.failed` leaves them."""
    kept = dict(ensemble.kept)
    for name in options:
        nothing = {outcome: np.full_like(values, np.nan) for outcome, values in kept[name].series.items()}
        closing = {stock: np.full_like(values, np.nan) for stock, values in kept[name].closing.items()}
        kept[name] = replace(
            kept[name],
            series=nothing,
            closing=closing,
            would_sign=np.full_like(kept[name].would_sign, np.nan),
            sound=np.zeros(ensemble.worlds, bool),
            error=np.full(ensemble.worlds, "not finite: alignment"),
        )
    return replace(ensemble, kept=kept)


@pytest.fixture(scope="module")
def lame(small):
    titles = {"exercises": "Exercises"}
    options = tuple(replace(o, title=titles.get(o.name, o.title)) for o in small.scenario.options)
    return without_worlds(replace(small, scenario=replace(small.scenario, options=options)), "exercises")


@pytest.fixture(scope="module")
def lame_tables(lame):
    return tables_of(lame)


def test_every_other_option_keeps_its_tables(small, lame_tables):
    for name, whole in tables_of(small).items():
        if name in ("comparisons", "inputs"):
            continue
        rest = whole[whole["option"] != "exercises"].reset_index(drop=True) if "option" in whole else whole
        if name in ("ranks", "rank_pairs"):
            continue
        assert lame_tables[name].equals(rest.astype(lame_tables[name].dtypes)), name
    assert len(lame_tables["comparisons"]) == 0
    assert set(lame_tables["ranks"]["rank"]) == {1}


def test_the_answer_names_it_and_tells_of_the_others_in_all_worlds(lame, lame_tables):
    told = answer(lame, lame_tables)
    assert told.left_out == (SENTENCE,)
    assert (told.failed, [option.name for option in told.options]) == (0, ["pact"])
    assert told.options[0].effects[0].worlds == 8


def test_charts_draw_the_rest_and_say_what_is_missing(lame):
    for name in ("effects", "families", "fan", "moves", "reactions", "map", "yardsticks", "tradeoff"):
        figure = CHARTS[name].draw(lame)
        said = " ".join(text.get_text() for text in figure.texts)
        assert "it is left out" in said, name
        assert "exercises" not in set(CHARTS[name].data(lame).get("option", ()))


def test_python_asks_the_study_as_it_is(lame):
    assert (
        set(lame.effects()["option"]) == set(lame.luck_share()["option"]) == set(lame.signing()["option"]) == {"pact"}
    )
    assert (lame.status().query("option == 'exercises'")["error"] == "not finite: alignment").all()
    assert SENTENCE.partition(" (")[0].replace('"', "&quot;") in lame._repr_html_()
    assert set(sim.feasibility(lame)["option"]) == {"pact"}
    wanted = [("alignment", "PAK:TUR")]
    assert set(sim.robust(lame, wanted)["option"]) == set(sim.overall(lame, wanted)["option"]) == {"baseline", "pact"}
    with pytest.raises(QuestionError, match="no world came out finite"):
        lame.moves("exercises")


@pytest.fixture(scope="module")
def lame_folder(lame, lame_tables, tmp_path_factory):
    place = tmp_path_factory.mktemp("lame")
    write_study(lame, lame_tables, place, folder=place)
    return place


def test_its_worlds_stay_in_the_study_and_it_can_be_exported(lame, lame_folder, tmp_path):
    design = read_parquet(lame_folder / "design.parquet")
    assert (design["option"] == "exercises").sum() == 8
    assert exported(lame, lame_folder, "csv", tmp_path)


def test_the_page_names_it(lame, lame_folder):
    from sim.report import write_report

    page = write_report(lame, lame_folder).read_text(encoding="utf-8")
    assert SENTENCE.partition(" (")[0].replace('"Exercises"', "“Exercises”") in page


def test_a_study_whose_baseline_failed_everywhere_says_so(small):
    nothing = without_worlds(small, "baseline")
    with pytest.raises(QuestionError, match=r"0 of 8 worlds of .* could be simulated .* nothing to set an option"):
        tables_of(nothing)
    assert "could be simulated" in nothing._repr_html_()


CASES = {"calm": {"title": "Calm"}, "wild": {"title": "Wild", "parameters": {"h0": 0.006}}}
LOST = 'Case "Wild": 0 of 8 worlds of "Baseline" could be simulated (not finite: alignment): it is left out.'


@pytest.fixture(scope="module")
def lame_cases(small):
    whole = sim.load("scenarios/minimal.yaml", cases=CASES)
    worlds = {"calm": small, "wild": without_worlds(small, "baseline")}
    return Cases(whole, {name: replace(each, scenario=under(whole, name)) for name, each in worlds.items()})


def test_a_case_whose_baseline_failed_everywhere_costs_the_others_nothing(lame_cases, entente, tmp_path):
    began = datetime(2026, 11, 22, tzinfo=UTC)
    told = put_cases_together(lame_cases, tmp_path, "entente run", True, began, 1.0)
    assert ([case.name for case in told.cases], told.left_out) == (["calm"], (LOST,))
    again = ("run", "scenarios/minimal.yaml", f"cases={json.dumps(CASES)}", "--draws", "4", "--runs", "2")
    code, out, err = entente(*again, "--seed", "7", "--out", str(tmp_path))
    assert (code, err) == (1, f"{LOST}\n")
    assert "Case: Calm" in out and "Case: Wild" not in out and LOST in " ".join(out.split())
    folder = next(tmp_path.rglob("between_cases.csv")).parents[1]
    assert set(read_csv(folder / "tables" / "effects.csv")["case"]) == {"calm"}
    assert set(read_parquet(folder / "cases" / "wild" / "design.parquet")["error"]) == {"", "not finite: alignment"}
    assert (folder / "cases" / "calm" / "charts").is_dir() and not (folder / "cases" / "wild" / "charts").exists()


def test_a_study_of_cases_that_failed_in_all_of_them_says_so_and_keeps_why(lame_cases, tmp_path):
    wild = replace(lame_cases, of=dict.fromkeys(lame_cases, lame_cases["wild"]))
    with pytest.raises(QuestionError, match=r"Calm.*\n.*Wild.* could be simulated"):
        put_cases_together(wild, tmp_path, "entente run", True, datetime(2026, 11, 22, tzinfo=UTC), 1.0)
    assert len(list(tmp_path.rglob("design.parquet"))) == 2


def test_options_that_share_no_world_are_not_compared(small):
    halves = without_some(small, {"exercises": slice(0, 4), "pact": slice(4, 8)})
    apart = replace(halves, scenario=replace(small.scenario, compare=(("pact", "exercises"),)))
    told = answer(apart, tables_of(apart))
    assert told.comparisons == () and told.order is None
    assert "not compared" in told.left_out[0]
    assert simulated(simulated(apart)).left_out == told.left_out


def test_the_command_names_it_last_and_ends_with_one(lame, lame_tables, entente, tmp_path):
    # Worlds that are there are not run again, so the command finds the failed ones.
    write_study(lame, lame_tables, tmp_path)
    again = ("run", "scenarios/minimal.yaml", "options.exercises.title=Exercises", "--draws", "4", "--runs", "2")
    code, out, err = entente(*again, "--seed", "7", "--no-charts", "--out", str(tmp_path))
    assert (code, err) == (1, f"{SENTENCE}\n")
    assert " ".join(out.split()).count(SENTENCE) == 1
    assert "of 8 worlds" in out


def test_the_document_of_an_answer_holds_it(lame, lame_tables, tmp_path):
    document = json.loads(as_document(answer(lame, lame_tables), tmp_path, "entente run"))
    assert document["answer"]["left_out"] == [SENTENCE]
