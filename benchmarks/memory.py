"""Memory when worlds grow: the peak of all processes of `entente run`, with some worlds and with ten times as many.

    python benchmarks/memory.py [SCENARIO] [DRAWS] [RUNS]

The peak is of the resident memory that belongs to the processes alone and of what they share, split among those that
share it (PSS of /proc/PID/smaps_rollup), twenty times a second; Linux only.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

TIMES, EVERY = 10, 0.05
COMMAND = "from sim.cli import main; main()"
DEFAULT = ("scenarios/minimal.yaml", 100, 10)


def main() -> None:
    """Measure and print the ratio; a first small run compiles what is not yet compiled."""
    given = sys.argv[1:]
    scenario, draws, runs = (given[k] if k < len(given) else DEFAULT[k] for k in range(3))
    peak(str(scenario), 8, 2)
    peaks = [peak(str(scenario), int(draws) * times, int(runs)) for times in (1, TIMES)]
    for times, found in zip((1, TIMES), peaks, strict=True):
        print(f"{int(draws) * times * int(runs):>8} worlds an option: {found / 1e6:.0f} MB at most, all processes")
    print(f"ratio {peaks[1] / peaks[0]:.3f} (bar 1.1)")


def peak(scenario: str, draws: int, runs: int) -> int:
    """Peak memory in bytes of one run, from nothing to the last chart, with its worker processes."""
    with tempfile.TemporaryDirectory() as out:
        words = ["run", scenario, "--draws", draws, "--runs", runs, "--out", out, "--quiet"]
        program = subprocess.Popen([sys.executable, "-c", COMMAND, *map(str, words)], stdout=subprocess.DEVNULL)
        found = 0
        while program.poll() is None:
            found = max(found, sum(_size(pid) for pid in family(program.pid)))
            time.sleep(EVERY)
        if program.returncode:
            raise SystemExit(f"the run ended with {program.returncode}")
    return found


def family(pid: int) -> list[int]:
    """A process and all that it started, as they are now."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        # A pool starts its workers from a thread of its own.
        for thread in Path(f"/proc/{pid}/task").iterdir():
            children += (thread / "children").read_text().split() if thread.name != str(pid) else []
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in family(int(child)))]


def _size(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return 1024 * int(line.split()[1])
    except OSError:
        pass
    return 0


if __name__ == "__main__":
    main()
