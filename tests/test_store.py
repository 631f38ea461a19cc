import errno
import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sim.core.errors import ResultsError
from sim.ensemble.atomic import check_writable, written
from sim.ensemble.resolved_file import resolved_text
from sim.ensemble.store import write_study
from sim.ensemble.stretch_file import StretchFile, write_stretch
from sim.ensemble.study import study_id
from sim.ensemble.tables import study_tables
from sim.scenario import load
from tests.full_disk import no_file_above

VOLATILE = {"manifest.json", "log.txt"}
TABLES = (
    "effects",
    "comparisons",
    "signing",
    "luck_share",
    "ledger_alignment",
    "ledger_trust",
    "moves",
    "backlash",
    "families",
)


@pytest.fixture(scope="module")
def folder(small, small_tables, tmp_path_factory):
    return write_study(small, small_tables, tmp_path_factory.mktemp("results"))


def contents(folder):
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_study_holds_what_the_layout_promises(folder, small):
    expected = {"scenario.resolved.yaml", "manifest.json", "design.parquet", "log.txt", "tables/effects.parquet"}
    expected |= {"worlds.parquet"} | {f"tables/{name}.csv" for name in TABLES}
    found = set(contents(folder))
    assert {name for name in found if not name.startswith("parts/")} == expected
    assert len(found) - len(expected) == len(small.options)


def test_a_study_lies_under_its_scenario_and_its_id(folder):
    assert folder.parent.name == "minimal"
    assert folder.name == json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["study"]


def test_the_same_study_twice_is_the_same_bytes_but_for_manifest_and_log(folder, small, tmp_path):
    again = write_study(small, study_tables(small), tmp_path, seconds=5.0, command="entente run elsewhere.yaml")
    ours, theirs = contents(folder), contents(again)
    assert ours.keys() == theirs.keys()
    assert {name for name in ours if ours[name] != theirs[name]} == VOLATILE


def test_writing_over_a_study_keeps_every_line_of_its_log(small, small_tables, tmp_path):
    for seconds in (1.0, 2.0):
        folder = write_study(small, small_tables, tmp_path, seconds=seconds)
    first, second = (folder / "log.txt").read_text(encoding="utf-8").splitlines()
    assert " 1.0 s " in first
    assert " 2.0 s " in second


def test_nothing_half_written_is_left_behind(folder):
    assert not [name for name in contents(folder) if name.endswith(".part")]


def test_parts_hold_every_world_and_quarter_exactly(folder, small):
    design = pd.read_parquet(folder / "design.parquet").query("option == 'pact'")
    part = np.load(folder / "parts" / f"{design['part'].iloc[0]}.npy")
    place = small.subjects.names["alignment"].index("IND:TUR")
    series = small.series("alignment", "IND:TUR").query("option == 'pact'")
    np.testing.assert_array_equal(part["series|alignment"][:, :, place].ravel(), series["value"])


def test_the_table_of_worlds_holds_their_ends(folder, small):
    worlds = pd.read_parquet(folder / "worlds.parquet")
    ends = small.series("trust", "IND:TUR").query("quarter == 12").reset_index(drop=True)
    pd.testing.assert_frame_equal(worlds[["option", "draw", "run"]], ends[["option", "draw", "run"]], check_dtype=False)
    np.testing.assert_array_equal(worlds["trust|IND:TUR"], ends["value"])


def test_csv_tables_read_back_to_the_last_bit(folder, small_tables):
    written_down = pd.read_csv(folder / "tables" / "effects.csv", dtype=str, keep_default_na=False)
    effects = small_tables["effects"]
    assert list(written_down.columns) == list(effects.columns)
    for name, column in effects.items():
        if pd.api.types.is_float_dtype(column):
            read = [float(cell or "nan") for cell in written_down[name]]
            np.testing.assert_array_equal(read, column)
        else:
            assert list(written_down[name]) == list(column.astype(str))


def test_effects_are_told_at_the_end_of_every_year(small, small_tables):
    assert sorted(set(small_tables["effects"]["quarter"])) == [4, 8, 12]
    assert small.scenario.quarters == 12


def test_ledger_tables_add_up_to_the_moves(folder):
    moves = pd.read_csv(folder / "tables" / "moves.csv").set_index(["option", "source", "target"])
    for stock in ("alignment", "trust"):
        ledger = pd.read_csv(folder / "tables" / f"ledger_{stock}.csv")
        total = ledger.groupby(["option", "source", "target"])["change"].sum()
        np.testing.assert_allclose(total.reindex(moves.index), moves[stock], atol=1e-12)


