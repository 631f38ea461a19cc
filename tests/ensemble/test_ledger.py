"""The ledger closes wherever a world is stopped, in every shipped scenario, in the program that studies run."""

import numpy as np
import pytest

from sim.ensemble.block import open_block, run_block
from tests.shipped_studies import FILES, job_of, loaded

SEED, RUNS = 5, 2
WORLDS = np.arange(4, 8)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_ledger_closes_every_quarter_of_two_years_and_every_year_after(path):
    scenario = loaded(path)
    work = job_of(scenario, SEED, RUNS)
    block = open_block(work.facts, SEED, WORLDS, RUNS)
    option, places = work.options[scenario.options[-1].name], work.subjects.places
    for stop in (*range(1, 8), *range(8, scenario.quarters + 1, 4)):
        traces = run_block(block, option, work.shocks, places, stop)
        assert traces.ledger_gap.max() < 1e-12, stop
        assert traces.bounds_gap.max() < 1e-12, stop
    assert np.abs(traces.alignment - np.asarray(block.settings.opening.alignment)).max() > 0.01
