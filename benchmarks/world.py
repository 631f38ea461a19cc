"""Milliseconds a world and core: the main scenario, one thread, compiled beforehand. Prints one JSON line."""

import json
import statistics
import time

from benchmarks import blocks
from sim.ensemble.block import WORLDS_A_BLOCK

REPEATS = 8


def main() -> None:
    """Time blocks of worlds and print the figures."""
    work = blocks.of_scenario()
    begun = time.perf_counter()
    blocks.run(work)
    first = time.perf_counter() - begun
    begun = time.perf_counter()
    spent = blocks.core_ms(work, REPEATS)
    wall = (time.perf_counter() - begun) / (REPEATS + 1) / WORLDS_A_BLOCK * 1e3
    figures = {
        "actors": len(work.facts.actor_words),
        "instruments": len(work.facts.instrument_words),
        "quarters": work.quarters,
        "worlds_a_block": WORLDS_A_BLOCK,
        "first_block_s": round(first, 1),
        "ms_world_wall": round(wall, 2),
        "ms_world_core": round(statistics.median(spent), 2),
        "ms_world_core_least": round(min(spent), 2),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
