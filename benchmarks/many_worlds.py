"""A sweep of a hundred thousand worlds an option: how fast, and in how much memory, killed once on the way.

    python -m benchmarks.many_worlds [WORLDS]

Prints one JSON line. Memory is the sum over all processes of the command, sampled while it runs: of resident pages,
and of those with pages that several share counted once, which is what the machine must have; the bar is read so.
"""

import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

import psutil

from benchmarks.small_sweep import SCENARIO, folder_of, start

WORLDS, WORKERS, EVERY = 100_000, 2, 0.5


def words(out: Path, worlds: int) -> list[str]:
    """One point of the smallest scenario, one year long, in so many worlds."""
    asked = [SCENARIO, "horizon=1", "--vary", "parameters.k_react=0.5", "--draws", str(worlds), "--runs", "1"]
    return ["sweep", *asked, "--out", str(out), "--workers", str(WORKERS), "--no-charts", "--quiet"]


def watched(command: Popen[str], stop: Callable[[], bool]) -> tuple[float, float]:
    """Most megabytes of all processes together, resident and with shared pages once, until the end or a stop."""
    most = [0.0, 0.0]
    while command.poll() is None and not stop():
        try:
            every = [psutil.Process(command.pid), *psutil.Process(command.pid).children(recursive=True)]
            taken = [process.memory_full_info() for process in every]
        except psutil.Error:
            continue
        now = sum(one.rss for one in taken), sum(getattr(one, "pss", one.rss) for one in taken)
        most = [max(before, size / 2**20) for before, size in zip(most, now, strict=True)]
        time.sleep(EVERY)
    return most[0], most[1]


def main() -> None:
    """Run it, kill it when a third is done, and go on."""
    worlds = int(sys.argv[1]) if len(sys.argv) > 1 else WORLDS
    with tempfile.TemporaryDirectory() as place:
        third = worlds // 64  # of three options, 64 worlds a part
        began, command = time.perf_counter(), start(words(Path(place), worlds))
        first = watched(command, lambda: len(list(Path(place).rglob("*.parquet"))) >= third)
        os.killpg(command.pid, signal.SIGKILL)
        command.communicate()
        done, killed = len(list(Path(place).rglob("*.parquet"))), time.perf_counter()
        command = start(words(Path(place), worlds))
        second = watched(command, lambda: False)
        folder = folder_of(command)
        seconds = {"until_killed": round(killed - began, 1), "from_then": round(time.perf_counter() - killed, 1)}
        parts = len(list((folder / "parts").iterdir()))
    most = [round(max(pair)) for pair in zip(first, second, strict=True)]
    told = {"worlds_an_option": worlds, "parts": parts, "parts_when_killed": done, "seconds": seconds}
    print(json.dumps(told | {"most_mb_resident": most[0], "most_mb_shared_once": most[1]}))


if __name__ == "__main__":
    main()
