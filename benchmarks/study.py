"""A whole command as a user gives it: how long it takes, and the memory of the largest process in it.

    python -m benchmarks.study FILE DRAWS RUNS [cold]

With `cold` the command starts with an empty folder of compiled programs. Prints one JSON line.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time


def main() -> None:
    """Run the command once."""
    file, draws, runs, *cold = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        surroundings = dict(os.environ) | ({"XDG_CACHE_HOME": folder} if cold else {})
        call = "from sim.cli import main; main()"
        words = ["run", file, "--draws", draws, "--runs", runs, "--quiet", "--out", os.path.join(folder, "results")]
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", call, *words], env=surroundings, check=True, stdout=subprocess.DEVNULL)
        wall = time.perf_counter() - begun
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"wall_s": round(wall, 1), "memory_mb": round(largest)}))


if __name__ == "__main__":
    main()
