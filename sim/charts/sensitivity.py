"""Sensitivity: which assumptions move a figure, one row an assumption, the strongest at the top.

One sheet for every method: Sobol indices as pairs of dots with their intervals, a tornado as bars to either side of
the mean with nothing held, gradients beside differences of the sampled model.
"""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.gradient import GRADIENT
from sim.charts.letters import legible_names
from sim.charts.sensitivity_kind import About, Kind, footer_of, number
from sim.charts.sheet import Sheet, axes_at, new_sheet, text_width, ticks_within, write_at
from sim.charts.sobol import SOBOL
from sim.charts.style import INK, MARGIN, QUIET, RULE, SMALL, TEXT, WIDTH, in_style
from sim.charts.tornado import TORNADO
from sim.charts.words import CAUTION, MINUS

KINDS: dict[str, Kind] = {"sobol": SOBOL, "tornado": TORNADO, "gradient": GRADIENT}
MOST = 16
ROW, TICKS, NUMBERS, LABELS = 0.34, 0.42, 0.62, 2.2  # inches


@in_style
def draw(method: str, about: About, table: pd.DataFrame, told: Mapping[str, float]) -> Figure:
    """The chart of what a sensitivity found for one figure, at most sixteen of its rows.

    Parameters
    ----------
    method
        One of `KINDS`.
    about
        What it is about.
    table, told
        One row an assumption with the columns that the method has, and what else it says.
    """
    about = about._replace(scenario=legible_names(about.scenario))
    kind, rows = KINDS[method], table.head(MOST)
    names = [_short(name) for name in rows["assumption"]]
    ranges = [f"{number(low)} to {number(high)}" for low, high in zip(rows["low"], rows["high"], strict=True)]
    sheet = new_sheet(
        kind.title(about, rows), kind.lead(about, told), kind.key, ROW * len(rows) + TICKS,
        (*kind.notes(about, rows, told), *_left_out(table), footer_of(about), CAUTION),
    )  # fmt: skip
    left = MARGIN + 0.14 + max(text_width(text, TEXT) for text in (*names, *ranges))
    wide = WIDTH - MARGIN - NUMBERS - left
    axes = axes_at(sheet, left, sheet.top - ROW * len(rows), wide, ROW * len(rows), method)
    _frame(axes, len(rows), *kind.rows(axes, rows))
    _write_rows(sheet, left, names, ranges, [kind.number(row) for row in rows.to_dict("records")])
    style = {"ha": "center", "va": "bottom", "color": QUIET}
    write_at(sheet, left + wide / 2, sheet.top - ROW * len(rows) - TICKS + 0.04, kind.axis(about), **style)
    return sheet.figure


def _left_out(table: pd.DataFrame) -> tuple[str, ...]:
    return (f"{len(table) - MOST} more assumptions stand in the table.",) if len(table) > MOST else ()


def _short(path: str) -> str:
    """A path without the part that every provision's path has, and cut where it would leave no room."""
    if text_width(path, TEXT) < LABELS:
        return path
    short = path.removeprefix("options.").replace(".provisions[", "[")
    return short if text_width(short, TEXT) < LABELS else f"…{short[-26:]}"


def _write_rows(sheet: Sheet, left: float, names: list[str], ranges: list[str], numbers: list[str]) -> None:
    for k, (name, ends, said) in enumerate(zip(names, ranges, numbers, strict=True)):
        middle = sheet.top - ROW * (k + 0.5)
        write_at(sheet, left - 0.08, middle + 0.065, name, TEXT, ha="right", va="center", color=INK)
        write_at(sheet, left - 0.08, middle - 0.075, ends, SMALL - 1, ha="right", va="center", color=QUIET)
        write_at(sheet, WIDTH - MARGIN, middle, said, SMALL, ha="right", va="center", color=INK)


def _frame(axes: Axes, rows: int, low: float, high: float) -> None:
    room = 0.05 * (high - low) or 0.01
    axes.set(xlim=(low - room, high + room), ylim=(rows - 0.5, -0.5))
    ticks = ticks_within(low - room, high + room, 6)
    axes.set_xticks(ticks, [f"{round(tick, 10):g}".replace("-", MINUS) for tick in ticks])
    axes.grid(axis="x", color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
