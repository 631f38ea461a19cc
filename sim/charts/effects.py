"""Effects: what every option changes at the horizon, one panel an outcome.

Each row holds the mean of the paired changes with the 90 % interval of that mean (thick), the middle 90 % of worlds
(thin), and at the margin how many worlds end below and above the band of no practical change.
"""

from math import ceil
from typing import NamedTuple

import pandas as pd
from matplotlib.figure import Figure

from sim.charts.chart import Chart
from sim.charts.effect_panel import DOT, MOST, THICK, THIN, draw_panel, draw_shares
from sim.charts.effect_table import IN_PERCENT, data
from sim.charts.letters import drawing
from sim.charts.sheet import Sample, Sheet, axes_at, lines_height, new_sheet, wrap, write_at
from sim.charts.style import BASE, INK, MARGIN, NO_CHANGE, QUIET, SMALL, UP, WIDTH
from sim.charts.words import end_name, footer, option_title, out_of, outcome_name, outcome_of, signed, subject_name
from sim.ensemble import Ensemble
from sim.scenario import Scenario

ACROSS = 3
LABELS, SHARES, GUTTER = (1.3, 1.6, 2.0), 0.5, 0.16  # inches; the narrowest labels of few lines are taken
ROW, TICKS, APART = 0.2, 0.2, 0.12
KEY = (
    Sample("mean", "dot", {"marker": "o", "color": "white", "markeredgecolor": UP, "markersize": DOT}),
    Sample("its 90 % interval", "line", {"color": UP, "linewidth": THICK}),
    Sample("the same, holding zero", "line", {"color": BASE, "linewidth": THICK}),
    Sample("middle 90 of 100 worlds", "line", {"color": UP, "linewidth": THIN}),
    Sample("no practical change", "patch", {"facecolor": NO_CHANGE, "edgecolor": "none"}),
)


class Band(NamedTuple):
    """Panels that stand side by side, and the lines above each."""

    panels: list[pd.DataFrame]
    heads: list[list[str]]

    @property
    def head(self) -> float:
        """Height of the lines above, in inches."""
        return lines_height(max(map(len, self.heads)), SMALL) + 0.16


@drawing
def draw(ensemble: Ensemble) -> Figure:
    """All options against the baseline at the horizon, at most six outcomes; the numbers are those of `data`."""
    table, scenario = data(ensemble), ensemble.scenario
    first = table.groupby(["outcome", "subject"], sort=False).ngroup() == 0
    return page(ensemble, table, _title(table[first], scenario), _lead(scenario))


def page(ensemble: Ensemble, table: pd.DataFrame, title: str, lead: str) -> Figure:
    """Panels of options, one for each outcome and subject of a table as `data` gives it, under a title and a lead.

    A column `whom`, where there is one, says whom a panel is about.
    """
    scenario = ensemble.scenario
    panels = [panel for _, panel in table.groupby(["outcome", "subject"], sort=False)]
    labels, room = _labels([scenario.option(name).title or name for name in panels[0]["option"]])
    rows = max(ROW, max(map(len, labels)) * 0.13 + 0.05) * len(labels)
    cell = (WIDTH - 2 * MARGIN - room) / min(ACROSS, len(panels))
    bands = _bands(panels, scenario, cell - GUTTER)
    body = sum(band.head + rows + TICKS for band in bands) + APART * (len(bands) - 1)
    total = out_of(ensemble, *panels[0]["option"])
    notes = (_note(total), *footer(ensemble, *panels[0]["option"]))
    sheet = new_sheet(title, lead, KEY, body, notes)
    top = sheet.top
    for band in bands:
        _draw_labels(sheet, labels, MARGIN + room, top - band.head - rows, rows)
        _draw_band(sheet, band, (MARGIN + room, top), (cell, rows), total)
        top -= band.head + rows + TICKS + APART
    return sheet.figure


def _bands(panels: list[pd.DataFrame], scenario: Scenario, width: float) -> list[Band]:
    cut = [panels[k : k + ACROSS] for k in range(0, len(panels), ACROSS)]
    return [Band(part, [_head(panel, scenario, width) for panel in part]) for part in cut]


def _head(panel: pd.DataFrame, scenario: Scenario, width: float) -> list[str]:
    """Lines above a panel: outcome, subject, unit."""
    first = panel.iloc[0]
    subject = first["whom"] if "whom" in panel else subject_name(first["outcome"], first["subject"], scenario)
    name = outcome_name(first["outcome"]).capitalize()
    return [part for text in (name, subject, first["unit"]) for part in wrap(text, width, SMALL)]


def _title(panel: pd.DataFrame, scenario: Scenario) -> str:
    first = panel.loc[panel["mean"].abs().idxmax()] if panel["mean"].notna().any() else panel.iloc[0]
    about = outcome_of(first["outcome"], first["subject"], scenario)
    unit = " %" if first["outcome"] in IN_PERCENT else ""
    if not abs(first["mean"]) > first["band"]:
        return f"{about}: no option’s mean change leaves the band of no practical change"
    return f"{about} differs most under {option_title(first['option'], scenario)}: {signed(first['mean'])}{unit}"


def _lead(scenario: Scenario) -> str:
    return (
        f"Each option against the baseline, world by world, in {end_name(scenario)}, after {scenario.horizon} years. "
        "Options are ordered by the mean in the first panel."
    )


def _note(total: int) -> str:
    return (
        f"▼ ▲: of {total} worlds, how many end below and above the shaded band (bold from {ceil(MOST * total)}). "
        f"Scales differ between panels; an arrow with a number is a mean beyond the scale."
    )


def _labels(titles: list[str]) -> tuple[list[list[str]], float]:
    """Lines of each label, and the width they take: the first width at which two lines do, or else the last."""
    for room in LABELS:
        lines = [wrap(title, room - 0.1, SMALL) for title in titles]
        if max(map(len, lines)) <= 2:
            break
    return lines, room


def _draw_labels(sheet: Sheet, labels: list[list[str]], right: float, bottom: float, rows: float) -> None:
    for k, lines in enumerate(labels):
        middle = bottom + rows * (1 - (k + 0.5) / len(labels))
        style = {"ha": "right", "va": "center", "linespacing": 1.0, "color": INK}
        write_at(sheet, right - 0.08, middle, "\n".join(lines), **style)


def _draw_band(sheet: Sheet, band: Band, corner: tuple[float, float], size: tuple[float, float], total: int) -> None:
    (first, top), (cell, rows) = corner, size
    bottom = top - band.head - rows
    for k, (panel, lines) in enumerate(zip(band.panels, band.heads, strict=True)):
        left, width = first + k * cell, cell - SHARES - GUTTER
        _draw_head(sheet, lines, left, top)
        axes = axes_at(sheet, left, bottom, width, rows, f"{panel['outcome'].iloc[0]} {panel['subject'].iloc[0]}")
        draw_panel(axes, panel, width)
        draw_shares(axes, panel, width, SHARES - 0.26, SHARES, total)


def _draw_head(sheet: Sheet, lines: list[str], left: float, top: float) -> None:
    for k, line in enumerate(lines):
        style = {"fontweight": "bold"} if k == 0 else {"color": QUIET}
        write_at(sheet, left, top - lines_height(k, SMALL) - SMALL / 72, line, va="baseline", **style)


EFFECTS = Chart("effects", "What each option changes", draw, data)
