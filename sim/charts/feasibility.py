"""Feasibility strip: could the parties pay for an option, use it, bear it, and would they sign it?

One row an option, one column a check; a cell that is not fine names the parties that gave the verdict. At the right,
how often the most reluctant party accepts what it finds hardest.
"""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.charts.chart import ASKED, Chart
from sim.charts.feasibility_table import CHECKS, data
from sim.charts.letters import drawing
from sim.charts.sheet import Sample, Sheet, axes_at, lines_height, new_sheet, wrap, write_at
from sim.charts.style import BASE, INK, MARGIN, QUIET, RULE, SMALL, UP, WIDTH
from sim.charts.words import footer, listed, option_title
from sim.ensemble import Ensemble
from sim.scenario import Scenario

NAMES, SIGNS, TICKS, GAP, LEAST = 1.5, 1.05, 0.26, 0.14, 0.28  # inches
TINY = SMALL - 1.5
REASONS = 4
FINE = {"facecolor": "#fafafa", "edgecolor": RULE, "linewidth": 0.8}
STRAINED = {"facecolor": "#f6d59b", "edgecolor": BASE, "linewidth": 0.8, "hatch": "//"}
NO = {"facecolor": "#8c3a00", "edgecolor": "#8c3a00", "linewidth": 0.8}
LOOK = {"fine": FINE, "strained": STRAINED, "no": NO}
KEY = (
    Sample("fine for every party", "patch", FINE),
    Sample("strained for those named", "patch", STRAINED),
    Sample("not feasible for those named", "patch", NO),
    Sample("mean over worlds, 90 % interval", "dot", {"marker": "o", "color": UP, "markersize": 5}),
)
NOTE = (
    "Six checks hold figures of the opening against lines that are judgement (entente list limits) and are the same in "
    "all worlds; the last is the parties’ own choice in the model. They judge from outside and change nothing in it."
)


@drawing
def draw(ensemble: Ensemble, table: pd.DataFrame) -> Figure:
    """The strip of all options; the numbers and arguments are those of `data`."""
    cells, scenario = data(ensemble, table), ensemble.scenario
    options = list(dict.fromkeys(cells["option"]))
    names = {name: wrap(scenario.option(name).title or name, NAMES - 0.1, SMALL) for name in options}
    wide = (WIDTH - 2 * MARGIN - NAMES - SIGNS - GAP) / len(CHECKS)
    codes = {key: _codes(str(parties), wide) for key, parties in cells["parties"].items()}
    heights = [_height(names[name], [codes[k] for k in cells.index[cells["option"] == name]]) for name in options]
    heads = [wrap(said, wide - 0.04, TINY) for said in CHECKS.values()]
    head = lines_height(max(map(len, heads)), TINY) + 0.08
    notes = (*_reasons(table, options, scenario), NOTE, *footer(ensemble, *options))
    sheet = new_sheet(_title(cells, scenario), _lead(scenario), KEY, head + sum(heights) + TICKS, notes)
    left, top = MARGIN + NAMES, sheet.top - head
    for k, lines in enumerate(heads):
        for n, line in enumerate(lines):
            y = top + 0.04 + lines_height(len(lines) - 1 - n, TINY)
            write_at(sheet, left + (k + 0.5) * wide, y, line, TINY, ha="center", va="bottom", color=QUIET)
    axes = axes_at(sheet, left, top - sum(heights), wide * len(CHECKS), sum(heights), "cells")
    axes.set(xlim=(0, len(CHECKS)), ylim=(sum(heights), 0))
    axes.set_axis_off()
    signs = axes_at(sheet, WIDTH - MARGIN - SIGNS, top - sum(heights), SIGNS - 0.1, sum(heights), "would sign")
    write_at(sheet, WIDTH - MARGIN - SIGNS / 2, top + 0.04, "most reluctant accepts,\nof 100 offers", TINY,
             ha="center", va="bottom", color=QUIET, linespacing=1.2)  # fmt: skip
    y = 0.0
    for name, high in zip(options, heights, strict=True):
        own = cells[cells["option"] == name]
        _draw_row(axes, own, y, high, codes)
        _write_name(sheet, names[name], left - 0.08, top - y - high / 2)
        y += high
    _draw_signs(signs, cells[cells["check"] == "would_sign"], heights)
    return sheet.figure


