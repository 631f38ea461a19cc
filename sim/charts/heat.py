"""Heat map: the effect of every option over two levers of a sweep, one panel an option, one outcome of one subject.

Colour is the mean paired change, centred at zero, written in the cell where there is room, or else its sign, so that
the chart can be read in grey; a stroke through a cell says that the interval of its mean holds zero.
"""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.chart import SWEEP, Chart
from sim.charts.curves import Place, tick_lines
from sim.charts.heat_cells import BAR, TICKS, Cells, draw_cells, draw_scale
from sim.charts.letters import drawing
from sim.charts.levers import checked_panel, cut_words, in_order, lever_name, lever_note, sweep_footer, value_name
from sim.charts.sheet import Sample, Sheet, axes_at, lines_height, new_sheet, text_width, wrap, write_at
from sim.charts.style import INK, MARGIN, QUIET, RULE, SMALL, WIDTH
from sim.charts.words import end_name, option_title, outcome_name, outcome_of, signed, subject_name, unit_name
from sim.core.errors import QuestionError
from sim.ensemble.pooled import pooled
from sim.ensemble.swept import Swept
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario

RANGES, MOST_OPTIONS, ACROSS = 6, 6, 2
WIDEST = 1.0  # inches
CELL, LOWEST, GUTTER = 0.3, 0.9, 0.16  # inches
STROKE = Sample("the interval of the mean holds zero", "line", {"color": INK, "linewidth": 0.7})
EMPTY = Sample("no point, or no world came out", "patch", {"facecolor": RULE, "edgecolor": "none"})


def data(
    swept: Swept, x: str | None = None, y: str | None = None, outcome: str | None = None, subject: str | None = None
) -> pd.DataFrame:
    """Numbers of the heat map.

    Parameters
    ----------
    swept
        The sweep.
    x, y
        Paths of two levers that vary; the first two when left out.
    outcome, subject
        The first kept when left out.

    Returns
    -------
    DataFrame
        One row for each pair of values and option: the columns of `sim.ensemble.pooled.pooled`.

    Raises
    ------
    QuestionError
        When fewer than two levers vary.
    """
    across, up = _levers(swept, x, y)
    name, about = checked_panel(swept, outcome, subject)
    # As many ranges as leave most cells a point.
    ranges = min(RANGES, max(2, math.isqrt(len(set(swept.points[across])))))
    table = pooled(swept, [across, up], ranges)
    return table[(table["outcome"] == name) & (table["subject"] == about)].reset_index(drop=True)


