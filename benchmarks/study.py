"""A whole command as a user gives it: how long it takes, and the memory of the largest process in it.

    python -m benchmarks.study FILE DRAWS RUNS [cold]

With `cold` the command starts with an empty folder of compiled programs. Prints one JSON line. Linux only.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.memory import EVERY, family


def main() -> None:
    """Run the command once."""
    file, draws, runs, *cold = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        surroundings = dict(os.environ) | ({"XDG_CACHE_HOME": folder} if cold else {})
        call = "from sim.cli import main; main()"
        words = ["run", file, "--draws", draws, "--runs", runs, "--quiet", "--out", os.path.join(folder, "results")]
        begun, largest = time.perf_counter(), 0.0
        program = subprocess.Popen([sys.executable, "-c", call, *words], env=surroundings, stdout=subprocess.DEVNULL)
        # Workers are not children that this process could ask for what they took: the peak that each tells of itself.
        while program.poll() is None:
            largest = max(largest, *(_peak_mb(pid) for pid in family(program.pid)))
            time.sleep(EVERY)
        wall = time.perf_counter() - begun
        if program.returncode:
            raise SystemExit(f"the run ended with {program.returncode}")
    print(json.dumps({"wall_s": round(wall, 1), "memory_mb": round(largest)}))


def _peak_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:  # it has ended
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


if __name__ == "__main__":
    main()
