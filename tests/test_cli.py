import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MINIMAL = str(ROOT / "scenarios" / "minimal.yaml")
HEAVY = ("jax", "numpy", "pandas", "matplotlib", "pyarrow", "yaml", "sim.scenario", "sim.model")
LISTS = (
    "actors", "instruments", "parameters", "mechanisms", "motives", "acts", "outcomes", "groups", "shocks", "charts",
    "scenarios", "facts",
)  # fmt: skip


@pytest.mark.parametrize(
    "words", [["--help"], ["run", "--help"], ["--version"], ["run", "nowhere.yaml"], ["list", "x"]]
)
def test_help_and_refusals_load_nothing_heavy_and_come_at_once(words):
    code = (
        "import sys\nfrom sim.cli import main\n"
        f"try:\n    main({words!r})\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    began = time.perf_counter()
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stderr.splitlines()[-1] == "[]"
    assert time.perf_counter() - began < 5  # well under one second on a machine that does nothing else


def test_help_shows_the_commands_by_purpose(entente):
    code, out, _ = entente("--help")
    assert code == 0
    for word in ("Ask", "Trust", "Share", "run", "new", "validate", "list", "data", "show"):
        assert f" {word} " in out


def test_a_missing_file_is_named_with_the_nearest_one(entente):
    code, out, err = entente("run", "minimol.yaml")
    assert (code, out) == (2, "")
    assert err == "minimol.yaml: no such file; did you mean scenarios/minimal.yaml?\n"


def test_every_problem_of_a_file_is_said_on_standard_error(entente, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("version: 1\nstart: 2026\nhorizon: 0\nactors: [PAK, TUR]\noptoins: {}\n", encoding="utf-8")
    for command in ("validate", "run", "show"):
        code, out, err = entente(command, str(bad))
        assert (code, out) == (2, "")
        assert f'{bad}:5 optoins: unknown key; did you mean "options"?' in err
        assert f"{bad}:3 horizon:" in err
        assert "Traceback" not in err


def test_a_wrong_override_is_refused(entente):
    code, _, err = entente("validate", MINIMAL, "horizn=5")
    assert code == 2
    assert '(command line) horizn: unknown key; did you mean "horizon"?' in err


def test_validate_says_what_a_reader_should_know(entente):
    code, out, _ = entente("validate", MINIMAL, "options.pact.provisions[0].from=2028-10")
    assert code == 0
    assert "is sound: 6 states, 3 years from 2026Q1, 2 options beside the baseline, no shocks" in out
    assert "options.pact.provisions[0]: mutual_defence_pact" in out


def test_show_tells_the_options_in_plain_words(entente):
    code, out, _ = entente("show", MINIMAL)
    assert code == 0
    assert "Mutual defence pact: Pakistan and Türkiye, level 1, imposed from 2026Q3" in out


def test_show_resolved_prints_a_file_that_loads(entente, tmp_path):
    code, out, _ = entente("show", MINIMAL, "--resolved", "horizon=5")
    again = tmp_path / "again.yaml"
    again.write_text(out, encoding="utf-8")
    assert code == 0
    assert "horizon: 5" in out
    assert entente("show", str(again), "--resolved")[1] == out


@pytest.mark.parametrize("what", LISTS)
def test_everything_declared_can_be_listed(entente, what):
    code, out, _ = entente("list", what)
    assert code == 0
    rows = json.loads(entente("list", what, "--json")[1])
    assert rows
    assert out.startswith(f"{len(rows)} ")
    assert all(str(next(iter(row.values()))) in out for row in rows)
    assert max(map(len, out.splitlines())) <= 80


def test_parameters_are_listed_with_unit_range_grade_and_source(entente):
    rows = json.loads(entente("list", "parameters", "--json")[1])
    assert all(row["range"][0] <= row["value"] <= row["range"][1] for row in rows)
    assert all(row["unit"] and row["grade"] and row["source"] for row in rows)


def test_actors_keep_their_letters_and_their_sources(entente):
    rows = {row["code"]: row for row in json.loads(entente("list", "actors", "--json")[1])}
    assert rows["TUR"]["name"] == "Türkiye"
    assert {"doubt", "grade", "source"} <= rows["TUR"]["capability_about"].keys()


def test_new_writes_a_file_that_is_sound_and_never_writes_over_one(entente, tmp_path):
    file = tmp_path / "mine.yaml"
    assert entente("new", str(file))[0] == 0
    assert entente("validate", str(file))[0] == 0
    before = file.read_bytes()
    code, _, err = entente("new", str(file))
    assert code == 2
    assert "exists already" in " ".join(err.split())
    assert file.read_bytes() == before


def test_data_build_without_a_source_says_what_to_give(entente, monkeypatch, tmp_path):
    monkeypatch.delenv("ENTENTE_SOURCE", raising=False)
    code, _, err = entente("data", "build", "--out", str(tmp_path))
    assert code == 2
    assert "ENTENTE_SOURCE" in err
    assert not list(tmp_path.iterdir())


def test_the_version_is_said(entente):
    import sim

    assert entente("--version") == (0, f"entente {sim.__version__}\n", "")
