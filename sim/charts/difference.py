"""Difference: the effects of the same options in two studies, and how far they differ.

To the left a line joins the two effects; to the right stands their difference, with the 90 % interval of its mean and,
where both studies met the same worlds, the middle 90 of 100 worlds.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.chart import COMPARISON, Chart
from sim.charts.effect_panel import DOT, THICK, THIN, draw_panel
from sim.charts.letters import drawing
from sim.charts.sheet import Sample, Sheet, axes_at, lines_height, new_sheet, ticks_within, wrap, write_at
from sim.charts.style import BASE, INK, MARGIN, NO_CHANGE, QUIET, RULE, SMALL, UP, WIDTH
from sim.charts.words import (
    CAUTION,
    MINUS,
    option_title,
    outcome_name,
    outcome_of,
    signed,
    subject_name,
    unit_name,
)
from sim.ensemble.two_studies import TwoStudies, ranked
from sim.scenario import BASELINE, Scenario

PANELS, MOST_OPTIONS = 4, 12
LABELS, GUTTER, ROW, TICKS, APART = 1.75, 0.25, 0.24, 0.24, 0.14  # inches
FIRST = {"marker": "o", "color": "white", "markeredgecolor": INK, "markersize": 5, "markeredgewidth": 1.1}
SECOND = {"marker": "D", "color": INK, "markeredgecolor": INK, "markersize": 4.2}


def data(studies: TwoStudies) -> pd.DataFrame:
    """Numbers of the chart.

    Returns
    -------
    DataFrame
        The rows of `TwoStudies.effects` that are drawn: of options, at most four outcomes with their subjects, those
        that differ most in bands of no practical change, at most twelve options in each, likewise.
    """
    table = studies.effects()
    options = table[table["option"] != BASELINE]
    shown = options if len(options) else table
    order = list(ranked(shown).index[:PANELS])
    far = (shown["mean"].abs() / shown["band"]).fillna(0.0)
    largest = far.groupby(shown["option"], sort=False).max().sort_values(ascending=False, kind="stable")
    shown = shown[shown["option"].isin(largest.index[:MOST_OPTIONS])]
    panels = [shown[(shown["outcome"] == outcome) & (shown["subject"] == subject)] for outcome, subject in order]
    return pd.concat(panels, ignore_index=True)


@drawing
def draw(studies: TwoStudies) -> Figure:
    """Effects in two studies beside their difference; the numbers are those of `data`."""
    table, scenario = data(studies), studies.scenario
    panels = [panel for _, panel in table.groupby(["outcome", "subject"], sort=False)]
    labels = {name: wrap(_title_of(name, scenario), LABELS - 0.1, SMALL) for name in dict.fromkeys(table["option"])}
    row = max(ROW, max(map(len, labels.values())) * 0.13 + 0.05)
    wide = (WIDTH - 2 * MARGIN - LABELS - 2 * GUTTER) / 2
    heads = [_head(panel, scenario) for panel in panels]
    heights = [lines_height(len(h), SMALL) + 0.2 + row * len(p) + TICKS for h, p in zip(heads, panels, strict=True)]
    body = sum(heights) + APART * (len(panels) - 1)
    sheet = new_sheet(_title(table, studies), _lead(studies), _key(studies), body, _notes(studies, table))
    top = sheet.top
    for panel, head, height in zip(panels, heads, heights, strict=True):
        _draw_block(sheet, studies, panel, (head, labels), (top, row, wide))
        top -= height + APART
    return sheet.figure


def _draw_block(
    sheet: Sheet,
    studies: TwoStudies,
    panel: pd.DataFrame,
    words: tuple[list[str], dict[str, list[str]]],
    place: tuple[float, float, float],
) -> None:
    (head, labels), (top, row, wide) = words, place
    for k, line in enumerate(head):
        write_at(sheet, MARGIN, top - lines_height(k, SMALL) - SMALL / 72, line, va="baseline", fontweight="bold")
    under = top - lines_height(len(head), SMALL) - 0.2
    bottom, name = under - row * len(panel), f"{panel['outcome'].iloc[0]} {panel['subject'].iloc[0]}"
    left, right = MARGIN + LABELS, MARGIN + LABELS + wide + GUTTER
    first, second = studies.names
    write_at(sheet, left, under + 0.05, f"effect in {first} and in {second}", va="bottom", color=QUIET)
    write_at(sheet, right, under + 0.05, f"{second} less {first}", va="bottom", color=QUIET)
    for k, option in enumerate(panel["option"]):
        at = under - row * (k + 0.5)
        style = {"ha": "right", "va": "center", "linespacing": 1.0, "color": INK}
        write_at(sheet, left - 0.1, at, "\n".join(labels[option]), **style)
    _draw_pairs(axes_at(sheet, left, bottom, wide, row * len(panel), f"effects {name}"), panel)
    axes = axes_at(sheet, right, bottom, wide, row * len(panel), f"difference {name}")
    draw_panel(axes, panel, wide)


def _draw_pairs(axes: Axes, panel: pd.DataFrame) -> None:
    ends = panel[["first", "second"]].to_numpy(dtype=np.float64)
    band = float(panel["band"].iloc[0])
    low, high = min(float(np.nanmin([ends.min(), -band])), 0.0), max(float(np.nanmax([ends.max(), band])), 0.0)
    room = 0.08 * (high - low)
    axes.set(xlim=(low - room, high + room), ylim=(len(panel) - 0.5, -0.5))
    axes.axvspan(-band, band, color=NO_CHANGE, linewidth=0, zorder=0)
    axes.axvline(0, color=INK, linewidth=0.8, zorder=1)
    for y, (one, two) in enumerate(ends):
        axes.axhline(y, color=RULE, linewidth=0.5, zorder=0.5)
        axes.hlines(y, one, two, color=BASE, linewidth=1.6, zorder=2)
        axes.plot([one], [y], zorder=3, linestyle="none", **FIRST)
        axes.plot([two], [y], zorder=4, linestyle="none", **SECOND)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    ticks = ticks_within(low - room, high + room, 4)
    axes.set_xticks(ticks, ["0" if abs(x) < 1e-12 else f"{x:+g}".replace("-", MINUS) for x in ticks])


def _title_of(option: str, scenario: Scenario) -> str:
    return scenario.option(option).title or option


def _head(panel: pd.DataFrame, scenario: Scenario) -> list[str]:
    outcome, subject = str(panel["outcome"].iloc[0]), str(panel["subject"].iloc[0])
    said = f"{outcome_name(outcome).capitalize()}, {subject_name(outcome, subject, scenario)} ({unit_name(outcome)})"
    return wrap(said, WIDTH - 2 * MARGIN, SMALL, "bold")


def _title(table: pd.DataFrame, studies: TwoStudies) -> str:
    first, second = studies.names
    far = (table["mean"].abs() / table["band"]).fillna(0.0)
    if not far.max() > 1:
        return f"No effect differs in practice between {first} and {second}"
    most = table.loc[far.idxmax()]
    about = outcome_of(str(most["outcome"]), str(most["subject"]), studies.scenario)
    under = option_title(str(most["option"]), studies.scenario)
    return f"{about}: the effect of {under} differs most, {signed(most['mean'])} from {first} to {second}"


def _lead(studies: TwoStudies) -> str:
    how = "world by world, in the same worlds" if studies.paired else "of means, for the worlds are not the same"
    return (
        f"Effect of each option against the baseline of its own study in {studies.when}, and the difference {how}. "
        f"What differs in the inputs stands in the table of inputs."
    )


def _key(studies: TwoStudies) -> list[Sample]:
    first, second = studies.names
    samples = [
        Sample(f"effect in {first}", "dot", FIRST),
        Sample(f"effect in {second}", "dot", SECOND),
        Sample("mean difference", "dot", {"marker": "o", "color": "white", "markeredgecolor": UP, "markersize": DOT}),
        Sample("its 90 % interval (grey: holds zero)", "line", {"color": UP, "linewidth": THICK}),
    ]
    spread = [Sample("middle 90 of 100 worlds", "line", {"color": UP, "linewidth": THIN})] if studies.paired else []
    return [*samples, *spread, Sample("no practical change", "patch", {"facecolor": NO_CHANGE, "edgecolor": "none"})]


def _notes(studies: TwoStudies, table: pd.DataFrame) -> Sequence[str]:
    worlds, failed = int(table["worlds"].min()), int(table["failed"].max())
    what = "shared worlds" if studies.paired else "worlds of the two together"
    lost = f"; {failed} failed and are left out" if failed else ""
    said = (f"{name}: {place}" for name, place in zip(studies.names, studies.places, strict=True))
    return (*studies.notes(), f"{' · '.join(said)} · {worlds} {what}{lost}.", CAUTION)


DIFFERENCE = Chart("difference", "How far effects differ between two studies", draw, data, COMPARISON)
