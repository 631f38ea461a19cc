"""A sweep loses nothing: not to a kill, a full disk, a torn part or a changed scenario; and nothing else moves it."""

import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.isolation import changed_files, effects
from benchmarks.small_sweep import SCENARIO, folder_of, left_behind, start, words, workers_of
from sim.core.errors import ResultsError
from sim.ensemble.same import differences
from sim.experiments.sweep_study import SweepQuestion, run_sweep
from tests.full_disk import no_file_above

LEVERS = ("options.exercises[0].change=0,0.2,0.4,0.6", "parameters.k_react=0.2,0.9")
OUTCOMES = ("alignment",)
RAISE = "(`ulimit -f`); raise the limit or name another folder with --out"


@contextmanager
def threads():
    with ThreadPoolExecutor(2) as pool:
        yield pool


def swept(root, file=SCENARIO, draws=70, count=2, levers=LEVERS):
    question = SweepQuestion(str(file), ("horizon=1",), levers, outcomes=OUTCOMES, draws=draws, runs=1)
    return run_sweep(question, root, threads, count, command="entente sweep it")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return swept(tmp_path_factory.mktemp("whole"), count=1).folder


def wait_for(parts, folder, command):
    while len(list(Path(folder).rglob("*.parquet"))) < parts and command.poll() is None:
        time.sleep(0.01)


def killed(command):
    command.kill()
    command.communicate()
    return command.returncode


@pytest.mark.usefixtures("whole")  # what is compiled once here need not be compiled by every worker
def test_a_sweep_killed_three_times_ends_byte_equal_whatever_the_workers_and_hash_seed(tmp_path):
    draws = 64 * 3
    first = start(words(tmp_path, draws, 2), PYTHONHASHSEED="0")
    wait_for(1, tmp_path, first)
    assert killed(first) == -signal.SIGKILL
    assert not left_behind(first.pid)
    second = start(words(tmp_path, draws, 1), PYTHONHASHSEED="1")
    wait_for(8, tmp_path, second)
    assert killed(second) == -signal.SIGKILL
    third = start(words(tmp_path, draws, 2), PYTHONHASHSEED="random")
    wait_for(14, tmp_path, third)
    workers = workers_of(third)
    assert len(workers) == 2
    workers[0].kill()
    folder = folder_of(third)
    assert differences(folder, swept(tmp_path / "whole", draws=draws).folder) == {}


def test_an_option_added_or_moved_changes_no_line_of_the_others(whole, tmp_path):
    for name, file in changed_files(tmp_path / "files").items():
        assert effects(swept(tmp_path / name, file).folder) == effects(whole), name


def test_where_no_more_can_be_written_one_error_says_so_and_the_sweep_goes_on_from_there(whole, tmp_path):
    with no_file_above(3000), pytest.raises(ResultsError, match=r"parquet: cannot be written: files may not grow"):
        swept(tmp_path)
    assert not list(tmp_path.rglob("*.part"))
    assert differences(swept(tmp_path).folder, whole) == {}


def test_a_chart_for_which_there_is_no_room_is_told_in_one_error_and_the_old_picture_stays(entente, whole, tmp_path):
    folder = shutil.copytree(whole, tmp_path / whole.parent.name / whole.name)
    old = folder / "charts" / "response_options_exercises_0_change.png"
    old.parent.mkdir()
    old.write_bytes(b"old")
    asked = [word for path in LEVERS for word in ("--vary", path)]
    kept = ["--draws", "70", "--runs", "1", "--out", str(tmp_path)]
    with no_file_above(40960):
        code, out, err = entente("sweep", SCENARIO, "horizon=1", *asked, "--outcome", *OUTCOMES, *kept)
    assert (code, out) == (2, "")
    assert err.splitlines() == [f"{old}: cannot be written: files may not grow so large here {RAISE}"]
    assert old.read_bytes() == b"old"
    assert not list(folder.rglob("*.part"))


def test_a_changed_scenario_gets_a_folder_of_its_own_and_is_told(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(Path(SCENARIO).read_text(encoding="utf-8"), encoding="utf-8")
    first = swept(tmp_path, file, levers=LEVERS[1:])
    before = {path: path.read_bytes() for path in first.folder.rglob("*.*") if path.is_file()}
    assert swept(tmp_path, file, levers=LEVERS[1:]).before == ()
    file.write_text(file.read_text(encoding="utf-8").replace("change: 0.6", "change: 0.5"), encoding="utf-8")
    again = swept(tmp_path, file, levers=LEVERS[1:])
    assert again.before == (first.folder,)
    assert again.folder != first.folder
    parts = [path for path in before if path.suffix == ".parquet"]
    assert parts
    assert all(path.read_bytes() == before[path] for path in parts)


def test_a_resolved_scenario_that_was_changed_by_hand_is_refused_and_nothing_is_touched(whole, tmp_path):
    folder = swept(tmp_path).folder
    file = folder / "scenario.resolved.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    with pytest.raises(ResultsError, match="is not the scenario that this study was made of"):
        swept(tmp_path)
    assert file.read_text(encoding="utf-8").endswith("# mine\n")
    assert differences(folder, whole) == {"scenario.resolved.yaml": "differs"}


def test_a_sweep_is_made_again_byte_for_byte_and_what_differs_is_named(entente, whole):
    code, out, err = entente("rerun", str(whole), "--check", "--workers", "1")
    assert code == 0, err
    assert "the same byte for byte" in out
    table = whole / "tables" / "effects.csv"
    kept = table.read_bytes()
    table.write_bytes(kept.replace(b"pact", b"pakt", 1))
    code, _, err = entente("rerun", str(whole), "--check", "--workers", "1")
    table.write_bytes(kept)
    assert (code, "tables/effects.csv has other words" in err) == (1, True)


@pytest.mark.parametrize(
    "words",
    [("report",), ("export", "--to", "csv"), ("explain", "--pair", "PAK:TUR"), ("robust",), ("compare", "docs")],
)
def test_a_sound_sweep_is_called_a_sweep_by_what_asks_for_a_study(entente, whole, words):
    code, _, err = entente(words[0], str(whole), *words[1:])
    assert (code, "is a sweep, with tables and charts of its own" in " ".join(err.split())) == (2, True), err
    assert "make it again" not in err


def test_a_folder_that_is_a_file_is_refused_before_any_world_is_run(entente, tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    code, _, err = entente("sweep", SCENARIO, "--vary", "parameters.k_react=0.2,0.9", "--out", str(tmp_path / "file"))
    assert (code, "file: cannot be written" in err) == (2, True)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
