"""One small world for the tests of the model: six states, three years, everything that may happen in it."""

import dataclasses
from pathlib import Path

import jax
import numpy as np
import pytest

from sim.core.luck import world_key
from sim.ensemble.block import open_block
from sim.ensemble.draws import certain, known
from sim.ensemble.program import Program
from sim.model.shocks import shock_rows
from sim.model.simulate import simulate
from sim.scenario import Room, load, policy, shocks

MINIMAL = Path(__file__).parents[2] / "scenarios" / "minimal.yaml"
ROWS = 8
ROOM = Room(16, 1, 1)  # for the shocks of any test, so that the world is compiled once
QUARTERS = 12
OPTIONS = {
    "nothing": {"provisions": []},
    "three_ways": {
        "provisions": [
            {"instrument": "joint_exercises", "parties": ["PAK", "TUR"], "change": 2.0},
            {"instrument": "mutual_defence_pact", "parties": ["PAK", "SAU", "TUR"], "level": 1.5, "enter": "offered"},
            {"instrument": "tech_transfer", "parties": ["IND", "USA"], "level": 2.0, "enter": "signed"},
            {"instrument": "dca_framework", "parties": ["IND", "USA"], "change": -2.0, "until": "2027-01"},
        ]
    },
    "pact": {"provisions": [{"instrument": "mutual_defence_pact", "parties": ["PAK", "TUR"], "level": 1.0}]},
}
SHOCKS = [
    {"shock": "crisis", "pair": ["IND", "PAK"], "from": "2026-07"},
    {"shock": "tension", "pair": ["IND", "CHN"], "size": 0.95, "from": "2026-04"},
    {"shock": "sanctions", "by": "USA", "on": "TUR", "size": 0.95},
    {"shock": "delivery_failure", "pair": ["PAK", "TUR"], "until": "2027-01"},
    {"shock": "contested_interest", "pair": ["SAU", "TUR"], "size": 1.0},
    {"shock": "fiscal_strain", "actor": "PAK", "size": 1.0},
    {"shock": "budget", "actor": "PAK", "size": -1.0},
    {"shock": "assertiveness", "actor": "TUR", "size": 1.0},
    {"shock": "position", "actor": "IND", "size": 2.0},
]


@pytest.fixture(scope="session")
def six():
    """The scenario: six states, an option for each way of entering, a shock of every kind."""
    return load(MINIMAL, options=OPTIONS, shocks=SHOCKS, compare=[], watch=["world"])


def _walk(setting, rows, happening, key, dt, quarters):
    moving = dataclasses.replace(setting, dt=dt)
    return simulate(moving, rows, happening, key, quarters, lambda scene: scene, quarters)


# Kept as the engine's own programs are: the processes that run tests compile it once between them.
_walked = Program(_walk, "quarters")


def padded(listed, six):
    """Shocks (kind, first, second, size, start, stop) with as much room as the scenario's own, so compiled once."""
    rows = [
        {"kind": kind, "first": first, "second": second, "low": size, "high": size, "start": start, "stop": stop}
        for kind, first, second, size, start, stop in listed
    ]
    empty = shocks(dataclasses.replace(six, shocks=()), ROOM)
    return shock_rows(rows, ROOM.rows, empty.conditions, empty.threats)


@pytest.fixture(scope="session")
def walk(six):
    """A function that walks one world and gives its closing, its scene at every quarter, and what happened.

    `option` and `off` name what is done and what is switched off; `facts` and `rows` replace what is known and the
    option's rows; `shaken` lists shocks (kind, first, second, size, start, stop) in place of the scenario's own, and
    `happening` gives them as rows.
    """

    def walked(option="nothing", *, facts=None, rows=None, off=(), shaken=None, happening=None, draw=0, run=0, dt=0.25):
        facts = known(six.opening, certain(), off) if facts is None else facts
        rows = policy(six, option, ROWS) if rows is None else rows
        if happening is None:
            happening = shocks(six, ROOM) if shaken is None else padded(shaken, six)
        # Opened by the program that opens the worlds of a study, which other tests need as well.
        setting = jax.tree.map(lambda leaf: np.asarray(leaf)[0], open_block(facts, 3, np.array([draw]), 1).settings)
        key = world_key(*(np.uint64(number) for number in (3, draw, run)))
        world, scenes, events = _walked(setting, rows, happening, key, np.float64(dt), quarters=QUARTERS)
        return world, scenes, events

    return walked
