"""Scatter: options as numbered dots with their intervals in two outcomes, and what the numbers stand for."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.charts.sheet import Sample, Sheet, axes_at, lines_height, text_width, ticks_within, wrap, write_at
from sim.charts.spread import spread
from sim.charts.style import BASE, INK, MARGIN, QUIET, RULE, SMALL, UP, WIDTH
from sim.charts.words import MINUS
from sim.scenario import Scenario

HIGH, TICKS, BEFORE = 3.4, 0.6, 0.26  # inches
LABELS = (1.9, 2.5)  # inches; the narrowest at which two lines do for every name
TOLD, BADGE, BESIDE, CLEAR = 0.32, (0.2, 0.16), (0.11, 0.1), 0.09
DOT = 5.0  # points
PAPER = {"boxstyle": "square,pad=0.05", "facecolor": "white", "edgecolor": "none", "alpha": 0.75}
KEY = (
    Sample("none beats it in everything", "dot", {"marker": "o", "color": UP, "markersize": 6}),
    Sample(
        "beaten in everything", "dot",
        {"marker": "o", "color": "white", "markeredgecolor": BASE, "markersize": 6, "markeredgewidth": 1.2},
    ),
    Sample("90 % interval", "line", {"color": BASE, "linewidth": 1.1}),
)  # fmt: skip


class Axis(NamedTuple):
    """What stands below the chart, and what at its left."""

    below: str
    beside: str


def ranked(dots: pd.DataFrame) -> pd.DataFrame:
    """Options as they are numbered: from the top of the chart to its bottom.

    Parameters
    ----------
    dots
        By option: x, x_lo, x_hi, y, y_lo, y_hi, front (whether none beats it), and told, where there is something to
        say behind its name.
    """
    return dots.sort_values(["y", "x"], ascending=[False, True], kind="stable")


def body(dots: pd.DataFrame, scenario: Scenario) -> float:
    """Height of the chart in inches: as high as its axes, or as its names where they need more."""
    names = sum(
        lines_height(len(_title(str(name), scenario, _labels(dots, scenario))), SMALL) + 0.05 for name in dots.index
    )
    return max(HIGH + TICKS, 0.1 + lines_height(2, SMALL) + names)


def draw_scatter(sheet: Sheet, dots: pd.DataFrame, axis: Axis, scenario: Scenario, label: str, told: str = "") -> Axes:
    """Dots, axes and names; dots in the order of their numbers, `told` above what is told of each."""
    room = BEFORE + max(text_width(_tick(tick), SMALL) for tick in _ends(dots, "y")[2])
    left, wide = MARGIN + room, WIDTH - 2 * MARGIN - room - _labels(dots, scenario)
    high = sheet.top - sheet.bottom - TICKS
    axes = axes_at(sheet, left, sheet.top - high, wide, high, label)
    _draw_dots(axes, dots, (wide, high))
    _write_names(sheet, dots, scenario, told)
    middle = {"va": "bottom", "ha": "center", "color": QUIET}
    for k, line in enumerate(reversed(wrap(axis.below, wide + room, SMALL)[:2])):
        y = sheet.bottom + 0.04 + lines_height(k, SMALL)
        write_at(sheet, left + wide / 2, y, line, SMALL, **middle)
    style = {"rotation": 90, "ha": "left", "va": "center", "color": QUIET}
    write_at(sheet, MARGIN, sheet.top - high / 2, wrap(axis.beside, high, SMALL)[0], SMALL, **style)
    return axes


def _draw_dots(axes: Axes, dots: pd.DataFrame, size: tuple[float, float]) -> None:
    axes.axhline(0, color=RULE, linewidth=0.8, zorder=0)
    axes.axvline(0, color=RULE, linewidth=0.8, zorder=0)
    _scale(axes, dots)
    ends = np.array([axes.get_xlim(), axes.get_ylim()])
    inches = (dots[["x", "y"]].to_numpy() - ends[:, 0]) / np.ptp(ends, axis=1) * size
    badges = spread(inches + BESIDE, size, BADGE, inches, CLEAR) / size * np.ptp(ends, axis=1) + ends[:, 0]
    for number, (row, badge) in enumerate(zip(dots.to_dict("records"), badges, strict=True), 1):
        colour = UP if row["front"] else BASE
        axes.hlines(row["y"], row["x_lo"], row["x_hi"], color=colour, linewidth=1.1, zorder=2)
        axes.vlines(row["x"], row["y_lo"], row["y_hi"], color=colour, linewidth=1.1, zorder=2)
        axes.plot([row["x"], badge[0]], [row["y"], badge[1]], color=colour, linewidth=0.6, zorder=3)
        style = {"color": colour if row["front"] else "white", "markeredgecolor": colour, "markersize": DOT}
        axes.plot([row["x"]], [row["y"]], "o", zorder=4, markeredgewidth=1.2, **style)
        bold = {"fontweight": "bold" if row["front"] else "normal", "color": INK}
        said = {"ha": "center", "va": "center", "fontsize": SMALL - 0.5, "bbox": PAPER}
        axes.text(*badge, str(number), zorder=5, **said, **bold)


def _scale(axes: Axes, dots: pd.DataFrame) -> None:
    for name, limits, axis in (("x", axes.set_xlim, axes.xaxis), ("y", axes.set_ylim, axes.yaxis)):
        low, high, ticks = _ends(dots, name)
        limits(low, high)
        axis.set_ticks(ticks, [_tick(tick) for tick in ticks])


def _ends(dots: pd.DataFrame, name: str) -> tuple[float, float, list[float]]:
    """Ends of an axis, and its ticks."""
    low, high = min(0.0, float(dots[f"{name}_lo"].min())), max(0.0, float(dots[f"{name}_hi"].max()))
    room = 0.06 * ((high - low) or 1.0)
    return low - room, high + room, ticks_within(low - room, high + room, 5)


def _tick(value: float) -> str:
    return f"{round(value, 10):+g}".replace("-", MINUS) if abs(value) > 1e-12 else "0"


def _labels(dots: pd.DataFrame, scenario: Scenario) -> float:
    fits = (room for room in LABELS if all(len(_title(str(name), scenario, room)) <= 2 for name in dots.index))
    return next(fits, LABELS[-1])


def _title(name: str, scenario: Scenario, room: float) -> list[str]:
    return wrap(scenario.option(name).title or name, room - 0.28 - TOLD, SMALL, "bold")


def _write_names(sheet: Sheet, dots: pd.DataFrame, scenario: Scenario, told: str) -> None:
    labels = _labels(dots, scenario)
    x, y = WIDTH - MARGIN - labels + 0.16, sheet.top - 0.1
    if told:
        for line in told.split("\n"):
            write_at(sheet, WIDTH - MARGIN, y, line, SMALL - 0.5, ha="right", va="center", color=QUIET)
            y -= lines_height(1, SMALL)
    for number, row in enumerate(dots.itertuples(), 1):
        strong = bool(row.front)
        style = {"color": INK if strong else QUIET, "fontweight": "bold" if strong else "normal", "va": "center"}
        write_at(sheet, x + 0.16, y, str(number), SMALL, ha="right", **style)
        if told:
            write_at(sheet, WIDTH - MARGIN, y, str(row.told), SMALL, ha="right", **style)
        for line in _title(str(row.Index), scenario, labels):
            write_at(sheet, x + 0.24, y, line, SMALL, ha="left", **style)
            y -= lines_height(1, SMALL)
        y -= 0.05
