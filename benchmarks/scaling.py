"""Two workers against one, local and on a Dask cluster: a large sweep as a whole command, start and tables included.

    python -m benchmarks.scaling [DRAWS]

Prints one JSON line: seconds and processor seconds by kind and number of workers, both ratios, and what a hundred
million worlds of the main scenario would cost by these figures. Ratios of wall time mean something on a quiet machine
only; processor seconds of every process, as last seen before it ended, stand beside them. Linux only.
"""

import json
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

from benchmarks.memory import family
from benchmarks.small_sweep import folder_of, start
from sim.ensemble.parts import Parts

SCENARIO, LEVER, DRAWS = "scenarios/pakistan-turkey.yaml", "parameters.k_react=0.5", 512
EVERY = 0.1
HUNDRED_MILLION = 100_000_000


def words(out: Path, draws: int, *force: str) -> list[str]:
    """The words of the sweep: every option of the main scenario at one point."""
    asked = [SCENARIO, "--vary", LEVER, "--draws", str(draws), "--runs", "1", "--no-charts", "--quiet"]
    return ["sweep", *asked, "--out", str(out), *force]


def local(draws: int, workers: int) -> dict[str, float]:
    """Seconds of the command with so many worker processes."""
    with tempfile.TemporaryDirectory() as place:
        return _timed(words(Path(place), draws, "--workers", str(workers)), [])


def dask(draws: int, workers: int) -> dict[str, float]:
    """The same on a cluster of so many worker processes of one thread, which run already."""
    from distributed import LocalCluster

    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None) as hosts,
        tempfile.TemporaryDirectory() as place,
    ):
        force = ("--cluster", hosts.scheduler_address)
        folder_of(start(words(Path(place) / "warm", 64, *force)))
        return _timed(words(Path(place) / "timed", draws, *force), [nanny.pid for nanny in hosts.workers.values()])


def _timed(asked: list[str], others: list[int]) -> dict[str, float]:
    before, began = _processor(others), time.perf_counter()
    command, seen = start(asked), dict[int, float]()
    while command.poll() is None:
        seen |= _processor(family(command.pid))
        time.sleep(EVERY)
    wall, folder, after = time.perf_counter() - began, folder_of(command), _processor(others)
    spent = sum(seen.values()) + sum(after[pid] - before[pid] for pid in others)
    parts = Parts(folder / "parts")
    worlds = sum(len(parts.read(name).errors) for name in parts.names())
    stored = sum(file.stat().st_size for file in (folder / "parts").iterdir())
    return {"wall_s": wall, "processor_s": spent, "worlds": worlds, "bytes_a_world": stored / worlds}


def _processor(pids: list[int]) -> dict[int, float]:
    found = dict[int, float]()
    for pid in pids:
        with suppress(psutil.Error):  # it has ended
            times = psutil.Process(pid).cpu_times()
            found[pid] = times.user + times.system
    return found


def cost(one: dict[str, float]) -> dict[str, float]:
    """Core hours and terabytes of a hundred million worlds, by what one worker took."""
    seconds = one["processor_s"] / one["worlds"]
    return {
        "ms_a_world_and_core": round(1e3 * seconds, 2),
        "core_hours": round(HUNDRED_MILLION * seconds / 3600, 1),
        "terabytes": round(HUNDRED_MILLION * one["bytes_a_world"] / 1e12, 3),
    }


def main() -> None:
    """Time all four and print them."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else DRAWS
    local(64, 1)  # compiles what is not compiled
    told: dict[str, object] = {"draws": draws}
    for name, timed in (("local", local), ("dask", dask)):
        one, two = timed(draws, 1), timed(draws, 2)
        told[name] = {"1": one, "2": two, "ratio": round(one["wall_s"] / two["wall_s"], 2)}
        if name == "local":
            told["hundred_million_worlds"] = cost(one)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
