"""The engine against plain agents in Mesa: the same worlds of the main scenario in two processes each.

Time of a core a world, both processes at work. Plain agents walk the baseline, which has no agreements of many and no
clauses, for as many quarters as `QUARTERS` says, and are counted for the whole horizon. Prints one JSON line.
"""

import json
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np

import sim
from benchmarks import blocks
from benchmarks.one_draw import figures_of
from benchmarks.plain.figures import Figures
from benchmarks.plain_mesa import World
from sim.core.workers import processes
from sim.ensemble.block import WORLDS_A_BLOCK
from sim.ensemble.draws import doubt_of, known

PROCESSES, QUARTERS, BLOCKS = 2, 20, 12


def walk(figures: Figures, draw: int) -> float:
    """Seconds of a core that a plain world takes, counted for forty quarters."""
    begun = time.process_time()
    world = World(figures, [], 1, draw, 0)
    for _ in range(QUARTERS):
        world.step()
    return (time.process_time() - begun) * 40 / QUARTERS


def engine(number: int) -> float:
    """Seconds of a core that a world of the engine takes, in a process that has compiled it."""
    work = blocks.of_scenario(option="baseline")
    blocks.run(work)
    begun = time.process_time()
    for block in range(BLOCKS):
        blocks.run(work, number * BLOCKS + block + 1)
    return (time.process_time() - begun) / BLOCKS / WORLDS_A_BLOCK


def main() -> None:
    """Print milliseconds a world and core of both, and their ratio."""
    scenario = sim.load(blocks.MAIN)
    facts = known(scenario.opening, doubt_of(scenario.parameters, scenario.uncertainties))
    drawn = [figures_of(facts, scenario.actors, scenario.opening.instruments, 1, draw) for draw in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        plain = np.mean(list(pool.map(walk, drawn, range(PROCESSES)))) * 1e3
    with processes(PROCESSES, "sim.ensemble.run") as pool:
        ours = np.mean(list(pool.map(engine, range(PROCESSES)))) * 1e3
    print(json.dumps({"plain_ms": round(plain), "engine_ms": round(ours, 2), "times": round(plain / ours)}))


if __name__ == "__main__":
    main()
