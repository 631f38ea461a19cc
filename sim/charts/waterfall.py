"""Waterfall: how a pair came from its opening to its closing, entry by entry, under an option and in the baseline.

On the left the two paths in the same worlds, each entry starting where the one above it ended; on the right what the
option changed of each entry, adding up to what it changed of the closing.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.chart import save
from sim.charts.letters import drawing
from sim.charts.sheet import Sample, axes_at, new_sheet, text_width, ticks_within, write_at
from sim.charts.style import BASE, BASE_MIDDLE, DOWN, INK, MARGIN, QUIET, RULE, SMALL, TEXT, UP, WIDTH
from sim.charts.words import MINUS, footer, option_title, outcome_of, signed, unit_name
from sim.ensemble import Ensemble
from sim.outcomes import OUTCOMES

ROW, HEAD, TICKS, GAP = 0.31, 0.28, 0.24, 0.22  # inches
NOTHING = 5e-5
NOTE = (
    "Entries are the proximate terms of the model’s equations, not causes: a term may carry what another one set off. "
    "Entries of which nothing shows are left out."
)
KEY = (
    Sample("baseline", "patch", {"facecolor": BASE_MIDDLE, "edgecolor": BASE, "linewidth": 0.6}),
    Sample("option", "patch", {"facecolor": INK, "edgecolor": INK, "linewidth": 0.6}),
    Sample("raised by the option", "patch", {"facecolor": UP, "linewidth": 0}),
    Sample("lowered", "patch", {"facecolor": DOWN, "hatch": "////", "edgecolor": "white", "linewidth": 0}),
    Sample("90 % interval", "line", {"color": INK, "linewidth": 1.3}),
)


class Subject(NamedTuple):
    """What a table of `sim.experiments.explain` is about: option, pair, stock, date, and worlds without what."""

    option: str
    pair: str
    stock: str
    date: str


@drawing
def draw(ensemble: Ensemble, subject: Subject, table: pd.DataFrame) -> Figure:
    """The waterfall of a table of `sim.experiments.explain`."""
    rows = shown(table)
    names = [name.replace("_", " ") for name in rows["mechanism"]]
    labels = max(text_width(name, TEXT) for name in names) + 0.12
    high = ROW * len(rows)
    sheet = new_sheet(
        _title(ensemble, subject, table), _lead(ensemble, subject), KEY, HEAD + high + TICKS,
        (NOTE, *footer(ensemble, subject.option)),
    )  # fmt: skip
    left, bottom = MARGIN + labels, sheet.top - HEAD - high
    totals = max(text_width(signed(value, 4), SMALL, "bold") for value in rows["difference"]) + 0.08
    wide = (WIDTH - MARGIN - totals - GAP - left) / 2
    paths = axes_at(sheet, left, bottom, wide, high, "paths")
    change = axes_at(sheet, left + wide + GAP, bottom, wide, high, "change")
    _draw_paths(paths, rows)
    _draw_change(change, rows, 1 + totals / wide)
    paths.set_yticks(range(len(names)), names)
    paths.tick_params(axis="y", length=0, labelsize=TEXT, labelcolor=INK)
    for x, said in ((left, "from opening to closing"), (left + wide + GAP, "difference")):
        write_at(sheet, x, bottom + high + 0.06, said, va="bottom", color=QUIET)
    return sheet.figure


def shown(table: pd.DataFrame) -> pd.DataFrame:
    """Opening, entries that show (the largest difference first), closing."""
    entries = table.iloc[1:-1]
    size = entries[["baseline", "option", "difference"]].abs().max(axis=1)
    entries = entries[size > NOTHING].sort_values("difference", key=np.abs, ascending=False, kind="stable")
    return pd.concat([table.iloc[:1], entries, table.iloc[-1:]], ignore_index=True)


def _title(ensemble: Ensemble, subject: Subject, table: pd.DataFrame) -> str:
    whom, last = outcome_of(subject.stock, subject.pair, ensemble.scenario), table.iloc[-1]
    under = option_title(subject.option, ensemble.scenario)
    if abs(last["difference"]) <= OUTCOMES[subject.stock].band:
        return f"{whom} ends practically where it does without {under}"
    most = table.iloc[1:-1].loc[lambda t: (t["difference"] * np.sign(last["difference"])).idxmax(), "mechanism"]
    way = "higher" if last["difference"] > 0 else "lower"
    return f"{whom} ends {signed(abs(last['difference']))[1:]} {way} under {under}, most of it through {_plain(most)}"


def _plain(entry: str) -> str:
    return entry.replace("_", " ")


def _lead(ensemble: Ensemble, subject: Subject) -> str:
    name, unit = subject.stock.capitalize(), unit_name(subject.stock)
    return f"{name} ({unit}) from {ensemble.scenario.start_name} to {subject.date}: mean over the same worlds."


def _draw_paths(axes: Axes, rows: pd.DataFrame) -> None:
    looks = {
        "baseline": (-0.18, {"facecolor": BASE_MIDDLE, "edgecolor": BASE}),
        "option": (0.18, {"facecolor": INK, "edgecolor": INK}),
    }
    reach: list[float] = []
    for name, (shift, look) in looks.items():
        values, places = rows[name].to_numpy(), np.arange(len(rows)) + shift
        ends = np.cumsum(values[:-1])
        axes.barh(places[1:-1], values[1:-1], left=ends[:-1], height=0.3, linewidth=0.6, zorder=3, **look)
        axes.vlines(ends, places[:-1], places[1:], BASE, linewidth=0.5, zorder=2)
        mark = {"markerfacecolor": look["facecolor"], "markeredgecolor": look["edgecolor"], "markeredgewidth": 0.8}
        axes.plot(values[[0, -1]], places[[0, -1]], "D", markersize=4.2, zorder=4, **mark)
        reach += [*ends, values[-1]]
    _frame(axes, rows, min(reach), max(reach), signs=False)


def _draw_change(axes: Axes, rows: pd.DataFrame, right: float) -> None:
    last = len(rows) - 1
    ends = np.cumsum(rows["difference"].to_numpy()[:-1])
    starts = [0.0, *ends[:-1], 0.0]
    reach = [0.0]
    for y, row in list(enumerate(rows.itertuples()))[1:]:
        start = starts[y]
        axes.barh(y, row.difference, left=start, height=0.55, zorder=2, **KEY[2 if row.difference > 0 else 3].style)
        axes.hlines(y, start + row.lo, start + row.hi, color="white", linewidth=3.0, zorder=3)
        axes.hlines(y, start + row.lo, start + row.hi, color=INK, linewidth=1.3, zorder=4)
        _write_number(axes, y, signed(row.difference, 4), right, "bold" if y == last else "normal")
        reach += [start, start + row.difference, start + row.lo, start + row.hi]
    axes.vlines(ends[1:], np.arange(1, last), np.arange(2, last + 1), BASE, linewidth=0.5, zorder=1)
    axes.axvline(0, color=INK, linewidth=0.8, zorder=1)
    _frame(axes, rows, min(reach), max(reach), signs=True)
    axes.set_yticks([])


def _write_number(axes: Axes, y: float, said: str, x: float, weight: str) -> None:
    look = {"ha": "right", "va": "center_baseline", "fontsize": SMALL, "color": INK, "fontweight": weight}
    axes.text(x, y, said, transform=axes.get_yaxis_transform(), **look)


def _frame(axes: Axes, rows: pd.DataFrame, low: float, high: float, signs: bool) -> None:
    room = 0.05 * (high - low) or 0.01
    axes.set(xlim=(low - room, high + room), ylim=(len(rows) - 0.5, -0.5))
    ticks = ticks_within(low - room, high + room, 4)
    said = [f"{tick:+g}" if signs and abs(tick) > 1e-12 else f"{round(tick, 10):g}" for tick in ticks]
    axes.set_xticks(ticks, [text.replace("-", MINUS) for text in said])
    axes.grid(axis="x", color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    for y in (0.5, len(rows) - 1.5):
        axes.axhline(y, color=RULE, linewidth=0.8, zorder=0)


def save_waterfall(ensemble: Ensemble, subject: Subject, table: pd.DataFrame, stem: Path) -> list[Path]:
    """Write the waterfall as PNG and SVG."""
    what = f"What moved {subject.pair} under {subject.option}"
    return save(draw(ensemble, subject, table), stem, {"title": what, "command": "entente explain"})
