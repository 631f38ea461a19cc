"""Choices: what a state would choose more or less often under an option, by reason.

Bars to the right stand for reasons to choose an act more often than in the baseline, bars to the left for reasons to
choose it less often, in times over the quarters that are counted; the diamond is their sum. The line below a bar is the
interval of the same difference as it was counted, luck and all.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.letters import drawing
from sim.charts.sheet import Sample, axes_at, new_sheet, text_width, ticks_within, write_at
from sim.charts.style import INK, MARGIN, QUIET, RULE, SMALL, TEXT, WIDTH, kind_style
from sim.charts.words import MINUS, footer, option_title, signed
from sim.ensemble import Ensemble

ROW, HEAD, TICKS, TOTALS = 0.29, 0.26, 0.24, 0.56  # inches
THICKNESS = 0.62
MOST_KINDS, MOST_ROWS = 7, 12
OTHERS = "others"
INTERVAL = {"color": INK, "linewidth": 1.3}
COUNTED = ["lo", "hi"]
MARK = {"marker": "D", "color": "white", "markeredgecolor": INK, "markersize": 4.4, "markeredgewidth": 1.1}
NOTE = (
    "Times by the odds of each quarter, without the luck of the draw. Reasons are proximate terms of the state’s "
    "utility, not causes; the rest of the menu is what other acts took or left, since a state takes one act a quarter."
)


class Subject(NamedTuple):
    """Whose choices under what, and until when they are counted."""

    option: str
    actor: str
    date: str


@drawing
def draw(ensemble: Ensemble, subject: Subject, names: Sequence[str], table: pd.DataFrame) -> Figure:
    """What a state would choose otherwise.

    Parameters
    ----------
    ensemble, subject
        The study, and what the table is about.
    names
        One name a row.
    table
        One row an act: `expected`, one column a reason, which sum to it, and `lo`, `hi` of the counted difference.
    """
    parts = largest_parts(table)
    labels = max(text_width(name, TEXT) for name in names) + 0.12
    high, styles = ROW * len(table), [kind_style(k) for k in range(len(parts.columns))]
    key = [Sample(name.replace("_", " "), "patch", style) for name, style in zip(parts.columns, styles, strict=True)]
    key.append(Sample("sum", "dot", MARK))
    key += [Sample("as counted, 90 % interval", "line", INTERVAL)] if "lo" in table else []
    who = ensemble.scenario.names[subject.actor]
    title = _title(who, names, table, option_title(subject.option, ensemble.scenario))
    lead = f"Times that {who} would choose an act until {subject.date}: difference from the baseline, by reason."
    sheet = new_sheet(title, lead, key, HEAD + high + TICKS, (NOTE, *footer(ensemble, subject.option)))
    left, bottom = MARGIN + labels, sheet.top - HEAD - high
    width = WIDTH - MARGIN - TOTALS - left
    axes = axes_at(sheet, left, bottom, width, high, "choices")
    _draw_bars(axes, parts, styles, table[COUNTED].to_numpy() if "lo" in table else None)
    _draw_sums(axes, table["expected"].to_numpy(), width)
    axes.set_yticks(range(len(names)), list(names))
    axes.tick_params(axis="y", length=0, labelsize=TEXT, labelcolor=INK)
    write_at(sheet, left, bottom + high + 0.05, "← less often", va="bottom", color=QUIET)
    write_at(sheet, left + width, bottom + high + 0.05, "more often →", ha="right", va="bottom", color=QUIET)
    write_at(sheet, WIDTH - MARGIN, bottom + high + 0.05, "sum", ha="right", va="bottom", color=QUIET)
    return sheet.figure


def largest_parts(table: pd.DataFrame) -> pd.DataFrame:
    """The largest reasons over all rows, the rest of them as `others`; every row sums to what it did."""
    reasons = table.drop(columns=["expected", *COUNTED], errors="ignore")
    order = reasons.abs().sum().sort_values(ascending=False, kind="stable").index
    shown = [name for name in order[:MOST_KINDS] if reasons[name].abs().max() > 1e-9]
    return reasons[shown].assign(**{OTHERS: reasons.drop(columns=shown).sum(axis=1)})


def _title(who: str, names: Sequence[str], table: pd.DataFrame, under: str) -> str:
    way = "more" if table["expected"].iloc[0] > 0 else "less"
    return f"Under {under} what {who} changes most is “{names[0]}”: {way} often"


def _draw_bars(
    axes: Axes, parts: pd.DataFrame, styles: Sequence[dict[str, object]], counted: np.ndarray | None
) -> None:
    ends = {side: np.zeros(len(parts)) for side in (1, -1)}
    for (name, values), style in zip(parts.items(), styles, strict=True):
        for side, end in ends.items():
            part = np.where(np.sign(values) == side, values, 0.0)
            axes.barh(np.arange(len(parts)), part, left=end, height=THICKNESS, label=str(name), zorder=2, **style)
            end += part
    low, high = min(float(ends[-1].min()), 0.0), max(float(ends[1].max()), 0.0)
    if counted is not None:
        axes.hlines(np.arange(len(parts)) + THICKNESS / 2 + 0.09, *counted.T, zorder=4, **INTERVAL)
        low, high = min(low, float(counted.min())), max(high, float(counted.max()))
    room = 0.03 * (high - low) or 1.0
    axes.set(xlim=(low - room, high + room), ylim=(len(parts) - 0.5, -0.5))
    ticks = ticks_within(low, high, 7)
    axes.set_xticks(ticks, [f"{tick:+g}".replace("-", MINUS) if abs(tick) > 1e-12 else "0" for tick in ticks])
    axes.grid(axis="x", color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.axvline(0, color=INK, linewidth=0.8, zorder=3)
    axes.spines["left"].set_visible(False)


def _draw_sums(axes: Axes, sums: np.ndarray, width: float) -> None:
    for y, total in enumerate(sums):
        axes.plot([total], [y], linestyle="none", zorder=6, **MARK)
        look = {"ha": "right", "va": "center_baseline", "fontsize": SMALL, "color": INK}
        axes.text(1 + TOTALS / width, y, signed(total), transform=axes.get_yaxis_transform(), **look)
