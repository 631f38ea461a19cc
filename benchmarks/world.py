"""Milliseconds a world and core: the main scenario's baseline, one thread, compiled beforehand.

Prints one JSON line. Ratios to plain Mesa, to NumPy and to the machine's floor come with the questions at scale.
"""

import json
import statistics
import time

import numpy as np

import sim
from sim.ensemble.block import WORLDS_A_BLOCK, open_block, run_block
from sim.ensemble.draws import doubt_of, known
from sim.ensemble.run import padded_rows, watched
from sim.ensemble.subjects import subjects_of
from sim.scenario import policy, shocks

REPEATS = 8


def main() -> None:
    """Time blocks of worlds and print the figures."""
    scenario = sim.load("scenarios/pakistan-turkey.yaml")
    subjects = subjects_of(scenario.outcomes, watched(scenario), scenario.actors, scenario.groups)
    facts = known(scenario.opening, doubt_of(scenario.parameters, scenario.uncertainties))
    rows, happening = policy(scenario, "everything", padded_rows(scenario)), shocks(scenario)

    def block(number: int) -> None:
        worlds = np.arange(WORLDS_A_BLOCK) + number * WORLDS_A_BLOCK
        run_block(open_block(facts, 1, worlds, 1), rows, happening, subjects.places, scenario.quarters)

    begun = time.perf_counter()
    block(0)
    first = time.perf_counter() - begun
    wall, core = [], []
    for number in range(1, REPEATS + 1):
        begun, spent = time.perf_counter(), time.process_time()
        block(number)
        wall.append((time.perf_counter() - begun) / WORLDS_A_BLOCK * 1e3)
        core.append((time.process_time() - spent) / WORLDS_A_BLOCK * 1e3)
    figures = {
        "actors": len(scenario.actors),
        "instruments": len(scenario.opening.instruments),
        "quarters": scenario.quarters,
        "worlds_a_block": WORLDS_A_BLOCK,
        "first_block_s": round(first, 1),
        "ms_world_wall": round(statistics.median(wall), 2),
        "ms_world_core": round(statistics.median(core), 2),
        "ms_world_core_least": round(min(core), 2),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
