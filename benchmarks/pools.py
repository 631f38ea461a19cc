"""One worker against two, as local processes and on a Dask cluster of two worker processes. Prints one JSON line.

Workers are started, and have run a few worlds, before the clock starts. One and two take turns, since a machine that is
shared with others is faster in some minutes than in others.
"""

import json
import time
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import ExitStack
from importlib.util import find_spec

import sim
from benchmarks.blocks import MAIN
from sim.core.workers import ONE_THREAD, processes
from sim.ensemble.cluster import cluster

DRAWS, WARM, ROUNDS = 96, 16, 3
Open = Callable[[ExitStack, int], Executor]


def seconds(pool: Executor, draws: int) -> float:
    """Time of a study in a pool."""
    scenario = sim.load(MAIN)
    begun = time.perf_counter()
    sim.run(scenario, draws=draws, runs=1, executor=pool)
    return time.perf_counter() - begun


def local(stack: ExitStack, workers: int) -> Executor:
    """Local processes."""
    return stack.enter_context(processes(workers, "sim.ensemble.run"))


def dask(stack: ExitStack, workers: int) -> Executor:
    """A cluster whose workers are processes of one thread."""
    from distributed import LocalCluster

    hosts = LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, env=dict(ONE_THREAD)
    )
    return stack.enter_context(cluster(stack.enter_context(hosts).scheduler_address))


def in_turn(opened: Open) -> dict[str, float]:
    """Seconds of a study by number of workers, taken in turn: of the rounds, the one whose gain is the middle one."""
    with ExitStack() as stack:
        pools = [opened(stack, workers) for workers in (1, 2)]
        for pool in pools:
            seconds(pool, WARM)
        rounds = [[seconds(pool, DRAWS) for pool in pools] for _ in range(ROUNDS)]
    one, two = sorted(rounds, key=lambda both: both[0] / both[1])[ROUNDS // 2]
    return {"1": round(one, 2), "2": round(two, 2)}


def main() -> None:
    """Print seconds by pool and number of workers."""
    figures = {"local": in_turn(local)}
    if find_spec("distributed"):
        figures["dask"] = in_turn(dask)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
