"""Yardsticks: well-known shifts between two states, measured with the alignment index as of the two years.

    index(year) = clip(X_year w), then half of the way into the range that the peace scale of the year gives

The formula is that of the baseline (`alignment.py`) without what it cannot have in both years: news events begin in
2002 and dated corrections speak of today. The peace scale counts where it speaks in both years. Weights are those of
2002-2012. Only yearly files are read, never `latest/`; only rounded results are shipped.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from sim.evidence.alignment import LIMIT, design, fit_alignment, peace_ranges
from sim.evidence.coefficients import value
from sim.evidence.covariates import history
from sim.evidence.curated import FOLDER
from sim.evidence.fit import Fit, predict
from sim.evidence.grids import Grid
from sim.evidence.sources import Public, open_source

SHIPPED = Path(__file__).parents[1] / "catalogue" / "yardsticks.yaml"
SOURCE = "alignment index as of the two years, computed by `entente data yardsticks`"
HEAD = """\
# Yardsticks: shifts of the record, measured with the alignment index as of the two years. Written by
# `entente data yardsticks` from sim/evidence/curated/yardsticks.csv and public files; figures are rounded.
# record: which way historians would say that it went. seen: whether the index moves that way by .05 or more.
version: 1
yardsticks:
"""


@cache
def listed() -> pd.DataFrame:
    """The shifts: first, second, start, end, record (up or down), event, source."""
    return pd.read_csv(FOLDER / "yardsticks.csv")


def formed(public: Public, fit: Fit, year: int) -> Grid:
    """The form as of the end of a year, `(actor, other)`: promises and acts up to that year."""
    return np.clip(predict(fit, design(public, history(public, year))), -LIMIT, LIMIT)


def shift_of(public: Public, fit: Fit, pair: tuple[str, str], years: tuple[int, int]) -> tuple[float, float]:
    """The index of a pair as of two years, measured in the same way in both."""
    i, j = (public.actors().index(code) for code in pair)
    said = [peace_ranges(public, year) for year in years]
    level = [float(formed(public, fit, year)[i, j]) for year in years]
    if all(ranges.speaks[i, j] > 0 for ranges in said):
        within = [float(np.clip(x, r.low[i, j], r.high[i, j])) for x, r in zip(level, said, strict=True)]
        level = [(x + y) / 2 for x, y in zip(level, within, strict=True)]
    return round(level[0], 2), round(level[1], 2)


def yardsticks(source: Path | str | None = None) -> str:
    """The text of `yardsticks.yaml`, computed from a folder of public files.

    Raises
    ------
    SourceError
        The folder or a file is missing.
    """
    public = open_source(source)
    return HEAD + "".join(_entries(public, fit_alignment(public)))


def _entries(public: Public, fit: Fit) -> Iterator[str]:
    for row in listed().to_dict("records"):
        pair, years = (str(row["first"]), str(row["second"])), (int(row["start"]), int(row["end"]))
        before, after = shift_of(public, fit, pair, years)
        moved = (after - before) * (1 if row["record"] == "up" else -1)
        source = f"{SOURCE}; {row['source']}"
        # JSON strings are YAML: no letter of an event can break the file.
        yield (
            f"  - key: {'_'.join(pair).lower()}_{years[0]}\n"
            f"    pair: [{', '.join(pair)}]\n"
            f"    years: [{years[0]}, {years[1]}]\n"
            f"    event: {json.dumps(row['event'], ensure_ascii=False)}\n"
            f"    record: {row['record']}\n"
            f"    index: [{before:.2f}, {after:.2f}]\n"
            f"    seen: {'yes' if round(moved, 2) >= value('yardstick_seen') else 'no'}\n"
            f"    grade: data\n"
            f"    source: {json.dumps(source, ensure_ascii=False)}\n"
        )
