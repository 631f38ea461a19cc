"""One small study for all tests that look at results: a compilation is paid once.

Ask for `small` or `small_tables` before you run anything: CONTRIBUTING.md, "What a test may cost", says what else there
is and what makes a new program. Compiled programs are kept in a cache of the tests' own, which all processes share.
"""

import gc
import os
import time
from collections import Counter
from pathlib import Path

# Tests run side by side, so one thread each; XLA reads this when it starts.
os.environ.setdefault("NPROC", "1")

# What tests compile is kept from run to run, apart from what the user's own studies have.
if not os.environ.get("XDG_CACHE_HOME", "").endswith("entente-tests"):  # else this is a worker
    os.environ["XDG_CACHE_HOME"] = str(
        Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "entente-tests"
    )

# Under CI pytest sets long texts that differ side by side in full, which can take it hours.
os.environ.pop("CI", None)

import pytest

import sim
from sim.cli import main
from sim.core.workers import seldom_collect

ROOT = Path(__file__).parents[1]
SCENARIOS = ROOT / "scenarios"
STARTED = time.monotonic()
# Half of what continuous integration grants, on two cores and with nothing compiled yet.
BUDGET_SECONDS = 600


def pytest_terminal_summary(terminalreporter):
    """Where the time went, file by file, and whether it was more than the run may take."""
    seconds = Counter()
    for report in (report for reports in terminalreporter.stats.values() for report in reports):
        seconds[getattr(report, "nodeid", "").partition("::")[0]] += getattr(report, "duration", 0.0)
    took = time.monotonic() - STARTED
    if took > BUDGET_SECONDS / 10:
        terminalreporter.section("slowest files")
        for file, total in seconds.most_common(10):
            terminalreporter.write_line(f"{total:7.1f}s {file}")
    if took > BUDGET_SECONDS:
        terminalreporter.write_line(
            f"The tests took {took:.0f} s, more than their budget of {BUDGET_SECONDS} s: see the slowest files above.",
            yellow=True,
        )


def pytest_collection_finish():
    """What is loaded to find the tests stays; looking for garbage in it, a second each time, was a tenth of the run."""
    seldom_collect()
    _keep_what_is_there()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item, nextitem):
    """So does what the tests of a file have compiled and traced."""
    if nextitem is None or nextitem.path != item.path:
        _keep_what_is_there()


def _keep_what_is_there():
    gc.collect()
    gc.freeze()


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
