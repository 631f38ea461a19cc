"""Skill: what the model says of years that it had not seen, against plainer forecasts of the same."""

from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.sheet import Sample, axes_at, new_sheet, text_width, write_at
from sim.charts.style import BASE, DOWN, INK, MARGIN, QUIET, RULE, SMALL, UP, WIDTH, in_style
from sim.charts.words import MINUS

LEADING = {"log": "log score", "crps": "CRPS", "ranked": "ranked score"}  # the first that a target has
LINE, GAP, TICKS, FURTHEST = 0.19, 0.34, 0.4, 60.0  # inches; per cent
ITSELF = "the model, raw"  # no other forecast
BETTER = {"marker": "o", "color": UP, "markersize": 5}
EVEN = {"marker": "o", "color": BASE, "markerfacecolor": "white", "markersize": 5}
WORSE = {"marker": "D", "color": DOWN, "markersize": 5}
KEY = (
    Sample("the model is better", "dot", BETTER),
    Sample("cannot be told", "dot", EVEN),
    Sample("the model is worse", "dot", WORSE),
    Sample("90 % interval", "line", {"color": BASE, "linewidth": 1.4}),
)
NOTE = (
    "Per cent by which the model's score lies below (better) or above (worse) that of another forecast of the same "
    "rows. Intervals are clustered by pair or state and by year; what lies beyond the edge is an arrow there. Every "
    "forecast saw the years up to its origin alone."
)


class Group(NamedTuple):
    """One target at one horizon: what is said above its rows, and the rows."""

    title: str
    rows: pd.DataFrame


def skill(scores: pd.DataFrame) -> pd.DataFrame:
    """One row a target, horizon and other forecast: per cent by which the model scores less, with its interval.

    Parameters
    ----------
    scores
        As `sim.experiments.hindcast.hindcast` returns them.
    """
    parts = []
    for _, group in scores.groupby(["target", "horizon"], sort=False):
        score = next(name for name in LEADING if name in set(group["score"]))
        others = group[(group["score"] == score) & group["less"].notna() & (group["forecast"] != ITSELF)]
        share = {end: 100 * others[end] / others["value"] for end in ("less", "low", "high")}
        parts.append(others[["target", "horizon", "forecast", "score", "n"]].assign(**share))
    return pd.concat(parts, ignore_index=True)


@in_style
def draw(scores: pd.DataFrame, origins: str) -> Figure:
    """Draw the skill at every target; `origins` says from which years forecasts were made."""
    groups = [
        Group(f"{target}, {horizon}  ({LEADING[rows['score'].iloc[0]]}, {rows['n'].iloc[0]:,} rows)", rows)
        for (target, horizon), rows in skill(scores).groupby(["target", "horizon"], sort=False)
    ]
    body = sum(GAP + LINE * len(group.rows) for group in groups) + TICKS
    all_rows = pd.concat([group.rows for group in groups])
    better, worse = (all_rows["high"] < 0).sum(), (all_rows["low"] > 0).sum()
    lead = (
        f"{origins} Of {len(all_rows)} comparisons with plainer forecasts, and with the model without third parties, "
        f"the model is better in {better} and worse in {worse}; the rest cannot be told."
    )
    sheet = new_sheet("What the model says of years it had not seen", lead, KEY, body, (NOTE,))
    names = 0.1 + max(text_width(name, SMALL) for name in all_rows["forecast"])
    left, width = MARGIN + names, WIDTH - 2 * MARGIN - names - 0.16
    axes = axes_at(sheet, left, sheet.bottom + TICKS, width, body - TICKS, "skill")
    axes.set(xlim=(-FURTHEST, FURTHEST), ylim=(0, body - TICKS), yticks=[])
    axes.spines["left"].set_visible(False)
    axes.axvline(0, color=INK, linewidth=0.9)
    y = body - TICKS
    for group in groups:
        y -= GAP * 0.62
        write_at(sheet, MARGIN, sheet.bottom + TICKS + y, group.title, fontweight="bold", va="center", color=INK)
        y -= GAP * 0.38
        for row in group.rows.itertuples():
            _row(axes, row, y - LINE / 2)
            write_at(sheet, left - 0.1, sheet.bottom + TICKS + y - LINE / 2, str(row.forecast), ha="right",
                     va="center_baseline", color=QUIET)  # fmt: skip
            y -= LINE
    axes.set_xticks([-60, -40, -20, 0, 20, 40, 60], [_per_cent(x) for x in (-60, -40, -20, 0, 20, 40, 60)])
    write_at(sheet, left, sheet.bottom + 0.06, "the model is better", color=QUIET)
    write_at(sheet, left + width, sheet.bottom + 0.06, "the other is better", ha="right", color=QUIET)
    return sheet.figure


def _row(axes: Axes, row: Any, y: float) -> None:
    low, high = max(row.low, -FURTHEST), min(row.high, FURTHEST)
    style = BETTER if row.high < 0 else WORSE if row.low > 0 else EVEN
    axes.axhline(y, color=RULE, linewidth=0.6, zorder=0)
    axes.plot([low, high], [y, y], color=style["color"], linewidth=1.4, solid_capstyle="butt", zorder=2)
    if abs(row.less) <= FURTHEST:
        axes.plot([row.less], [y], linestyle="none", zorder=3, **style)
    else:
        edge = FURTHEST if row.less > 0 else -FURTHEST
        axes.plot([edge], [y], marker=">" if edge > 0 else "<", color=style["color"], markersize=6, clip_on=False)


def _per_cent(value: float) -> str:
    return f"{abs(value):.0f} %" if value >= 0 else f"{MINUS}{abs(value):.0f} %"
