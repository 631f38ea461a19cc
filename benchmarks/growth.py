"""How time and memory grow: one case a process, so that each has memory of its own.

    python -m benchmarks.growth ACTORS INSTRUMENTS QUARTERS

Prints one JSON line: seconds of the first block (tracing and compiling: no kept program is taken), milliseconds a
world and core, and the largest memory of the process.
"""

import json
import os
import resource
import statistics
import sys
import tempfile
import time

from benchmarks import blocks
from benchmarks.synthetic import synthetic

LONGEST = 20.0  # seconds given to a case after its first block
MOST, LEAST = 8, 2


def main() -> None:
    """Time one case, with an empty folder of compiled programs."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        _time()


def _time() -> None:
    actors, instruments, quarters = map(int, sys.argv[1:])
    work = blocks.of_opening(synthetic(actors, instruments), quarters)
    begun = time.perf_counter()
    blocks.run(work)
    first = time.perf_counter() - begun
    begun = time.perf_counter()
    blocks.run(work, 1)
    once = time.perf_counter() - begun
    spent = blocks.core_ms(work, max(LEAST, min(MOST, int(LONGEST / once))))
    figures = {
        "first_block_s": round(first, 1),
        "ms_world": round(statistics.median(spent), 2),
        "ms_least": round(min(spent), 2),
        "ms_most": round(max(spent), 2),
        "blocks": len(spent),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
