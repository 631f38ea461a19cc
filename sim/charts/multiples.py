"""Small multiples: the response to one lever, once for every value of a second, and of a third.

The same outcome of the same subject in all panels, on one scale, so that panels can be read against each other.
"""

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure

from sim.charts.chart import SWEEP, Chart
from sim.charts.curves import Place, draw_curves, dress, limits, option_key, shown_options, tick_lines
from sim.charts.letters import drawing
from sim.charts.levers import (
    checked_panel,
    cut_words,
    in_order,
    is_numeric,
    lever_name,
    lever_note,
    sweep_footer,
    value_name,
)
from sim.charts.sheet import Sheet, axes_at, lines_height, new_sheet, wrap, write_at
from sim.charts.style import MARGIN, QUIET, SMALL, WIDTH
from sim.charts.words import end_name, outcome_name, outcome_of, subject_name, unit_name
from sim.core.errors import QuestionError
from sim.ensemble.pooled import pooled
from sim.ensemble.swept import Swept
from sim.scenario import Scenario

RANGES, COLUMNS, ROWS = 4, 4, 4
HIGH, TICKS, SCALE, GUTTER, APART = 1.15, 0.24, 0.48, 0.12, 0.1  # inches


def data(
    swept: Swept, levers: Sequence[str] = (), outcome: str | None = None, subject: str | None = None
) -> pd.DataFrame:
    """Numbers of the small multiples.

    Parameters
    ----------
    swept
        The sweep.
    levers
        Paths of two or three that vary: along the axis, across, and down; the first three when left out.
    outcome, subject
        The first kept when left out.

    Returns
    -------
    DataFrame
        One row for each combination of values and option: the columns of `sim.ensemble.pooled.pooled`. Of a lever that
        makes panels at most four values are taken, evenly.

    Raises
    ------
    QuestionError
        When fewer than two levers vary.
    """
    chosen = _levers(swept, levers)
    name, about = checked_panel(swept, outcome, subject)
    table = pooled(swept, chosen, RANGES)
    table = table[(table["outcome"] == name) & (table["subject"] == about)]
    for path, most in zip(chosen[1:], (COLUMNS, ROWS), strict=False):
        table = table[table[path].isin(_spaced(list(dict.fromkeys(table[path])), most))]
    return table.reset_index(drop=True)


@drawing
def draw(swept: Swept, levers: Sequence[str] = (), outcome: str | None = None, subject: str | None = None) -> Figure:
    """The response in small multiples; the numbers and arguments are those of `data`."""
    table, chosen, scenario = data(swept, levers, outcome, subject), _levers(swept, levers), swept.scenario
    path, options = chosen[0], shown_options(table)
    panels = [list(dict.fromkeys(table[other])) for other in chosen[1:]]
    columns, rows = panels[0], panels[1] if len(panels) > 1 else [None]
    cell = (WIDTH - 2 * MARGIN - SCALE) / len(columns)
    place = Place(list(dict.fromkeys(table[path])), is_numeric(swept, path))
    labels = tick_lines(place, cell - GUTTER)
    heads = [[_head(chosen, (x, y), scenario, cell - GUTTER) for x in columns] for y in rows]
    head = lines_height(max(len(lines) for row in heads for lines in row), SMALL) + 0.06
    high = head + HIGH + TICKS + lines_height(max(label.count("\n") for label in labels), SMALL) + APART
    said = [note for lever in chosen if (note := lever_note(lever))]
    notes = (_note(swept, chosen, table, options), *said, *sweep_footer(swept, table))
    lead = _lead(swept, table, chosen)
    title, key = _title(table, chosen, scenario), option_key(options, scenario)
    sheet = new_sheet(title, lead, key, high * len(rows) + 0.2, notes)
    ends = limits(table[table["option"].isin(options)])
    for j, row in enumerate(rows):
        for k, column in enumerate(columns):
            left, top = MARGIN + SCALE + k * cell, sheet.top - j * high
            _write_lines(sheet, heads[j][k], left, top)
            axes = axes_at(sheet, left, top - head - HIGH, cell - GUTTER, HIGH, f"{column} {row}")
            own = table[(table[chosen[1]] == column) & table["option"].isin(options)]
            own = own if row is None else own[own[chosen[2]] == row]
            draw_curves(axes, own, path, place, options)
            dress(axes, place, ends, labels, cell - GUTTER)
            if k:
                axes.set_yticklabels([])
    write_at(sheet, WIDTH / 2, sheet.bottom, lever_name(path, scenario), ha="center", va="bottom", color=QUIET)
    return sheet.figure


def _levers(swept: Swept, asked: Sequence[str]) -> list[str]:
    order = in_order(swept, *asked)
    if len(order) < 2:
        raise QuestionError("small multiples need two levers that vary")
    return order[: max(len(asked), 3)][:3]


def _spaced(steps: list[float | str], most: int) -> list[float | str]:
    """At most so many of the values, the first and the last among them."""
    if len(steps) <= most:
        return steps
    return [steps[round(k * (len(steps) - 1) / (most - 1))] for k in range(most)]


def _head(
    levers: Sequence[str], at: tuple[float | str, float | str | None], scenario: Scenario, width: float
) -> list[str]:
    """Lines above a panel: the values that it stands for."""
    said = [
        value_name(value) if isinstance(value, str) else f"{_short(path, scenario)} {value_name(value)}"
        for path, value in zip(levers[1:], at, strict=False)
        if value is not None
    ]
    return [line for text in said for line in wrap(text, width, SMALL, "bold")]


def _short(path: str, scenario: Scenario) -> str:
    """A lever without whose it is, for there is little room."""
    return lever_name(path, scenario).partition(" of ")[0]


def _write_lines(sheet: Sheet, lines: Sequence[str], left: float, top: float) -> None:
    for k, line in enumerate(lines):
        at = top - lines_height(k, SMALL) - SMALL / 72
        write_at(sheet, left, at, line, va="baseline", fontweight="bold")


def _title(table: pd.DataFrame, levers: Sequence[str], scenario: Scenario) -> str:
    about = outcome_of(str(table["outcome"].iloc[0]), str(table["subject"].iloc[0]), scenario)
    others = " and ".join(lever_name(path, scenario) for path in levers[1:])
    return f"{about} as {lever_name(levers[0], scenario)} varies, for each {others}"


def _lead(swept: Swept, table: pd.DataFrame, levers: Sequence[str]) -> str:
    outcome, subject, scenario = str(table["outcome"].iloc[0]), str(table["subject"].iloc[0]), swept.scenario
    down = f" Rows: {lever_name(levers[2], scenario)}." if len(levers) > 2 else ""
    return (
        f"Change of {outcome_name(outcome)}, {subject_name(outcome, subject, scenario)} ({unit_name(outcome)}), under "
        f"each option against the baseline in {end_name(scenario)}. Columns: {lever_name(levers[1], scenario)}.{down}"
        f"{cut_words(swept, table, levers)}"
    )


def _note(swept: Swept, levers: Sequence[str], table: pd.DataFrame, options: Sequence[str]) -> str:
    others = [lever_name(path, swept.scenario) for path in swept.varying if path not in levers]
    over = f" A value stands for all points that share it, whatever {' and '.join(others)}." if others else ""
    hidden = table["option"].nunique() - len(options)
    left_out = f"{hidden} options that move least are left out. " if hidden else ""
    return f"{left_out}One scale for all panels. Intervals are over worlds, clustered by draw.{over}"


MULTIPLES = Chart("multiples", "Effects along one lever of a sweep for each value of others", draw, data, SWEEP)
