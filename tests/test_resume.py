"""A run that was stopped goes on where it stood, and ends as if it had not been."""

import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import sim
from sim.cli import main
from sim.ensemble.same import differences, files_of
from sim.ensemble.stretches import Stretch

ROOT = Path(__file__).parents[1]
MINIMAL = "scenarios/minimal.yaml"
RUN = ["run", MINIMAL, "--draws", "10", "--runs", "4", "--quiet", "--no-charts"]
STRETCHES, OPTIONS = 3, 3


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory):
    """The folder of forty worlds of three options, run in one go."""
    root = tmp_path_factory.mktemp("unbroken")
    with pytest.raises(SystemExit) as end:
        main(["run", str(ROOT / MINIMAL), *RUN[2:], "--out", str(root)])
    assert not end.value.code
    (found,) = [path.parent for path in root.rglob("manifest.json")]
    return found


@pytest.fixture
def stopped(unbroken, tmp_path):
    """The same folder elsewhere, without all that comes after the worlds."""
    place = shutil.copytree(unbroken, tmp_path / unbroken.parent.name / unbroken.name)
    shutil.rmtree(place / "tables")
    for name in ("manifest.json", "design.parquet", "worlds.parquet"):
        (place / name).unlink()
    return place


def parts(folder):
    return {path.stem: path.stat().st_mtime_ns for path in (folder / "parts").iterdir()}


def test_a_run_keeps_its_worlds_in_parts_and_says_where_each_is(unbroken):
    design = pd.read_parquet(unbroken / "design.parquet")
    assert len(parts(unbroken)) == STRETCHES * OPTIONS
    assert set(design["part"]) == parts(unbroken).keys()
    assert design.groupby(["option", "part"]).size().max() == 16
    assert set(design["error"]) == {""}


def test_what_is_left_of_a_stopped_run_is_run_and_the_rest_is_not(stopped, unbroken, entente, tmp_path):
    lost = sorted((stopped / "parts").iterdir())[::3]
    for path in lost:
        path.unlink()
    there = parts(stopped)
    assert entente(*RUN, "--out", str(tmp_path))[0] == 0
    assert differences(unbroken, stopped) == {}
    assert there.items() <= parts(stopped).items()


def test_a_torn_part_is_made_again(stopped, unbroken, entente, tmp_path):
    short, wrong, *_ = sorted((stopped / "parts").iterdir())
    short.write_bytes(short.read_bytes()[:5000])
    content = bytearray(wrong.read_bytes())
    content[len(content) // 2] ^= 1
    wrong.write_bytes(content)
    code, _, err = entente(*RUN, "--out", str(tmp_path))
    assert code == 0
    assert sorted(err.splitlines()) == sorted(
        f"{path.as_posix()} was torn and is made again." for path in (short, wrong)
    )
    assert differences(unbroken, stopped) == {}


def test_a_larger_run_finds_the_parts_of_a_smaller_one(stopped, entente, tmp_path):
    small = parts(stopped)
    code, out, _ = entente(*RUN, "--draws", "13", "--out", str(tmp_path))
    larger = parts(tmp_path / out.strip())
    assert code == 0
    # The last stretch of the smaller one is of eight worlds, and so is another.
    assert len(small.keys() & larger.keys()) == (STRETCHES - 1) * OPTIONS


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_a_run_that_was_killed_ends_byte_equal_to_an_unbroken_one(unbroken, entente, tmp_path):
    words = [*RUN, "--out", str(tmp_path)]
    with subprocess.Popen([sys.executable, "-c", f"from sim.cli import main\nmain({words!r})"], cwd=ROOT) as program:
        while program.poll() is None and not list(tmp_path.rglob("*.npy")):
            time.sleep(0.01)
        program.send_signal(signal.SIGKILL)
    (there,) = {path.parent.parent for path in tmp_path.rglob("*.npy")}
    done = parts(there)
    assert entente(*words)[0] == 0
    assert differences(unbroken, there) == {}
    assert done.items() <= parts(there).items()
    assert files_of(there) >= {"design.parquet", "worlds.parquet", "tables/effects.csv"}


def test_an_option_that_cannot_be_run_is_told_and_costs_no_other(small):
    class Breaks:
        def __call__(self, numbers, options):
            if "pact" in options:
                raise MemoryError("too much")
            return {name: small.kept[name] for name in options if len(numbers)}

        def failed(self, option, worlds, why):
            kept = small.kept[option]
            return replace(kept, sound=np.zeros(worlds, bool), error=np.full(worlds, why))

    done = Stretch(Breaks(), np.arange(8), {"a": "baseline", "b": "pact"}, None)()
    assert done["a"].sound.all()
    assert set(done["b"].error[~done["b"].sound]) == {"MemoryError: too much"}


def test_the_last_worlds_are_shared_out_option_by_option_and_are_the_same(small):
    ran = []

    class Watching(ThreadPoolExecutor):
        def submit(self, work, task, *more):
            ran.append(tuple(task.names.values()))
            return super().submit(work, task, *more)

    with Watching(2) as pool:
        found = sim.run(small.scenario, draws=4, runs=2, seed=7, executor=pool)
    assert sorted(name for names in ran for name in names) == sorted(small.options)
    assert len(ran) > 1
    for option in small.options:
        for outcome, series in small.kept[option].series.items():
            assert series.tobytes() == found.kept[option].series[outcome].tobytes()
