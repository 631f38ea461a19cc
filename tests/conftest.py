"""One small study for all tests that look at results: a compilation is paid once."""

from pathlib import Path

import pytest

import sim

SCENARIOS = Path(__file__).parents[1] / "scenarios"


@pytest.fixture(scope="session")
def small():
    """Eight worlds of the smallest scenario."""
    return sim.run(sim.load(SCENARIOS / "minimal.yaml"), draws=4, runs=2, seed=7)


@pytest.fixture(scope="session")
def small_tables(small):
    """The tables of the small study."""
    from sim.ensemble.tables import study_tables

    return study_tables(small)
