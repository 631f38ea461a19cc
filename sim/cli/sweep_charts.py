"""The charts of a sweep, each beside its numbers."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.ensemble.swept import Swept

MOST_LEVERS = 8


def draw_sweep(swept: "Swept", folder: Path, command: str) -> int:
    """Draw the response to every lever that varies, and the heat map and small multiples of the first two or three.

    Returns
    -------
    int
        How many charts there are; none where nothing varies.
    """
    from sim.charts import CHARTS, save
    from sim.ensemble.store import write_table

    wanted: list[tuple[str, str, tuple[str, ...]]] = [
        ("response", f"response_{_short(path)}", (path,)) for path in swept.varying[:MOST_LEVERS]
    ]
    if len(swept.varying) > 1:
        wanted += [("heat", "heat", ()), ("multiples", "multiples", ())]
    for kind, name, about in wanted:
        chart, stem = CHARTS[kind], folder / "charts" / name
        write_table(stem, chart.data(swept, *about))
        save(chart.draw(swept, *about), stem, {"title": chart.title, "command": command})
    return len(wanted)


def _short(path: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "_", path).strip("_")
