"""Timeline: agreements and crises of a typical world under an option, beside the same world in the baseline."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.chart import ASKED, Chart
from sim.charts.letters import drawing
from sim.charts.sheet import Sample, Sheet, axes_at, new_sheet, text_width, ticks_within, write_at
from sim.charts.style import BASE, BASE_MIDDLE, DOWN, INK, MARGIN, QUIET, RULE, SMALL, UP, WIDTH
from sim.charts.timeline_table import BOTH, OURS, THEIRS, data, shown_pairs, spans
from sim.charts.words import footer, option_title
from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.chronicle import counts
from sim.ensemble.seen import BEGINS, CRISIS, ENDS, SEVERE
from sim.scenario import Scenario

ROW, TICKS, COUNTS, HEAD, WIDEST = 0.3, 0.24, 0.2, 0.3, 2.1  # inches
MARKS = {BEGINS: ("^", 5.0, UP), ENDS: ("v", 5.0, UP), CRISIS: ("X", 5.4, DOWN), SEVERE: ("X", 8.0, DOWN)}
AGREEMENTS = (BEGINS, ENDS)
LEAST_OF_A_YEAR = 0.2
LIFT = 0.2  # of a row: agreements stand above its line, crises below
TOTALS = {"agreements that begin": (BEGINS,), "that end": (ENDS,), "crises": (CRISIS, SEVERE)}


@drawing
def draw(
    ensemble: Ensemble,
    option: str | None = None,
    table: pd.DataFrame | None = None,
    progress: Callable[[int, int], Any] | None = None,
) -> Figure:
    """A typical world from quarter to quarter; `table` as `data` gives it, which is called when it is left out."""
    table = data(ensemble, option, progress) if table is None else table
    if table.empty:
        raise QuestionError("in the typical world nothing happens, neither under the option nor in the baseline")
    name, scenario = str(table["option"].iloc[0]), ensemble.scenario
    pairs = shown_pairs(ensemble, table)
    names = [_name(pair, scenario) for pair in pairs]
    labels = max(text_width(text, SMALL) for text in (*names, *TOTALS)) + 0.14
    high, below = ROW * len(pairs), HEAD + COUNTS * len(TOTALS)
    notes = (_note(ensemble, table), *footer(ensemble, name))
    sheet = new_sheet(_title(table, ensemble, name), _lead(table, name, ensemble), _key(), high + TICKS + below, notes)
    left, wide = MARGIN + labels, WIDTH - 2 * MARGIN - labels - 0.1
    axes = axes_at(sheet, left, sheet.top - high, wide, high, "timeline")
    _frame(axes, ensemble, names)
    for k, pair in enumerate(pairs):
        _draw_events(axes, table[(table["first"] == pair[0]) & (table["second"] == pair[1])], k, scenario)
    start = min((p.start for p in scenario.option(name).provisions), default=None)
    if start is not None:
        axes.axvline((scenario.start + start) / 4, color=INK, linewidth=0.9, linestyle=(0, (1.5, 1.5)), zorder=1)
    _write_counts(sheet, table, axes, (left, wide))
    return sheet.figure


def _name(pair: tuple[str, str], scenario: Scenario) -> str:
    said = " – ".join(scenario.names[code] for code in pair)
    return said if text_width(said, SMALL) <= WIDEST else " – ".join(pair)


def _frame(axes: Axes, ensemble: Ensemble, names: list[str]) -> None:
    first, last = ensemble.scenario.start / 4, (ensemble.scenario.start + ensemble.scenario.quarters) / 4
    axes.set(xlim=(first - 0.1, last + 0.1), ylim=(len(names) - 0.5, -0.5))
    years = [year for year in ticks_within(first, last, 8) if float(year).is_integer()]
    axes.set_xticks(years, [f"{year:.0f}" for year in years])
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", length=0, labelcolor=INK)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)
    for k in range(len(names)):
        axes.axhline(k, color=RULE, linewidth=0.8, zorder=0.5)


def _draw_events(axes: Axes, rows: pd.DataFrame, k: int, scenario: Scenario) -> None:
    for what, (marker, size, colour) in MARKS.items():
        for met in (THEIRS, BOTH, OURS):
            own = rows[(rows["what"] == what) & (rows["met"] == met)]
            if own.empty:
                continue
            y, often = k + (-LIFT if what in AGREEMENTS else LIFT), own["quarter"].value_counts().sort_index()
            # A quarter stands in its middle.
            x = (scenario.start + often.index.to_numpy(dtype=np.float64) + 0.5) / 4
            axes.plot(
                x, np.full(len(x), y), marker, markersize=size, zorder=3, label=f"{what} {met}", **_fill(met, colour)
            )
            for at, count in zip(x, often, strict=True):
                if count > 1:
                    style = {"fontsize": SMALL - 2, "va": "center", "ha": "left", "color": INK}
                    axes.annotate(f"{count}", (at, y), xytext=(3.4, 0), textcoords="offset points", zorder=4, **style)


def _fill(met: str, colour: str) -> dict[str, Any]:
    if met == BOTH:
        return {"color": BASE_MIDDLE, "markeredgecolor": BASE, "markeredgewidth": 0.7}
    if met == OURS:
        return {"color": colour, "markeredgecolor": colour, "markeredgewidth": 0.7}
    return {"color": "white", "markeredgecolor": colour, "markeredgewidth": 0.9}


def _key() -> list[Sample]:
    marks = [
        Sample(what, "dot", {"marker": marker, "markersize": size, "color": INK})
        for what, (marker, size, _) in MARKS.items()
    ]
    said = {OURS: "only under the option", BOTH: "in the baseline too", THEIRS: "only in the baseline"}
    square = {"marker": "s", "markersize": 6}
    return [*marks, *(Sample(text, "dot", square | _fill(met, UP)) for met, text in said.items())]


def _write_counts(sheet: Sheet, table: pd.DataFrame, axes: Axes, place: tuple[float, float]) -> None:
    """Under each year what began, ended and broke out in it under the option, among all pairs."""
    left, wide = place
    low, high = axes.get_xlim()
    ours = table[table["met"] != THEIRS]
    year = ours["date"].str[:4].astype(int)
    top = sheet.bottom + COUNTS * len(TOTALS)
    write_at(sheet, MARGIN, top + 0.05, "All pairs under the option, a year", fontweight="bold", va="bottom")
    for k, (said, kinds) in enumerate(TOTALS.items()):
        y = top - COUNTS * (k + 0.5)
        write_at(sheet, left - 0.08, y, said, ha="right", va="center", color=QUIET)
        for one in range(int(low), int(high) + 1):
            begin, end = max(float(one), low), min(one + 1.0, high)
            if end - begin > LEAST_OF_A_YEAR:
                count = int((ours["what"].isin(kinds) & (year == one)).sum())
                x = left + ((begin + end) / 2 - low) / (high - low) * wide
                write_at(sheet, x, y, f"{count}", ha="center", va="center")


def _title(table: pd.DataFrame, ensemble: Ensemble, name: str) -> str:
    both = {met: table[(table["met"] != met) & table["what"].isin((CRISIS, SEVERE))] for met in (OURS, THEIRS)}
    ours, theirs = len(both[THEIRS]), len(both[OURS])
    under = option_title(name, ensemble.scenario)
    seen = "no crisis" if not ours else "one crisis" if ours == 1 else f"{ours} crises"
    return f"A typical world under {under} sees {seen}, and {theirs or 'none'} in the baseline"


def _lead(table: pd.DataFrame, name: str, ensemble: Ensemble) -> str:
    mean, low, high = spans(ensemble, name)["crises"]
    offers = spans(ensemble, name)["offers taken"]
    own = counts(ensemble, name)["offers taken"][int(table["world"].iloc[0])]
    return (
        f"One world of {ensemble.worlds}, as an example. The median of all is {mean:.0f} crises ({low:.0f} to "
        f"{high:.0f} in the middle 90 of 100) and {offers[0]:.0f} offers taken ({offers[1]:.0f} to {offers[2]:.0f}; "
        f"{own:.0f} in this one)."
    )


def _note(ensemble: Ensemble, table: pd.DataFrame) -> str:
    draw_, run = divmod(int(table["world"].iloc[0]), ensemble.runs)
    hidden = table.groupby(["first", "second"]).ngroups - len(shown_pairs(ensemble, table))
    more = f" {hidden} more pairs to which something happened have no row." if hidden else ""
    return (
        f"Typical: of all worlds the one nearest the medians of offers taken, crises, and the change of alignment of "
        f"the first watched pairs (draw {draw_}, run {run}). What comes a quarter sooner or later counts as another "
        f"event. A number beside a mark: so many at once. Dotted: first provision.{more}"
    )


TIMELINE = Chart("timeline", "Agreements and crises in a typical world", draw, data, ASKED)
