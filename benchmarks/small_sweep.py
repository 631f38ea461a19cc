"""A small sweep as a command of its own, for the benches that kill, cut and move what must change nothing."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

SCENARIO = "scenarios/minimal.yaml"
LEVERS = ("--vary", "options.exercises[0].change=0,0.2,0.4,0.6", "--vary", "parameters.k_react=0.2,0.9")
OUTCOMES = ("--outcome", "alignment")
ALL_LEAVE_SECONDS = 20


def words(out: Path, draws: int, workers: int, scenario: str = SCENARIO) -> list[str]:
    """The words of the sweep: eight points of a year, so many draws."""
    asked = [scenario, "horizon=1", *LEVERS, *OUTCOMES, "--draws", str(draws), "--runs", "1"]
    return ["sweep", *asked, "--out", str(out), "--workers", str(workers), "--no-charts", "--quiet"]


def start(asked: Sequence[str], **surroundings: str) -> subprocess.Popen[str]:
    """Start a command as the leader of a group of processes of its own."""
    program = "from sim.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", program, *asked],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(Path.cwd())} | surroundings,
    )


def folder_of(done: subprocess.Popen[str]) -> Path:
    """The folder that a command names when it ends well.

    Raises
    ------
    RuntimeError
        When it does not, with what it said.
    """
    said, aside = done.communicate()
    if done.returncode:
        raise RuntimeError(f"ended with code {done.returncode}: {aside}")
    return Path(said.strip().splitlines()[-1])


def workers_of(command: subprocess.Popen[str]) -> list[psutil.Process]:
    """The worker processes of a command that runs: children of the process that they are forked from. Linux only."""
    return _children(_children([psutil.Process(command.pid)]))


def server_of(command: subprocess.Popen[str]) -> list[psutil.Process]:
    """The process that workers are forked from, once there are any. Linux only."""
    return [child for child in _children([psutil.Process(command.pid)]) if _children([child])]


def left_behind(group: int, seconds: float = ALL_LEAVE_SECONDS) -> list[int]:
    """Processes of a group that still live after some seconds."""
    until = time.monotonic() + seconds
    while (living := _of_group(group)) and time.monotonic() < until:
        time.sleep(0.1)
    return living


def _children(parents: Sequence[psutil.Process]) -> list[psutil.Process]:
    found = list[psutil.Process]()
    for parent in parents:
        with suppress(psutil.Error):  # it has ended
            found += parent.children()
    return found


def _of_group(group: int) -> list[int]:
    found = []
    for process in psutil.process_iter():
        try:
            if os.getpgid(process.pid) == group and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except (ProcessLookupError, psutil.Error):
            continue
    return found
