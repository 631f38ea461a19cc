"""Curves of options along a lever: mean, its 90 % interval as a band, and the middle 90 of 100 worlds as thin lines."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.charts.levers import value_name
from sim.charts.sheet import Sample, text_width, ticks_within, wrap
from sim.charts.style import BASE, DOWN, INK, NO_CHANGE, RULE, SMALL, UP
from sim.charts.words import MINUS
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario

COLOURS = (UP, DOWN, "#009e73", "#cc79a7", "#e69f00", "#56b4e9", INK, BASE)
MARKERS = "osD^vPX*"
MOST_LINES = len(COLOURS)
SPREAD_REACH = 4.0
BAND = Sample("no practical change", "patch", {"facecolor": NO_CHANGE, "edgecolor": "none"})
INTERVAL = Sample("90 % interval of the mean", "patch", {"facecolor": "#bfbfbf", "edgecolor": "none"})
SPREAD = Sample("middle 90 of 100 worlds", "line", {"color": "#8c8c8c", "linewidth": 0.8, "linestyle": (0, (1, 1.4))})


class Place(NamedTuple):
    """Where the values of a lever stand on an axis, and what is written there."""

    steps: Sequence[float | str]
    numeric: bool

    def at(self, value: float | str) -> float:
        """Position of a value."""
        return float(value) if self.numeric else float(list(self.steps).index(value))


def shown_options(table: pd.DataFrame) -> list[str]:
    """Options to draw: all, or those whose means move furthest along the table's rows."""
    names = list(dict.fromkeys(table["option"]))
    if len(names) <= MOST_LINES:
        return names
    reach = table.groupby(["outcome", "subject", "option"])["mean"].agg(lambda means: means.max() - means.min())
    largest = reach.groupby("option").max().sort_values(ascending=False, kind="stable").index[:MOST_LINES]
    return [name for name in names if name in set(largest)]


def line_style(number: int) -> dict[str, Any]:
    """Colour and marker of the number-th option."""
    return {"color": COLOURS[number], "marker": MARKERS[number], "markersize": 3.4, "linewidth": 1.6}


def tick_lines(place: Place, width: float) -> list[str]:
    """What is written at each value of a lever; words are wrapped to their share of a width in inches."""
    said = [value_name(step) for step in place.steps]
    share = width / max(len(said), 1) - 0.06
    return said if place.numeric else ["\n".join(wrap(word, share, SMALL)) for word in said]


def option_key(options: Sequence[str], scenario: Scenario) -> list[Sample]:
    """An entry of the key for each option, then what its bands are."""
    named = [
        Sample(scenario.option(name).title or name, "dot", line_style(k) | {"markersize": 5})
        for k, name in enumerate(options)
    ]
    return [*named, INTERVAL, SPREAD, BAND]


def draw_curves(axes: Axes, rows: pd.DataFrame, lever: str, place: Place, options: Sequence[str]) -> None:
    """Draw the options of one outcome and subject along a lever."""
    band = OUTCOMES[str(rows["outcome"].iloc[0])].band
    axes.axhspan(-band, band, color=NO_CHANGE, linewidth=0, zorder=0)
    axes.axhline(0, color=INK, linewidth=0.8, zorder=1)
    for k, name in enumerate(options):
        own = rows[rows["option"] == name]
        x = np.array([place.at(value) for value in own[lever]])
        order = np.argsort(x, kind="stable")
        _draw_option(axes, x[order], own.iloc[order], line_style(k), place.numeric, (k - (len(options) - 1) / 2) * 0.09)


def _draw_option(
    axes: Axes, x: np.ndarray, own: pd.DataFrame, style: dict[str, Any], numeric: bool, aside: float
) -> None:
    columns = {name: own[name].to_numpy(dtype=np.float64) for name in ("mean", "lo", "hi", "q05", "q95")}
    if not numeric:
        # Words have no order, so nothing joins them; options stand beside each other.
        x = x + aside
        axes.vlines(x, columns["q05"], columns["q95"], color=style["color"], linewidth=0.9, linestyle=(0, (1, 1.4)))
        axes.vlines(x, columns["lo"], columns["hi"], color=style["color"], linewidth=3.2, alpha=0.55)
        axes.plot(x, columns["mean"], linestyle="none", **{k: v for k, v in style.items() if k != "linewidth"})
        return
    axes.fill_between(x, columns["lo"], columns["hi"], color=style["color"], alpha=0.25, linewidth=0, zorder=2)
    for name in ("q05", "q95"):
        axes.plot(x, columns[name], color=style["color"], linewidth=0.8, linestyle=(0, (1, 1.4)), zorder=2)
    axes.plot(x, columns["mean"], zorder=3, markeredgecolor="white", markeredgewidth=0.5, **style)


def limits(rows: pd.DataFrame) -> tuple[float, float]:
    """Ends of the vertical axis: all intervals, and of the spread as much as leaves them legible."""
    band = OUTCOMES[str(rows["outcome"].iloc[0])].band
    low, high = float(np.nanmin([rows["lo"].min(), -1.6 * band])), float(np.nanmax([rows["hi"].max(), 1.6 * band]))
    reach = SPREAD_REACH * (high - low)
    middle = (low + high) / 2
    low = max(min(low, float(rows["q05"].min())), middle - reach / 2)
    high = min(max(high, float(rows["q95"].max())), middle + reach / 2)
    room = 0.05 * (high - low)
    return low - room, high + room


def dress(axes: Axes, place: Place, ends: tuple[float, float], labels: Sequence[str], width: float) -> None:
    """Ticks and grid of one panel; `labels` are those of the lever's values, `width` is in inches."""
    axes.set_ylim(*ends)
    ticks = ticks_within(*ends, 5)
    axes.set_yticks(ticks, ["0" if abs(y) < 1e-12 else f"{y:+g}".replace("-", MINUS) for y in ticks])
    axes.grid(axis="y", color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)
    if place.numeric:
        numbers = [float(value) for value in place.steps]
        low, high = min(numbers), max(numbers)
        room = 0.03 * (high - low)
        axes.set_xlim(low - room, high + room)
        marks = next(m for k in (6, 5, 4, 3, 2) if _fit(m := ticks_within(low, high, k), width) or k == 2)
        axes.set_xticks(marks, [f"{x:g}".replace("-", MINUS) for x in marks])
    else:
        axes.set_xlim(-0.5, len(place.steps) - 0.5)
        axes.set_xticks(range(len(place.steps)), labels)


def _fit(marks: Sequence[float], width: float) -> bool:
    return sum(text_width(f"{x:g}", SMALL) + 0.12 for x in marks) <= width
