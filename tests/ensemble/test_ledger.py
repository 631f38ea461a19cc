"""The ledger closes every quarter, in every shipped scenario."""

from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from sim.core.luck import world_key
from sim.ensemble.block import open_block
from sim.ensemble.draws import doubt_of, known
from sim.ensemble.program import Program
from sim.ensemble.run import ROOM_STEP, padded_rows
from sim.model.quarter import bounds_gap, ledger_gap, open_world, quarter
from sim.scenario import load, policy, shocks

SHIPPED = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
SEED, DRAW, RUN, RUNS = 5, 3, 1, 2


def _course(setting, rows, happening, key, quarters):
    """What does not close, what bounds took back, and the largest move, after each quarter of one world."""

    def step(world, date):
        world = quarter(world, setting, rows, happening, date, key)[0]
        moved = jnp.abs(world.state.alignment - setting.opening.alignment).max()
        return world, (ledger_gap(world, setting), bounds_gap(world), moved)

    return jax.lax.scan(step, open_world(setting, rows, happening, key), jnp.arange(quarters))[1]


course = Program(_course, "quarters")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_ledger_closes_every_quarter(path):
    scenario = load(path)
    # The same room for the shocks of all, so that scenarios of one size share the compiled program.
    rows, happening = policy(scenario, scenario.options[-1], padded_rows(scenario)), shocks(scenario, ROOM_STEP)
    facts = known(scenario.opening, doubt_of(scenario.parameters, scenario.uncertainties))
    settings = open_block(facts, SEED, np.array([DRAW * RUNS + RUN]), RUNS).settings
    setting = jax.tree.map(lambda leaf: np.asarray(leaf)[0], settings)
    key = world_key(np.uint64(SEED), np.uint64(DRAW), np.uint64(RUN))
    open_books, taken_back, moved = course(setting, rows, happening, key, quarters=scenario.quarters)
    assert len(open_books) == scenario.quarters
    assert max(open_books) < 1e-12
    assert max(taken_back) < 1e-12
    assert moved[-1] > 0.01
