"""Cells of a heat map: colour, and in it the number, its sign, or a stroke where the interval holds zero; its scale."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from numpy.typing import NDArray

from sim.charts.sheet import Sheet, axes_at, lines_height, text_width, ticks_within, write_at
from sim.charts.style import DIVERGING, INK, MARGIN, QUIET, RULE, SMALL
from sim.charts.words import MINUS, signed
from sim.ensemble.kept import Numbers

ROOM, BAR, TICKS = 0.06, 0.12, 0.24  # inches
DARK = 0.55  # of the scale: from here on letters are white


class Cells(NamedTuple):
    """Width and height of all cells together, in inches, and the end of the scale."""

    wide: float
    tall: float
    reach: float


def _square(own: pd.DataFrame, levers: tuple[str, str], steps: list[list[float | str]], column: str) -> Numbers:
    """A column by the second lever and the first; NaN where there is no point."""
    square = np.full((len(steps[1]), len(steps[0])), np.nan)
    for row in own.to_dict("records"):
        square[steps[1].index(row[levers[1]]), steps[0].index(row[levers[0]])] = row[column]
    return square


def draw_cells(
    axes: Axes, own: pd.DataFrame, levers: tuple[str, str], steps: list[list[float | str]], size: Cells
) -> None:
    """Fill the axes with the cells of one option; `levers` are the columns across and upwards, `steps` their values."""
    mean, lo, hi = (_square(own, levers, steps, column) for column in ("mean", "lo", "hi"))
    shade = Normalize(-size.reach, size.reach, clip=True)
    edges = [np.arange(len(some) + 1) - 0.5 for some in steps]
    axes.pcolormesh(*edges, mean, cmap=DIVERGING, norm=shade, edgecolor="white", linewidth=0.5)
    axes.set_facecolor(RULE)
    axes.set(xlim=(-0.5, len(steps[0]) - 0.5), ylim=(-0.5, len(steps[1]) - 0.5))
    for spine in axes.spines.values():
        spine.set_visible(False)
    holds_zero = (lo <= 0) & (hi >= 0)
    _write_means(axes, mean, holds_zero, size)
    for y, x in zip(*np.nonzero(holds_zero), strict=True):
        axes.plot([x - 0.42, x + 0.42], [y - 0.42, y + 0.42], color=INK, linewidth=0.7, label="holds zero")


def _write_means(axes: Axes, mean: Numbers, holds_zero: NDArray[np.bool_], size: Cells) -> None:
    """The mean in each cell that is not struck out; its sign alone where numbers do not fit."""
    up, across = mean.shape
    told = [signed(value) for value in mean[np.isfinite(mean)]]
    wide, tall = size.wide / across - ROOM, size.tall / up - ROOM
    number = max(map(text_width, told, [SMALL] * len(told)), default=0.0) <= wide and lines_height(1, SMALL) <= tall
    sign = text_width(MINUS, SMALL) <= wide and lines_height(1, SMALL) <= tall + ROOM
    for y, x in zip(*np.nonzero(np.isfinite(mean) & ~holds_zero), strict=True):
        value = float(mean[y, x])
        said = signed(value) if number else ("+" if value > 0 else MINUS) if sign else ""
        ink = "white" if abs(value) > DARK * size.reach else INK
        axes.text(x, y, said, ha="center", va="center_baseline", fontsize=SMALL, color=ink, zorder=3)


def draw_scale(sheet: Sheet, reach: float) -> None:
    """Draw the scale of colours at the foot of a sheet; `reach` is its end."""
    left, width = MARGIN + 0.4, 3.2
    axes = axes_at(sheet, left, sheet.bottom + TICKS, width, BAR, "scale")
    ticks = ticks_within(-reach, reach, 5)
    bar = sheet.figure.colorbar(
        ScalarMappable(Normalize(-reach, reach), DIVERGING), cax=axes, orientation="horizontal", ticks=ticks
    )
    bar.outline.set_visible(False)
    bar.ax.set_xticklabels([signed(tick, 3).rstrip("0").rstrip(".") if tick else "0" for tick in ticks])
    write_at(sheet, left + width + 0.15, sheet.bottom + TICKS, "mean change", va="bottom", color=QUIET)
