"""Blocks of worlds to time: those of a scenario that ships, and those of synthetic tables of any size."""

import time
from typing import NamedTuple

import numpy as np

import sim
from sim.ensemble import block
from sim.ensemble.block import WORLDS_A_BLOCK, open_block, run_block
from sim.ensemble.draws import Known, certain, doubt_of, known
from sim.ensemble.run import padded_rows, padded_shocks, watched
from sim.ensemble.subjects import subjects_of
from sim.model.opening import Opening
from sim.model.policy import Policy, no_policy
from sim.model.shocks import Shocks, no_shocks
from sim.outcomes import OUTCOMES
from sim.scenario import policy

MAIN = "scenarios/pakistan-turkey.yaml"
ROWS = 32


class Work(NamedTuple):
    """What a block is run on."""

    facts: Known
    rows: Policy
    happening: Shocks
    places: dict[str, np.ndarray]
    quarters: int


def of_scenario(path: str = MAIN, option: str = "everything") -> Work:
    """A scenario under one of its options, measured as `entente run` measures it."""
    scenario = sim.load(path)
    subjects = subjects_of(scenario.outcomes, watched(scenario), scenario.actors, scenario.groups)
    facts = known(scenario.opening, doubt_of(scenario.parameters, scenario.uncertainties))
    rows = policy(scenario, option, padded_rows(scenario))
    return Work(facts, rows, padded_shocks(scenario), dict(subjects.places), scenario.quarters)


def of_opening(opening: Opening, quarters: int) -> Work:
    """The baseline of any tables, every outcome measured in one place."""
    places = {name: np.zeros(1, np.int64) for name in OUTCOMES}
    return Work(known(opening, certain()), no_policy(ROWS), no_shocks(), places, quarters)


def run(work: Work, number: int = 0) -> None:
    """Open and run the worlds of one block."""
    worlds = np.arange(WORLDS_A_BLOCK) + number * WORLDS_A_BLOCK
    run_block(open_block(work.facts, 1, worlds, 1), work.rows, work.happening, work.places, work.quarters)


def core_ms(work: Work, repeats: int) -> list[float]:
    """Milliseconds of processor time a world, of several blocks; the first block, which compiles, is not counted."""
    run(work)
    spent = []
    for number in range(1, repeats + 1):
        begun = time.process_time()
        run(work, number)
        spent.append((time.process_time() - begun) / WORLDS_A_BLOCK * 1e3)
    return spent


def program_text() -> str:
    """The compiled program of a block, as XLA writes it."""
    ready = block._go_on._ready  # the programs of this process; a benchmark of one shape has one
    return str(next(reversed(ready.values())).as_text())  # type: ignore[attr-defined]
