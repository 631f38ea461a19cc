"""Yardsticks: effects on alignment on one ladder with dated shifts of the record: what is large, what is small."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.chart import Chart
from sim.charts.effect_panel import DOT, THICK, THIN, colour_of
from sim.charts.letters import drawing
from sim.charts.sheet import Sample, axes_at, lines_height, new_sheet, ticks_within, wrap, write_at
from sim.charts.style import BASE, BASE_MIDDLE, INK, MARGIN, NO_CHANGE, QUIET, RULE, SMALL, UP, WIDTH
from sim.charts.words import MINUS, end_name, footer, option_title, outcome_of, signed, subject_name, unit_name
from sim.charts.yardstick_table import OUTCOME, data, state_name
from sim.ensemble import Ensemble
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario

NAMES, NUMBERS, TICKS, APART = 3.0, 0.5, 0.26, 0.1  # inches
RECORD = {"facecolor": BASE_MIDDLE, "edgecolor": BASE, "hatch": "////", "linewidth": 0.6}
KEY = (
    Sample("mean effect here", "dot", {"marker": "o", "color": "white", "markeredgecolor": UP, "markersize": DOT}),
    Sample("its 90 % interval (grey: holds zero)", "line", {"color": UP, "linewidth": THICK}),
    Sample("middle 90 of 100 worlds", "line", {"color": UP, "linewidth": THIN}),
    Sample("shift of the record", "patch", RECORD),
    Sample("no practical change", "patch", {"facecolor": NO_CHANGE, "edgecolor": "none"}),
)  # fmt: skip
NOTE = (
    "Shifts of the record are told by the same index as of the two years, rounded; those that it does not see are left "
    "out, and of the others the nearest in size are shown (entente list yardsticks has all)."
)


@drawing
def draw(ensemble: Ensemble, option: str | None = None, pair: str | None = None) -> Figure:
    """Effects beside shifts of the record; the numbers and arguments are those of `data`."""
    table, scenario = data(ensemble, option, pair), ensemble.scenario
    labels = [_label(row, scenario, option) for row in table.to_dict("records")]
    heights = [lines_height(len(name) + len(told), SMALL) + APART for name, told in labels]
    options = tuple(dict.fromkeys(table["option"].dropna()))
    title = _title(table, scenario, option)
    sheet = new_sheet(
        title, _lead(table, scenario, option), KEY, sum(heights) + TICKS, (NOTE, *footer(ensemble, *options))
    )
    left, wide = MARGIN + NAMES, WIDTH - 2 * MARGIN - NAMES - NUMBERS
    axes = axes_at(sheet, left, sheet.top - sum(heights), wide, sum(heights), "yardsticks")
    middles = np.cumsum(heights) - np.array(heights) / 2
    _draw_rows(axes, table, middles, sum(heights))
    for (name, told), middle, row in zip(labels, middles, table.to_dict("records"), strict=True):
        y = sheet.top - middle + lines_height(len(name) + len(told) - 1, SMALL) / 2
        bold = "bold" if row["kind"] == "effect" else "normal"
        for k, line in enumerate((*name, *told)):
            style = {"fontweight": bold, "color": INK} if k < len(name) else {"color": QUIET}
            write_at(sheet, left - 0.1, y - lines_height(k, SMALL), line, ha="right", va="center", **style)
        said = signed(row["change"], 3 if row["kind"] == "effect" else 2)
        write_at(sheet, WIDTH - MARGIN, sheet.top - middle, said, ha="right", va="center", fontweight=bold)
    return sheet.figure


def _label(row: dict[str, Any], scenario: Scenario, option: str | None) -> tuple[list[str], list[str]]:
    wide = NAMES - 0.14
    if row["kind"] == "record":
        names = " – ".join(scenario.names.get(code) or state_name(code) for code in row["subject"].split(":"))
        return wrap(f"{names}, {row['years']}", wide, SMALL), wrap(str(row["event"]), wide, SMALL)
    title = scenario.option(row["option"]).title or str(row["option"])
    said = subject_name(OUTCOME, row["subject"], scenario) if option else title
    return wrap(said, wide, SMALL, "bold"), []


def _draw_rows(axes: Axes, table: pd.DataFrame, middles: np.ndarray, high: float) -> None:
    band = OUTCOMES[OUTCOME].band
    ends = table[["change", "lo", "hi", "q05", "q95"]].to_numpy(dtype=np.float64)
    low, top = min(float(np.nanmin(ends)), -band), max(float(np.nanmax(ends)), band)
    room = 0.05 * (top - low)
    axes.set(xlim=(low - room, top + room), ylim=(high, 0), yticks=[])
    axes.axvspan(-band, band, color=NO_CHANGE, linewidth=0, zorder=0)
    axes.axvline(0, color=INK, linewidth=0.8, zorder=1)
    axes.spines["left"].set_visible(False)
    for y, row in zip(middles, table.to_dict("records"), strict=True):
        axes.axhline(y, color=RULE, linewidth=0.5, zorder=0.5)
        if row["kind"] == "record":
            axes.barh(y, row["change"], height=0.13, zorder=2, **RECORD)
            continue
        colour = colour_of(row["lo"], row["hi"])
        axes.hlines(y, row["q05"], row["q95"], color=colour, linewidth=THIN, zorder=2)
        axes.hlines(y, row["lo"], row["hi"], color=colour, linewidth=THICK, zorder=3)
        style = {"color": "white", "markeredgecolor": colour, "markersize": DOT, "markeredgewidth": 1.1}
        axes.plot([row["change"]], [y], "o", zorder=4, **style)
    ticks = ticks_within(low - room, top + room, 6)
    axes.set_xticks(ticks, ["0" if abs(x) < 1e-12 else f"{round(x, 10):+g}".replace("-", MINUS) for x in ticks])


def _title(table: pd.DataFrame, scenario: Scenario, option: str | None) -> str:
    effects, record = (table[table["kind"] == kind] for kind in ("effect", "record"))
    about = outcome_of(OUTCOME, str(effects["subject"].iloc[0]), scenario)
    whom = f"{option_title(option, scenario)} moves alignment" if option else f"{about}: every option moves it"
    smallest = record["change"].abs().min()
    larger = effects[effects["change"].abs() >= smallest]
    if larger.empty:
        return f"{whom} less than any dated shift of the record shown here"
    return f"{whom} by up to {effects['change'].abs().max():.2f}; shifts of the record began at {smallest:.2f}"


def _lead(table: pd.DataFrame, scenario: Scenario, option: str | None) -> str:
    effects = table[table["kind"] == "effect"]
    about = "watched pairs" if option else subject_name(OUTCOME, str(effects["subject"].iloc[0]), scenario)
    return (
        f"Alignment ({unit_name(OUTCOME)}) of {about}: what options change by {end_name(scenario)} against the "
        f"baseline, beside what the index of the same name shows of well-known shifts between two states."
    )


YARDSTICKS = Chart("yardsticks", "Effects beside dated shifts of the record", draw, data)
