"""One small study for all tests that look at results: a compilation is paid once."""

import os
from pathlib import Path

# Tests run side by side, so one thread each; XLA reads this when it starts.
os.environ.setdefault("NPROC", "1")

import pytest

import sim
from sim.cli import main

ROOT = Path(__file__).parents[1]
SCENARIOS = ROOT / "scenarios"


@pytest.fixture(scope="session")
def small():
    """Eight worlds of the smallest scenario."""
    return sim.run(sim.load(SCENARIOS / "minimal.yaml"), draws=4, runs=2, seed=7)


@pytest.fixture(scope="session")
def small_tables(small):
    """The tables of the small study."""
    from sim.ensemble.tables import study_tables

    return study_tables(small)


@pytest.fixture
def entente(capsys, monkeypatch):
    """Run the program in this process: its code, what it said, and what it said aside."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(ROOT)

    def call(*words):
        with pytest.raises(SystemExit) as end:
            main(list(words))
        said = capsys.readouterr()
        return end.value.code or 0, said.out, said.err

    return call