@drawing
def draw(
    swept: Swept, x: str | None = None, y: str | None = None, outcome: str | None = None, subject: str | None = None
) -> Figure:
    """Effects over two levers; the numbers and arguments are those of `data`."""
    table, levers, scenario = data(swept, x, y, outcome, subject), _levers(swept, x, y), swept.scenario
    options = _shown(table)
    steps = [sorted(set(table[path])) if _sorted(table[path]) else list(dict.fromkeys(table[path])) for path in levers]
    beside = ["\n".join(wrap(value_name(step), WIDEST, SMALL)) for step in steps[1]]
    room = max(text_width(line, SMALL) for label in beside for line in label.split("\n")) + 0.1
    count = min(ACROSS, len(options))
    cell = (WIDTH - 2 * MARGIN) / count
    wide, tall = cell - room - GUTTER, max(CELL * len(steps[1]), LOWEST)
    below = tick_lines(Place(steps[0], _sorted(table[levers[0]])), wide)
    titles = [wrap(scenario.option(name).title or name, wide, SMALL, "bold") for name in options]
    head = lines_height(max(map(len, titles)), SMALL) + 0.08
    high = head + tall + TICKS + 0.06 + lines_height(max(label.count("\n") for label in below), SMALL)
    body = -(-len(options) // count) * high + lines_height(2, SMALL) + BAR + TICKS + 0.16
    said = [note for path in levers if (note := lever_note(path))]
    notes = (_note(swept, table, levers), *said, *sweep_footer(swept, table))
    sheet = new_sheet(
        _title(table, levers, scenario),
        _lead(swept, table, levers),
        _key(table, len(steps[0]) * len(steps[1])),
        body,
        notes,
    )
    reach = _reach(table)
    for k, name in enumerate(options):
        left, top = MARGIN + (k % count) * cell + room, sheet.top - (k // count) * high
        _write_lines(sheet, titles[k], left, top)
        axes = axes_at(sheet, left, top - head - tall, wide, tall, f"heat {name}")
        draw_cells(axes, table[table["option"] == name], levers, steps, Cells(wide, tall, reach))
        _ticks(axes, below, beside, wide)
    _write_levers(sheet, levers, scenario)
    draw_scale(sheet, reach)
    return sheet.figure


def _write_lines(sheet: Sheet, lines: Sequence[str], left: float, top: float) -> None:
    for k, line in enumerate(lines):
        write_at(sheet, left, top - lines_height(k, SMALL) - SMALL / 72, line, fontweight="bold", va="baseline")


def _write_levers(sheet: Sheet, levers: tuple[str, str], scenario: Scenario) -> None:
    foot = sheet.bottom + BAR + TICKS + 0.14
    for k, (way, path) in enumerate(zip(("upwards", "across"), reversed(levers), strict=True)):
        at = foot + lines_height(k, SMALL)
        write_at(sheet, MARGIN, at, f"{way}: {lever_name(path, scenario)}", va="bottom", color=QUIET)


def _levers(swept: Swept, x: str | None, y: str | None) -> tuple[str, str]:
    order = in_order(swept, x, y)
    if len(order) < 2:
        raise QuestionError("a heat map needs two levers that vary")
    return order[0], order[1]


def _sorted(column: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(column))


def _shown(table: pd.DataFrame) -> list[str]:
    """Options to draw: all, or those that reach furthest from zero."""
    far = table.groupby("option", sort=False)["mean"].agg(lambda means: means.abs().max())
    largest = set(far.sort_values(ascending=False, kind="stable").index[:MOST_OPTIONS])
    return [str(name) for name in far.index if name in largest]


def _reach(table: pd.DataFrame) -> float:
    """End of the colour scale, the same for all options."""
    largest = float(np.nan_to_num(table["mean"].abs().max()))
    return max(largest, 2 * OUTCOMES[str(table["outcome"].iloc[0])].band)


def _ticks(axes: Axes, below: Sequence[str], beside: Sequence[str], width: float) -> None:
    axes.tick_params(length=0, pad=3, labelcolor=INK)
    widest = max(text_width(line, SMALL) for label in below for line in label.split("\n")) + 0.06
    # Numbers stand in order, so that some may be left out; words are wrapped and always stand.
    every = max(1, int(np.ceil(widest * len(below) / width)))
    axes.set_xticks(range(0, len(below), every), list(below)[::every])
    axes.set_yticks(range(len(beside)), list(beside))


def _title(table: pd.DataFrame, levers: tuple[str, str], scenario: Scenario) -> str:
    outcome, subject = str(table["outcome"].iloc[0]), str(table["subject"].iloc[0])
    about = outcome_of(outcome, subject, scenario)
    if not table["mean"].notna().any():
        return f"{about}: no world came out"
    most = table.loc[table["mean"].abs().idxmax()]
    cells = table["option"].nunique() * math.prod(table[path].nunique() for path in levers)
    known = int(table["mean"].notna().sum())
    if not abs(most["mean"]) > OUTCOMES[outcome].band:
        where = "at any of these values" if known == cells else f"in the {known} of {cells} cells that hold worlds"
        return f"{about}: no option changes it in practice {where}"
    missing = f" ({known} of {cells} cells hold worlds)" if table["mean"].isna().any() else ""
    where = " and ".join(f"{lever_name(path, scenario)} is {value_name(most[path])}" for path in levers)
    under = option_title(str(most["option"]), scenario)
    return f"{about} changes most under {under}: {signed(most['mean'])} where {where}{missing}"


def _lead(swept: Swept, table: pd.DataFrame, levers: tuple[str, str]) -> str:
    outcome, subject, scenario = str(table["outcome"].iloc[0]), str(table["subject"].iloc[0]), swept.scenario
    return (
        f"Mean change of {outcome_name(outcome)}, {subject_name(outcome, subject, scenario)} ({unit_name(outcome)}), "
        f"against the baseline in {end_name(scenario)}, by {' and '.join(lever_name(p, scenario) for p in levers)}."
        f"{cut_words(swept, table, levers)}"
    )


def _key(table: pd.DataFrame, cells: int) -> list[Sample]:
    drawn = table["mean"].notna().groupby(table["option"]).sum().min()
    return [STROKE, EMPTY] if drawn < cells else [STROKE]


def _note(swept: Swept, table: pd.DataFrame, levers: tuple[str, str]) -> str:
    others = [lever_name(path, swept.scenario) for path in swept.varying if path not in levers]
    hidden = table["option"].nunique() - len(_shown(table))
    left_out = f"{hidden} options of smaller effects are left out. " if hidden else ""
    over = f" A cell stands for all its points, whatever {' and '.join(others)}." if others else ""
    return f"{left_out}One scale for all options. Intervals are over worlds, clustered by draw.{over}"


HEAT = Chart("heat", "Effects over two levers of a sweep", draw, data, SWEEP)
