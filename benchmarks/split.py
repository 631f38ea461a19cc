"""Where the time of a world goes: perceive, choose, act, erupt, learn, luck.

The whole program of a block is run once under JAX's own profiler, which times every compiled operation where it stands.
XLA says of each from which lines of source it came: an operation belongs to the part of the quarter that called it, and
to luck when the address hash or what makes numbers of it did. Where XLA has fused several lines into one operation, its
time is shared by the arithmetic that each brings. Shares are then of the time that a block takes without the profiler.
Prints one JSON line.
"""

import json
import statistics
import tempfile
from collections import Counter
from pathlib import Path

import jax

from benchmarks import blocks
from benchmarks.source_lines import Program

REPEATS, TRACED = 8, 4
PARTS = {
    "model/perceive": "perceive",
    "model/motives": "choose",
    "model/worth": "choose",
    "model/choose": "choose",
    "model/acts": "act",
    "model/policy": "act",
    "model/erupt": "erupt",
    "model/rally": "erupt",
    "model/learn": "learn",
    "core/ledger": "learn",
    "model/shocks": "shocks",
    "model/unfold": "shocks",
    "model/shaken": "shocks",
    "model/enacted": "shocks",
    "outcomes": "outcomes",
}
ORDER = ("perceive", "choose", "act", "erupt", "learn", "luck", "shocks", "outcomes", "rest")


def part_of(files: list[str]) -> str:
    """The part of a quarter to which source lines belong, called first to called last."""
    if "core/luck.py" in files:
        return "luck"
    for file in files:
        for start, part in PARTS.items():
            if file.startswith(start):
                return part
    return "rest"


def innermost(events: list[tuple[str, float, float]]) -> list[tuple[str, float]]:
    """Operations that contain no others, and how long each took; events are (name, start, length).

    What a loop takes between the operations in it is nobody's: it is shared out in proportion.
    """
    found: list[tuple[str, float]] = []
    ordered = sorted(events, key=lambda event: (event[1], -event[2]))
    for (name, start, length), following in zip(ordered, [*ordered[1:], None], strict=True):
        if following is None or following[1] >= start + length:
            found.append((name, length))
    return found


def traced(work: blocks.Work) -> dict[str, float]:
    """Time of each operation of blocks run under the profiler: how often it ran times its median.

    A median, since whatever else the machine does now and then falls into one operation.
    """
    with tempfile.TemporaryDirectory() as folder:
        with jax.profiler.trace(folder):
            for number in range(TRACED):
                blocks.run(work, number)
        file = next(Path(folder).rglob("*.xplane.pb"))
        planes = jax.profiler.ProfileData.from_file(str(file)).planes
        times: dict[str, list[float]] = {}
        for line in (line for plane in planes for line in plane.lines):
            ours = [(str(event.name), event.start_ns, event.duration_ns) for event in line.events if _is_ours(event)]
            for name, length in innermost(ours):
                times.setdefault(name, []).append(length)
    return {name: len(lengths) * statistics.median(lengths) for name, lengths in times.items()}


def _is_ours(event: object) -> bool:
    stats = dict(event.stats)  # type: ignore[attr-defined]
    return "hlo_op" in stats and "worlds" in str(stats.get("hlo_module", ""))


def shares(work: blocks.Work) -> dict[str, float]:
    """Share of each part in the time of a block."""
    spent, program = traced(work), Program(blocks.program_text())
    total: Counter[str] = Counter()
    for name, time in spent.items():
        for files, share in program.sources(name):
            total[part_of(files)] += time * share
    whole = sum(total.values())
    return {part: total[part] / whole for part in ORDER}


def main() -> None:
    """Print milliseconds a world and core by part."""
    work = blocks.of_scenario()
    whole = statistics.median(blocks.core_ms(work, REPEATS))
    figures = {part: round(share * whole, 3) for part, share in shares(work).items()}
    print(json.dumps({"ms_world": round(whole, 2), "parts": figures}))


if __name__ == "__main__":
    main()
