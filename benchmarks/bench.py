"""Measure how fast the engine is and write benchmarks/results.json and docs/performance.md.

Every measurement is a process of its own, one after the other, so that each has memory, threads and a start of its own
and all ratios come from one run on one machine. What fails is written down as failed; the rest goes on.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.eight_options import write
from benchmarks.growth_chart import CHART, draw
from benchmarks.page import PAGE, page
from sim.core.workers import ONE_THREAD, cores
from sim.ensemble.version import model_version

RESULTS = Path("benchmarks/results.json")
SMALL = "scenarios/minimal.yaml"
SIZES = {
    "actors": [(6, 25, 40), (28, 25, 40), (40, 25, 40), (195, 25, 40)],
    "instruments": [(28, 12, 40), (28, 50, 40)],
    "quarters": [(28, 25, 20), (28, 25, 80)],
}


def steps(eight: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names of the measurements, and the module and words of each."""
    yield "floor", ("floor",)
    yield "numpy", ("numpy_choice",)
    yield "split", ("split",)
    yield "mesa", ("versus_mesa",)
    for size in (size for sizes in SIZES.values() for size in sizes):
        yield f"growth {' '.join(map(str, size))}", ("growth", *map(str, size))
    yield "start cold", ("study", SMALL, "2", "1", "cold")
    yield "start warm", ("study", SMALL, "2", "1")
    yield "start warm again", ("study", SMALL, "2", "1")
    yield "worlds 100", ("study", str(eight), "25", "4")
    yield "worlds 1000", ("study", str(eight), "250", "4")
    yield "pools", ("pools",)


def measured(words: tuple[str, ...]) -> dict[str, Any]:
    """What one measurement prints, or that it failed and with which words."""
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{words[0]}", *words[1:]],
        env=dict(os.environ) | ONE_THREAD,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or ["no word of why"])[-1]}
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    cpu = next((line for line in _lines("/proc/cpuinfo") if line.startswith("model name")), ": " + platform.machine())
    return {
        "processor": cpu.partition(":")[2].strip(),
        "cores": cores(),
        "busy": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "jax": version("jax"),
        "numpy": version("numpy"),
        "mesa": version("mesa"),
        "model": model_version(),
        "date": datetime.now(UTC).date().isoformat(),
    }


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def main() -> None:
    """Measure everything, or only the steps whose names are given, and write the page anew."""
    only, begun = sys.argv[1:], time.perf_counter()
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if only and RESULTS.exists() else {}
    results["machine"] = machine()
    with tempfile.TemporaryDirectory() as folder:
        for name, words in steps(write(Path(folder))):
            if only and name not in only:
                continue
            results[name] = measured(words)
            print(f"{time.perf_counter() - begun:5.0f} s  {name}: {json.dumps(results[name])}", flush=True)
            RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    draw(results)
    PAGE.write_text(page(results), encoding="utf-8")
    print(f"{RESULTS}, {PAGE} and {CHART} are written")


if __name__ == "__main__":
    main()