def test_the_ledger_table_says_what_the_ensemble_says(small, small_tables):
    table = small_tables["ledger_trust"].query("option == 'pact' and source == 'IND' and target == 'TUR'")
    ledger = small.ledger("pact", "IND", "TUR", "trust")
    assert list(table["mechanism"]) == list(ledger.index)
    np.testing.assert_array_equal(table["change"], ledger)


def test_comparisons_are_those_of_the_file(small, small_tables):
    table = small_tables["comparisons"]
    direct = small.effects(against="exercises", quarters=[12]).query("option == 'pact'")
    assert set(zip(table["option"], table["against"], strict=True)) == {("pact", "exercises")}
    np.testing.assert_array_equal(table["p_up"], direct["p_up"])


def test_the_resolved_file_gives_the_same_study(folder):
    again = load(folder / "scenario.resolved.yaml")
    assert (again.draws, again.runs, again.seed) == (4, 2, 7)
    assert study_id(again) == folder.name


def test_a_resolved_file_keeps_every_letter_and_number(small):
    words = 'yes: "Côte d’Ivoire" \\ # {x} – ü\u2028 قطر'
    odd = replace(small.scenario, title=words, question="no", parameters={"k_react": 1e-05})
    text = resolved_text(odd)
    from sim.scenario.problems import Problems
    from sim.scenario.tree import read_tree

    tree = read_tree(text, "odd.yaml", Problems()).value
    assert tree["title"].value == words
    assert tree["question"].value == "no"
    assert tree["parameters"].value["k_react"].value == 1e-05


def test_another_seed_draw_option_or_switch_is_another_study(small):
    scenario = small.scenario
    ids = {
        study_id(scenario),
        study_id(replace(scenario, seed=8)),
        study_id(replace(scenario, draws=5)),
        study_id(replace(scenario, runs=3)),
        study_id(replace(scenario, options=scenario.options[:2])),
        study_id(scenario, off=("alignment_reaction",)),
    }
    assert len(ids) == 6


def test_the_manifest_says_with_what_the_study_was_made(folder):
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert told["counts"] == {"actors": 6, "options": 3, "draws": 4, "runs": 2, "worlds": 8, "failed": 0}
    assert {"python", "jax", "numpy", "entente"} <= told["versions"].keys()
    assert told["largest_gaps"]["ledger"] < 1e-12
    assert told["command"].startswith("entente run ")


def test_failed_worlds_stand_in_the_design_and_an_option_without_pairs_has_no_ledger(small, tmp_path):
    sound = np.arange(small.worlds) != 3
    broken = replace(small, kept=small.kept | {"pact": replace(small.kept["pact"], sound=sound)})
    tables = study_tables(broken)
    folder = write_study(broken, tables, tmp_path)
    design = pd.read_parquet(folder / "design.parquet")
    failed = design[design["status"] != "ok"]
    assert failed[["option", "draw", "run"]].to_numpy().tolist() == [["pact", 1, 1]]
    assert set(tables["ledger_alignment"]["option"]) == {"exercises"}
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["counts"]["failed"] == 1


def test_a_folder_that_is_a_file_is_refused_with_a_cure(small, small_tables, tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("", encoding="utf-8")
    for attempt in (lambda: check_writable(taken / "deep"), lambda: write_study(small, small_tables, taken)):
        with pytest.raises(ResultsError, match=r"taken.*name another place with --out"):
            attempt()


def test_a_full_disk_is_said_in_plain_words_and_leaves_the_old_file(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("old", encoding="utf-8")

    def fill_the_disk():
        with written(path) as half:
            half.write_text("half a tab", encoding="utf-8")
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(ResultsError, match="the disk is full"):
        fill_the_disk()
    assert path.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["table.csv"]


def test_where_worlds_can_no_more_be_written_the_reason_is_told_and_no_half_is_left(small, tmp_path):
    with no_file_above(3000), pytest.raises(ResultsError, match=r"one\.npy: cannot be written: files may not grow"):
        write_stretch(tmp_path / "one.npy", small.kept["pact"])
    assert not list(tmp_path.iterdir())
    write_stretch(tmp_path / "one.npy", small.kept["pact"])
    assert StretchFile(tmp_path / "one.npy").is_whole()
