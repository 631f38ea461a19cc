"""One panel of the chart of effects: a row for each option, and shares of worlds at its margin."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.charts.sheet import text_width, ticks_within
from sim.charts.style import BASE, DOWN, INK, NO_CHANGE, QUIET, RULE, SMALL, UP
from sim.charts.words import MINUS, signed, whole_worlds

DROPPED_SHARE, JUMP, FLOOR = 0.25, 3.0, 3.0
MOST = 0.8
THIN, THICK, DOT = 1.1, 3.8, 3.4  # points


class Scale(NamedTuple):
    """Ends of a panel's axis, and how far from zero a row may lie to be drawn in full."""

    low: float
    high: float
    reach: float


def scale_of(rows: pd.DataFrame) -> Scale:
    """The axis of a panel: all of it, unless a few options lie far outside what all others span.

    Up to a quarter of the options (and never so that fewer than four are left) are left off the scale, when the nearest
    of them reaches more than three times as far as any other; their means are then written at the edge.
    """
    ends = rows[["lo", "hi", "q05", "q95", "mean"]].to_numpy(dtype=np.float64)
    band = float(rows["band"].max())
    floor = FLOOR * band if np.isfinite(band) else 1.0
    far = np.fmax(np.nan_to_num(np.abs(ends)).max(axis=1), floor)
    ranked = np.sort(far)
    first = max(4, int(np.ceil(len(ranked) * (1 - DROPPED_SHARE))))
    jumps = [k for k in range(first, len(ranked)) if ranked[k] > JUMP * ranked[k - 1]]
    reach = float(ranked[jumps[0] - 1] if jumps else ranked[-1])
    shown = np.clip(np.nan_to_num(ends), -reach, reach)
    edge = band * 1.6 if np.isfinite(band) else 1.0
    low, high = min(float(shown.min()), -edge), max(float(shown.max()), edge)
    room = 0.06 * (high - low)
    return Scale(low - room, high + room, reach)


def colour_of(lo: float, hi: float) -> str:
    """Blue where the interval of the mean lies above zero, vermilion below, grey where it holds zero."""
    return UP if lo > 0 else DOWN if hi < 0 else BASE


def draw_panel(axes: Axes, rows: pd.DataFrame, width: float) -> None:
    """Draw one panel; `width` is that of the axes in inches, `rows` stand from top to bottom."""
    scale = scale_of(rows)
    axes.set(xlim=(scale.low, scale.high), ylim=(len(rows) - 0.5, -0.5))
    band = float(rows["band"].max())
    if np.isfinite(band):
        axes.axvspan(-band, band, color=NO_CHANGE, linewidth=0, zorder=0)
    axes.axvline(0, color=INK, linewidth=0.8, zorder=1)
    axes.hlines(range(len(rows)), scale.low, scale.high, color=RULE, linewidth=0.5, zorder=0.5, capstyle="projecting")
    _draw_rows(axes, rows.assign(y=range(len(rows)))[np.isfinite(rows["mean"].to_numpy())], scale)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    _ticks(axes, scale, width)


def _draw_rows(axes: Axes, rows: pd.DataFrame, scale: Scale) -> None:
    colours = np.array([colour_of(lo, hi) for lo, hi in zip(rows["lo"], rows["hi"], strict=True)])
    axes.hlines(rows["y"], rows["q05"], rows["q95"], color=colours, linewidth=THIN, zorder=2)
    axes.hlines(rows["y"], rows["lo"], rows["hi"], color=colours, linewidth=THICK, zorder=3)
    inside = rows["mean"].between(scale.low, scale.high, inclusive="neither").to_numpy()
    for colour in np.unique(colours[inside]):
        shown = rows[inside & (colours == colour)]
        style = {"color": "white", "markeredgecolor": colour, "markersize": DOT, "markeredgewidth": 1.1}
        axes.plot(shown["mean"], shown["y"], "o", linestyle="none", zorder=4, **style)
    for row, colour in zip(rows[~inside].itertuples(), colours[~inside], strict=True):
        _draw_beyond(axes, row.y, row.mean, colour, scale)


def _draw_beyond(axes: Axes, y: int, mean: float, colour: str, scale: Scale) -> None:
    """A mean that lies off the scale: an arrow at the edge, with the number."""
    edge, inward = (scale.high, -1) if mean > 0 else (scale.low, 1)
    axes.plot([edge], [y], ">" if mean > 0 else "<", color=colour, markersize=5, clip_on=False, zorder=4)
    axes.annotate(
        signed(mean, 2 if abs(mean) < 10 else 0),
        (edge, y),
        xytext=(5 * inward, 0),
        textcoords="offset points",
        ha="right" if mean > 0 else "left",
        va="center_baseline",
        fontsize=SMALL,
        color=colour,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
        zorder=5,
    )


def _ticks(axes: Axes, scale: Scale, width: float) -> None:
    choices = [ticks_within(scale.low, scale.high, most) for most in (5, 4, 3)]
    far = max((tick for ticks in choices for tick in ticks), key=abs)
    # The line at zero speaks for itself: where nothing else fits, one number gives the scale.
    choices += [sorted({0.0, far}), [far]]
    ticks = next(ticks for ticks in choices if _fit(ticks, scale, width))
    axes.set_xticks(ticks, [_tick_label(tick) for tick in ticks])


def _tick_label(tick: float) -> str:
    return f"{tick:+g}".replace("-", MINUS) if abs(tick) > 1e-12 else "0"


def _fit(ticks: list[float], scale: Scale, width: float) -> bool:
    """Whether labels at these ticks leave a clear gap between each other."""
    places = [(tick - scale.low) / (scale.high - scale.low) * width for tick in ticks]
    halves = [text_width(_tick_label(tick), SMALL) / 2 + 0.05 for tick in ticks]
    return all(b - a > p + q for a, b, p, q in zip(places, places[1:], halves, halves[1:], strict=False))


def draw_shares(axes: Axes, rows: pd.DataFrame, width: float, down: float, up: float, total: int) -> None:
    """Worlds out of a total below and above the band, right-aligned at `down` and `up` inches right of the axes."""
    marks = axes.get_yaxis_transform()
    for place, column, sign in ((down, "p_down", "▼"), (up, "p_up", "▲")):
        x = 1 + place / width
        axes.text(x, -0.5, sign, transform=marks, ha="right", va="bottom", fontsize=SMALL - 1, color=QUIET)
        for y, share in enumerate(rows[column]):
            strong = share >= MOST
            axes.text(
                x, y, str(whole_worlds(share, total)), transform=marks, ha="right", va="center_baseline",
                fontsize=SMALL, color=INK if strong else QUIET, fontweight="bold" if strong else "normal",
            )  # fmt: skip