def _codes(parties: str, wide: float) -> list[str]:
    """Codes of the parties in lines that fit a cell; the number where they take more than three lines."""
    lines = wrap(parties, wide - 0.08, TINY, "bold") if parties else []
    return lines if len(lines) <= 3 else [str(len(parties.split()))]


def _height(name: list[str], codes: list[list[str]]) -> float:
    return max(LEAST, lines_height(len(name), SMALL) + 0.08, lines_height(max(map(len, codes)), TINY) + 0.1)


def _draw_row(axes: Axes, own: pd.DataFrame, y: float, high: float, codes: dict[int, list[str]]) -> None:
    for k, (index, row) in enumerate(own.iterrows()):
        look = LOOK[str(row["verdict"])]
        axes.add_patch(
            Rectangle((k + 0.03, y + 0.02), 0.94, high - 0.04, gid=f"{row['check']} {row['verdict']}", **look)
        )
        ink = "white" if row["verdict"] == "no" else INK
        lines = codes[index]  # type: ignore[index]
        for n, line in enumerate(lines):
            at = y + high / 2 + lines_height(n, TINY) - lines_height(len(lines) - 1, TINY) / 2
            paper = {"facecolor": look["facecolor"], "edgecolor": "none", "pad": 0.6}
            style = {"ha": "center", "va": "center", "fontsize": TINY, "fontweight": "bold"}
            axes.text(k + 0.5, at, line, color=ink, bbox=paper, **style)


def _write_name(sheet: Sheet, lines: list[str], right: float, middle: float) -> None:
    for n, line in enumerate(lines):
        y = middle + lines_height(len(lines) - 1, SMALL) / 2 - lines_height(n, SMALL)
        write_at(sheet, right, y, line, ha="right", va="center", color=INK)


def _draw_signs(axes: Axes, rows: pd.DataFrame, heights: list[float]) -> None:
    axes.set(xlim=(0, 100), ylim=(sum(heights), 0), yticks=[])
    axes.set_xticks([0, 50, 100])
    axes.spines["left"].set_visible(False)
    y = 0.0
    for row, high in zip(rows.to_dict("records"), heights, strict=True):
        middle, y = y + high / 2, y + high
        axes.axhline(middle, color=RULE, linewidth=0.5, zorder=0)
        axes.hlines(middle, 100 * row["lo"], 100 * row["hi"], color=UP, linewidth=3.0, zorder=2)
        axes.plot([100 * row["accepts"]], [middle], "o", color=UP, markersize=4.5, zorder=3, clip_on=False)
    axes.axvline(50, color=RULE, linewidth=0.8, zorder=0)


def _title(cells: pd.DataFrame, scenario: Scenario) -> str:
    options = list(dict.fromkeys(cells["option"]))
    refused = [name for name in options if (cells[cells["option"] == name]["verdict"] == "no").any()]
    fine = [name for name in options if (cells[cells["option"] == name]["verdict"] == "fine").all()]
    if not refused:
        return "No option is refused by any check" + ("" if fine else ", but each strains a party")
    if len(refused) == 1:
        return f"{option_title(refused[0], scenario)} is not feasible for a party"
    good = (
        f"; {listed([option_title(name, scenario) for name in fine])} {'is' if len(fine) == 1 else 'are'} fine for all"
    )
    return f"{len(refused)} of {len(options)} options are not feasible for a party" + (
        good if 0 < len(fine) <= 3 else ""
    )


def _lead(scenario: Scenario) -> str:
    return (
        f"Could the parties pay for each option, use it and bear it as they stand in {scenario.start_name}, and would "
        f"they sign it? Each cell is the gravest verdict on any party."
    )


def _reasons(table: pd.DataFrame, options: list[str], scenario: Scenario) -> tuple[str, ...]:
    grave = table[(table["verdict"] == "no") & table["option"].isin(options)].drop_duplicates("reason")
    said = tuple(f"{option_title(row.option, scenario)}: {row.reason}." for row in grave.head(REASONS).itertuples())
    rest = len(grave) - len(said)
    return (*said, f"{rest} more reasons stand in tables/feasibility.csv.") if rest > 0 else said


FEASIBILITY = Chart(
    "feasibility", "Could the parties pay for it, use it, bear it, and would they sign", draw, data, ASKED
)
