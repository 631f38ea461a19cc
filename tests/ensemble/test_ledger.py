"""The ledger closes every quarter, in every shipped scenario."""

from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from sim.core.luck import world_key
from sim.ensemble.draws import doubt_of, known, sample_inputs
from sim.ensemble.run import padded_rows, padded_shocks
from sim.model.quarter import bounds_gap, ledger_gap, open_world, quarter
from sim.model.setting import build_setting
from sim.scenario import load, policy

SHIPPED = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
DRAW, RUN, SEED = np.uint64(3), np.uint64(1), np.uint64(5)


@jax.jit
def step(world, setting, rows, happening, date):
    """One quarter; scenarios of one size share the compiled program."""
    return quarter(world, setting, rows, happening, date, world_key(SEED, DRAW, RUN))[0]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_ledger_closes_every_quarter(path):
    scenario = load(path)
    rows, happening = policy(scenario, scenario.options[-1], padded_rows(scenario)), padded_shocks(scenario)
    doubt = doubt_of(scenario.parameters, scenario.uncertainties)
    setting = build_setting(sample_inputs(known(scenario.opening, doubt), SEED, DRAW))
    world = open_world(setting, rows, happening, world_key(SEED, DRAW, RUN))
    moved = []
    for date in range(scenario.quarters):
        world = step(world, setting, rows, happening, jnp.asarray(date))
        assert ledger_gap(world, setting) < 1e-12
        assert bounds_gap(world) < 1e-12
        moved.append(float(jnp.abs(world.state.alignment - setting.opening.alignment).max()))
    assert moved[-1] > 0.01
