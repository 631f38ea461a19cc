"""Regret: what each option gives up against the best of each draw, one panel an outcome, one row an option."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.letters import drawing
from sim.charts.sheet import (
    Sample,
    Sheet,
    axes_at,
    lines_height,
    new_sheet,
    text_width,
    ticks_within,
    wrap,
    write_at,
)  # fmt: skip
from sim.charts.style import DOWN, INK, MARGIN, QUIET, RULE, SMALL, TEXT, UP, WIDTH
from sim.charts.words import footer, outcome_of, unit_name
from sim.ensemble import Ensemble
from sim.scenario import Scenario

TITLE = "What one would regret"
PANELS, ROW, TICKS, NUMBERS, GAP, NAMES = 3, 0.27, 0.3, 0.42, 0.2, 2.0  # inches, but for the first
_KEY = (
    Sample("mean over draws", "dot", {"marker": "o", "color": "white", "markeredgecolor": UP, "markersize": 4.4}),
    Sample("90 % interval of the mean", "line", {"color": UP, "linewidth": 3.8}),
    Sample("up to the worst draw", "line", {"color": UP, "linewidth": 1.1}),
    Sample("worst draw", "dot", {"marker": "|", "color": DOWN, "markersize": 8, "markeredgewidth": 1.6}),
)


@drawing
def draw(ensemble: Ensemble, table: pd.DataFrame, total: pd.DataFrame) -> Figure:
    """Regrets of all options, the least regretted at the top.

    Parameters
    ----------
    ensemble
        The study.
    table, total
        As `sim.experiments.robust.robust` and `overall` give them.
    """
    scenario, order = ensemble.scenario, list(total["option"])
    wanted = list(table[["outcome", "subject"]].drop_duplicates().itertuples(index=False, name=None))
    shown = wanted[:PANELS]
    names = {name: wrap(scenario.option(name).title or name, NAMES, TEXT) for name in order}
    left = MARGIN + 0.1 + max(text_width(line, TEXT) for lines in names.values() for line in lines)
    wide = (WIDTH - MARGIN - NUMBERS - left - GAP * (len(shown) - 1)) / len(shown)
    heads = [wrap(f"{outcome_of(*pair, scenario)} ({unit_name(pair[0])})", wide, SMALL, "bold") for pair in shown]
    head = lines_height(max(map(len, heads)), SMALL) + 0.1
    row = max(ROW, lines_height(max(map(len, names.values())), TEXT) + 0.05)
    sheet = new_sheet(
        _title(total, scenario), _lead(table), _KEY, head + row * len(order) + TICKS, _notes(ensemble, wanted, order)
    )
    top = sheet.top - head
    for k, pair in enumerate(shown):
        x = left + k * (wide + GAP)
        for line, words in enumerate(heads[k]):
            write_at(sheet, x, sheet.top - lines_height(line, SMALL) - SMALL / 72, words, fontweight="bold")
        axes = axes_at(sheet, x, top - row * len(order), wide, row * len(order), "regret " + " ".join(pair))
        own = table[(table["outcome"] == pair[0]) & (table["subject"] == pair[1])]
        _panel(axes, own.set_index("option").loc[order], wide)
    _write_names(sheet, [names[name] for name in order], left, top, row)
    for k, share in enumerate(total["regret"]):
        write_at(sheet, WIDTH - MARGIN, top - row * (k + 0.5), f"{share:.2f}", SMALL, ha="right", va="center")
    write_at(sheet, WIDTH - MARGIN, top + 0.05, "overall", SMALL, ha="right", va="bottom", color=QUIET)
    return sheet.figure


def _panel(axes: Axes, rows: pd.DataFrame, width: float) -> None:
    high = max(float(rows["most_regret"].max()), 1e-9) * 1.06
    axes.set(xlim=(-0.02 * high, high), ylim=(len(rows) - 0.5, -0.5))
    for y, row in enumerate(rows.to_dict("records")):
        axes.axhline(y, color=RULE, linewidth=0.5, zorder=0.5)
        axes.hlines(y, 0, row["most_regret"], color=UP, linewidth=1.1, zorder=2)
        axes.hlines(y, row["regret_lo"], row["regret_hi"], color=UP, linewidth=3.8, zorder=3)
        axes.plot([row["most_regret"]], [y], "|", color=DOWN, markersize=8, markeredgewidth=1.6, zorder=4)
        axes.plot([row["mean_regret"]], [y], "o", color="white", markeredgecolor=UP, markersize=4.4, zorder=5)
    axes.axvline(0, color=INK, linewidth=0.8, zorder=1)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    ticks = ticks_within(0, high, 3 if width < 1.6 else 5)
    axes.set_xticks(ticks, [f"{tick:g}" for tick in np.round(ticks, 10)])


def _write_names(sheet: Sheet, names: list[list[str]], left: float, top: float, row: float) -> None:
    for k, lines in enumerate(names):
        first = top - row * (k + 0.5) + lines_height(len(lines) - 1, TEXT) / 2
        for n, words in enumerate(lines):
            write_at(sheet, left - 0.1, first - lines_height(n, TEXT), words, TEXT, ha="right", va="center", color=INK)


def _title(total: pd.DataFrame, scenario: Scenario) -> str:
    first = scenario.option(str(total["option"].iloc[0]))
    others = int(np.isclose(total["regret"], total["regret"].iloc[0], rtol=0, atol=1e-12).sum()) - 1
    more = f" and {others} as little" if others else ""
    return f"Least regretted whatever turns out to be true: “{first.title or first.name}”{more}"


def _lead(table: pd.DataFrame) -> str:
    draws = int(table["draws"].iloc[0])
    return (
        f"Regret: what the best option of a draw gains more, at the horizon. Each of the {draws} draws is "
        f"one set of assumptions, with luck averaged out."
    )


def _notes(ensemble: Ensemble, wanted: list[tuple[str, str]], options: list[str]) -> tuple[str, ...]:
    rest = (f"{len(wanted) - PANELS} more outcomes stand in the table.",) if len(wanted) > PANELS else ()
    overall = "Overall: the largest regret as a share of the largest of any option, in the outcome where it is largest."
    return (overall, *rest, *footer(ensemble, *options))
