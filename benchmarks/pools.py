"""One worker against two, as local processes and on a Dask cluster of two worker processes. Prints one JSON line.

Workers are started, and have run a few worlds, before the clock starts.
"""

import json
import time
from concurrent.futures import Executor
from contextlib import ExitStack
from importlib.util import find_spec

import sim
from benchmarks.blocks import MAIN
from sim.core.workers import ONE_THREAD, processes
from sim.ensemble.cluster import cluster

DRAWS, WARM = 96, 16


def seconds(pool: Executor) -> float:
    """Time of a study in a pool."""
    scenario = sim.load(MAIN)
    sim.run(scenario, draws=WARM, runs=1, executor=pool)
    begun = time.perf_counter()
    sim.run(scenario, draws=DRAWS, runs=1, executor=pool)
    return time.perf_counter() - begun


def local(workers: int) -> float:
    """The study in local processes."""
    with processes(workers, "sim.ensemble.run") as pool:
        return seconds(pool)


def dask(workers: int) -> float:
    """The study on a cluster whose workers are processes of one thread."""
    from distributed import LocalCluster

    with ExitStack() as stack:
        hosts = LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, env=dict(ONE_THREAD)
        )
        address = stack.enter_context(hosts).scheduler_address
        return seconds(stack.enter_context(cluster(address)))


def main() -> None:
    """Print seconds by pool and number of workers."""
    figures = {"local": {str(workers): round(local(workers), 2) for workers in (1, 2)}}
    if find_spec("distributed"):
        figures["dask"] = {str(workers): round(dask(workers), 2) for workers in (1, 2)}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
