"""Response: how the effect of every option changes along one lever of a sweep, one panel an outcome.

Where other levers vary too, each value stands for the worlds of all points that share it.
"""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from sim.charts.chart import SWEEP, Chart
from sim.charts.curves import Place, draw_curves, dress, limits, option_key, shown_options, tick_lines
from sim.charts.letters import drawing
from sim.charts.levers import (
    cut_words,
    in_order,
    is_numeric,
    lever_name,
    lever_note,
    panels_of,
    sweep_footer,
    value_name,
)
from sim.charts.sheet import Sheet, axes_at, lines_height, new_sheet, wrap, write_at
from sim.charts.style import MARGIN, QUIET, SMALL, WIDTH
from sim.charts.words import end_name, listed, option_title, outcome_name, outcome_of, signed, subject_name, unit_name
from sim.ensemble.pooled import pooled
from sim.ensemble.swept import Swept
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario

PANELS, ACROSS, RANGES = 6, 2, 8
HIGH, TICKS, APART, GUTTER, SCALE = 1.65, 0.24, 0.2, 0.2, 0.48  # inches


def data(swept: Swept, lever: str | None = None) -> pd.DataFrame:
    """Numbers of the response curves.

    Parameters
    ----------
    swept
        The sweep.
    lever
        Path of one that varies; the first of numbers when left out.

    Returns
    -------
    DataFrame
        One row for each value of the lever, option and panel (at most six outcomes with their subjects): the columns
        of `sim.ensemble.pooled.pooled`.
    """
    path = in_order(swept, lever)[0]
    table = pooled(swept, [path], RANGES)
    kept = pd.MultiIndex.from_frame(table[["outcome", "subject"]]).isin(panels_of(swept, PANELS))
    return table[kept].reset_index(drop=True)


@drawing
def draw(swept: Swept, lever: str | None = None) -> Figure:
    """Effects along one lever; the numbers and arguments are those of `data`."""
    table, path, scenario = data(swept, lever), in_order(swept, lever)[0], swept.scenario
    options, panels = shown_options(table), panels_of(swept, PANELS)
    across = min(ACROSS, len(panels))
    cell = (WIDTH - 2 * MARGIN) / across
    heads = [_head(*panel, scenario, cell - GUTTER) for panel in panels]
    head = lines_height(max(map(len, heads)), SMALL) + 0.08
    place = Place(list(dict.fromkeys(table[path])), is_numeric(swept, path))
    labels = tick_lines(place, cell - SCALE - GUTTER)
    high = head + HIGH + TICKS + lines_height(max(label.count("\n") for label in labels), SMALL)
    name = lever_name(path, scenario)
    notes = (_note(table, options), lever_note(path) or "", *sweep_footer(swept, table))
    body = -(-len(panels) // across) * (high + APART) + 0.2
    said = _title(table, path, swept), _lead(swept, table, path)
    sheet = new_sheet(*said, option_key(options, scenario), body, [n for n in notes if n])
    for k, panel in enumerate(panels):
        left, top = MARGIN + (k % across) * cell, sheet.top - (k // across) * (high + APART)
        _draw_head(sheet, heads[k], left, top)
        box = (left + SCALE, top - head - HIGH, cell - SCALE - GUTTER)
        rows = table[(table["outcome"] == panel[0]) & (table["subject"] == panel[1]) & table["option"].isin(options)]
        axes = axes_at(sheet, *box, HIGH, f"{panel[0]} {panel[1]}")
        draw_curves(axes, rows, path, place, options)
        dress(axes, place, limits(rows), labels, box[2])
    write_at(sheet, WIDTH / 2, sheet.bottom, name, ha="center", va="bottom", color=QUIET)
    return sheet.figure


def _head(outcome: str, subject: str, scenario: Scenario, width: float) -> list[str]:
    """Lines above a panel: outcome and subject, unit."""
    lines = wrap(
        f"{outcome_name(outcome).capitalize()}, {subject_name(outcome, subject, scenario)}", width, SMALL, "bold"
    )
    return [*lines, *wrap(f"change against the baseline, {unit_name(outcome)}", width, SMALL)]


def _draw_head(sheet: Sheet, lines: list[str], left: float, top: float) -> None:
    for k, line in enumerate(lines):
        style = {"color": QUIET} if k == len(lines) - 1 else {"fontweight": "bold"}
        write_at(sheet, left, top - lines_height(k, SMALL) - SMALL / 72, line, va="baseline", **style)


def _title(table: pd.DataFrame, path: str, swept: Swept) -> str:
    """The curve that moves furthest, in bands of no practical change: its lowest and its highest point."""
    grouped = table.groupby(["outcome", "subject", "option"], sort=False)["mean"]
    bands = {outcome: OUTCOMES[outcome].band for outcome in table["outcome"].unique()}
    moved = grouped.agg(lambda means: means.max() - means.min())
    most = {(str(o), str(s), str(x)): float(size) / bands[o] for (o, s, x), size in moved.items()}
    outcome, subject, option = max(most, key=lambda curve: np.nan_to_num(most[curve]))
    scenario, lever = swept.scenario, lever_name(path, swept.scenario)
    if not most[outcome, subject, option] > 1:
        return _unmoved(table, path, lever)
    own = table[(table["outcome"] == outcome) & (table["subject"] == subject) & (table["option"] == option)]
    begin, end = (own.loc[k] for k in sorted((own["mean"].idxmin(), own["mean"].idxmax())))
    lost = int(own["mean"].isna().sum())
    return (
        f"{outcome_of(outcome, subject, scenario)}: the effect of {option_title(option, scenario)} goes from "
        f"{signed(begin['mean'])} to {signed(end['mean'])} as {lever} goes from {value_name(begin[path])} to "
        f"{value_name(end[path])}{f' (no world came out at {lost} of {len(own)} values)' if lost else ''}"
    )


def _unmoved(table: pd.DataFrame, path: str, lever: str) -> str:
    """What is said where no curve moves; a value without worlds says nothing of it."""
    pairs = table.assign(known=table["mean"].notna()).drop_duplicates(["option", path])
    counted = f"{pairs['known'].sum()} of {len(pairs)} pairs of option and value"
    if pairs.groupby("option")["known"].sum().max() < 2:
        return f"Whether an option’s effect depends on {lever} is not known: worlds came out for {counted}"
    where = "" if pairs["known"].all() else f" where worlds came out, for {counted}"
    return f"No option’s effect depends in practice on {lever}{where}"


def _lead(swept: Swept, table: pd.DataFrame, path: str) -> str:
    others = listed([lever_name(other, swept.scenario) for other in swept.varying if other != path])
    over = f" Each value stands for all points that share it, whatever {others}." if others else ""
    if cut := cut_words(swept, table, [path]):
        over = f"{cut[:-1]} and stands for all points in it, whatever {others}."
    return (
        f"Each option against the baseline, world by world, in {end_name(swept.scenario)}, "
        f"after {swept.scenario.horizon} years.{over}"
    )


def _note(table: pd.DataFrame, options: list[str]) -> str:
    hidden = table["option"].nunique() - len(options)
    left_out = f"{hidden} options that move least are left out. " if hidden else ""
    return f"{left_out}Scales differ between panels; intervals are over worlds, clustered by draw."


RESPONSE = Chart("response", "How effects respond to a lever of a sweep", draw, data, SWEEP)
