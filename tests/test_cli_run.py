import gc
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from sim.cli import program

ROOT = Path(__file__).parents[1]
MINIMAL = "scenarios/minimal.yaml"
SAMPLING = ("--draws", "4", "--runs", "2", "--seed", "7", "--no-charts")
# The shapes of the small study: no further compilation.
SAME_SHAPE = ("horizon=3", "actors=[CHN, IND, PAK, SAU, TUR, USA]", "watch=[PAK:TUR, IND:TUR, IND:PAK]")


def only_study(root, stem="minimal"):
    (folder,) = (root / stem).iterdir()
    return folder


def test_run_answers_and_says_where_the_results_are(entente, tmp_path):
    code, out, err = entente("run", MINIMAL, *SAMPLING, "--out", str(tmp_path))
    folder = only_study(tmp_path)
    assert (code, err) == (0, "")
    assert out.startswith("Exercises or a pact\nDoes a pact between Pakistan and Türkiye")
    assert "India – Türkiye" in out
    assert folder.as_posix() in out.splitlines()[-1]
    assert {path.name for path in folder.iterdir()} >= {"manifest.json", "parts", "tables", "design.parquet"}


def test_json_is_one_document_with_the_numbers_of_the_tables(entente, tmp_path):
    code, out, err = entente("run", MINIMAL, *SAMPLING, "--json", "--out", str(tmp_path))
    document = json.loads(out)
    assert (code, err) == (0, "")
    effects = pd.read_parquet(only_study(tmp_path) / "tables" / "effects.parquet")
    table = effects.query("outcome == 'alignment' and quarter == 12").set_index(["option", "subject"])
    told = [(option["name"], effect) for option in document["answer"]["options"] for effect in option["effects"]]
    assert len(told) == len(table)
    for option, effect in told:
        row = table.loc[(option, effect["subject"])]
        assert all(effect[key] == row[key] for key in ("mean", "lo", "hi", "p_down", "p_negligible", "p_up"))


def test_the_command_of_a_study_makes_the_same_study(entente, tmp_path):
    _, out, _ = entente("run", MINIMAL, "options.pact.title=A pact", *SAMPLING, "--json", "--out", str(tmp_path / "a"))
    command = json.loads((only_study(tmp_path / "a") / "manifest.json").read_text(encoding="utf-8"))["command"]
    assert command == "entente run scenarios/minimal.yaml 'options.pact.title=A pact' --draws 4 --runs 2 --seed 7"
    entente("run", MINIMAL, "options.pact.title=A pact", *SAMPLING, "--quiet", "--out", str(tmp_path / "b"))
    assert only_study(tmp_path / "a").name == only_study(tmp_path / "b").name == json.loads(out)["study"]


def test_two_runs_leave_the_same_bytes_but_for_manifest_and_log(entente, tmp_path):
    for name in ("a", "b"):
        entente("run", MINIMAL, *SAMPLING, "--quiet", "--out", str(tmp_path / name))
    ours, theirs = only_study(tmp_path / "a"), only_study(tmp_path / "b")
    files = sorted(path.relative_to(ours) for path in ours.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(theirs) for path in theirs.rglob("*") if path.is_file())
    differing = {str(file) for file in files if (ours / file).read_bytes() != (theirs / file).read_bytes()}
    assert differing <= {"manifest.json", "log.txt"}


def test_quiet_says_only_where_the_results_are(entente, tmp_path):
    code, out, err = entente("run", MINIMAL, *SAMPLING, "--quiet", "--out", str(tmp_path))
    assert (code, out, err) == (0, f"{only_study(tmp_path).as_posix()}\n", "")


def test_new_file_runs(entente, tmp_path):
    file = tmp_path / "mine.yaml"
    entente("new", str(file))
    code, out, _ = entente("run", str(file), *SAME_SHAPE, *SAMPLING, "--out", str(tmp_path))
    assert code == 0
    assert "More joint exercises" in out
    assert only_study(tmp_path, "mine").is_dir()


def test_results_that_cannot_be_written_are_refused_before_the_work(entente, tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("", encoding="utf-8")
    code, out, err = entente("run", MINIMAL, *SAMPLING, "--out", str(taken))
    assert (code, out) == (2, "")
    assert err == f"{taken}: cannot be written: part of this path is a file; name another place with --out\n"


def test_no_draws_are_refused(entente):
    code, _, err = entente("run", MINIMAL, "--draws", "0")
    assert code == 2
    assert "--draws" in err


def test_stopping_by_hand_is_heeded_while_garbage_is_collected(monkeypatch):
    def collect(**_):
        gc.callbacks.append(stop)
        gc.collect()
        for _ in range(1000):
            time.sleep(0.001)

    def stop(*_):
        gc.callbacks.remove(stop)
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "app", collect)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # tests that run in the background ignore it
    try:
        with pytest.raises(KeyboardInterrupt):
            program.main([])
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["by hand", "at the end of a job's time"])
def test_stopping_ends_cleanly_with_130(tmp_path, how):
    words = ["run", MINIMAL, *SAMPLING, "--draws", "100000", "--out", str(tmp_path)]
    # Libraries swallow an interrupt that comes while they load, so they are loaded first; and a program started in the
    # background of a shell ignores interrupts unless it says otherwise.
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{heed}\nimport sim.ensemble.run\nfrom sim.cli import main\nprint('up', flush=True)\nmain({words!r})"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        running.stdout.readline()
        time.sleep(4)
        running.send_signal(how)
        _, err = running.communicate(timeout=60)
    assert running.returncode == 130, err
    assert err.splitlines()[-1] == "Stopped; worlds that were done are kept, and the same command goes on from there."
    assert "Traceback" not in err
    assert not list(tmp_path.rglob("manifest.json"))


def test_a_study_of_which_worlds_failed_ends_with_1_and_still_answers(entente, tmp_path):
    code, out, err = entente("run", MINIMAL, "uncertainties.sig_a=[1e200, 1e308]", *SAMPLING, "--out", str(tmp_path))
    design = pd.read_parquet(only_study(tmp_path) / "design.parquet")
    failed = design[design["status"] != "ok"].groupby(["draw", "run"]).ngroups
    assert 0 < failed < 8
    assert design.loc[design["status"] != "ok", "error"].str.startswith("not finite: ").all()
    assert code == 1
    assert err.startswith(f"{failed} of 8 worlds gave numbers that are not finite and are left out")
    assert f"in the same {8 - failed} model" in " ".join(out.split())
