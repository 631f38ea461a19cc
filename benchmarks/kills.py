"""Random kills of a sweep (SIGKILL): does every one of them end byte-equal to the sweep that nobody touched?

    python -m benchmarks.kills 50

Each trial begins a sweep in an empty folder and kills, at a random moment of it and in turn, the whole group of
processes, the one that hands out work, a single worker, or the process that workers are forked from; then it gives the
same command until it ends, and compares every file of the folder byte for byte. A sweep that ended before its moment
came is no trial. Prints one JSON line; ends with 1 when a trial came out otherwise. Linux only.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen, TimeoutExpired

import psutil

from benchmarks.small_sweep import folder_of, left_behind, server_of, start, words, workers_of
from sim.ensemble.same import differences

DRAWS, WORKERS, SEED, MOST_STARTS = 1280, 2, 7, 5


def kill_all(command: Popen[str]) -> bool:
    """Kill the whole group at once."""
    os.killpg(command.pid, signal.SIGKILL)
    return True


def kill_first(command: Popen[str]) -> bool:
    """Kill the process that hands out work, and leave its workers."""
    command.kill()
    return True


def kill_worker(command: Popen[str]) -> bool:
    """Kill one of the workers, as soon as there is one."""
    return _kill_one(command, workers_of)


def kill_server(command: Popen[str]) -> bool:
    """Kill the process that workers are forked from, as soon as there is one."""
    return _kill_one(command, server_of)


KINDS: dict[str, Callable[[Popen[str]], bool]] = {
    "group": kill_all,
    "first": kill_first,
    "worker": kill_worker,
    "server": kill_server,
}


def _kill_one(command: Popen[str], which: Callable[[Popen[str]], list[psutil.Process]]) -> bool:
    while command.poll() is None:
        if found := which(command):
            found[-1].kill()
            return True
        time.sleep(0.01)
    return False


def trial(kind: str, whole: Path, seconds: float, luck: random.Random, draws: int = DRAWS) -> dict[str, object]:
    """One sweep killed at a random moment within so many seconds, gone on with, and compared.

    Parameters
    ----------
    kind
        Whom to kill: a name of `KINDS`.
    whole
        Folder of the sweep that nobody touched.
    seconds
        How long that one took.
    luck
        Chooses the moment.
    draws
        As of the whole one.
    """
    with tempfile.TemporaryDirectory() as place:
        asked = words(Path(place), draws, WORKERS)
        command, moment, killed = start(asked), luck.uniform(0, seconds), False
        try:
            command.wait(timeout=moment)
        except TimeoutExpired:
            killed = KINDS[kind](command)
        parts = len(list(Path(place).rglob("*.parquet")))
        starts, folder = 1, _ended(command)
        while folder is None and starts < MOST_STARTS:
            starts, folder = starts + 1, _ended(start(asked))
        wrong = {"": "never ended"} if folder is None else differences(folder, whole)
        behind = left_behind(command.pid)
    told = {"kind": kind, "moment": moment, "killed": killed, "parts": parts, "starts": starts}
    return told | {"behind": len(behind), "wrong": wrong}


def _ended(command: Popen[str]) -> Path | None:
    try:
        return folder_of(command)
    except RuntimeError as error:
        if command.returncode != -signal.SIGKILL:
            raise RuntimeError(f"a killed sweep did not end as killed, nor well: {error}") from error
        return None


def main() -> None:
    """As many trials as asked for, and how many came out as they should."""
    number, luck, kinds = int(sys.argv[1]) if len(sys.argv) > 1 else 50, random.Random(SEED), list(KINDS)
    with tempfile.TemporaryDirectory() as place:
        folder_of(start(words(Path(place) / "warm", DRAWS, WORKERS)))
        began = time.perf_counter()
        whole = folder_of(start(words(Path(place) / "whole", DRAWS, WORKERS)))
        seconds = time.perf_counter() - began
        found = []
        for k in range(number):
            while not (one := trial(kinds[k % len(kinds)], whole, seconds, luck))["killed"]:
                continue
            found.append(one)
            print(json.dumps(found[-1]), file=sys.stderr, flush=True)
    equal = sum(not one["wrong"] for one in found)
    told = {"kills": number, "byte_equal": equal, "went_on": sum(int(str(one["starts"])) > 1 for one in found)}
    told |= {"in_the_midst": sum(int(str(one["parts"])) > 0 for one in found)}
    told |= {"left_behind": sum(int(str(one["behind"])) for one in found), "seconds_unbroken": round(seconds, 1)}
    print(json.dumps(told))
    raise SystemExit(equal < number)


if __name__ == "__main__":
    main()
