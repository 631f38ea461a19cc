"""Fan: one outcome over time, under an option and in the baseline, and the paired difference below.

The two fans overlap where worlds differ more from each other than from themselves in the baseline; the difference,
taken world by world, shows what the overlap hides. Inner bands are what assumptions
alone do, outer bands hold luck as well.
"""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.chart import Chart
from sim.charts.fan_table import ENDS, POINTS, Asked, asked, data, horizon_shares
from sim.charts.letters import drawing
from sim.charts.sheet import Sample, Sheet, axes_at, new_sheet, ticks_within, write_at
from sim.charts.style import BAND_EDGE, BASE_LIGHT, BASE_MIDDLE, INK, MARGIN, NO_CHANGE, RULE, UP, WIDTH
from sim.charts.words import (
    MINUS,
    end_name,
    footer,
    number,
    option_title,
    out_of,
    outcome_name,
    outcome_of,
    unit_name,
    whole_worlds,
)  # fmt: skip
from sim.ensemble import Ensemble
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario
from sim.scenario.dates import quarter_name

ABOVE, BELOW, HEAD, TICKS = 2.3, 1.5, 0.26, 0.24  # inches
LEFT, RIGHT = 0.5, 0.1
SPREAD, ASSUMED = "#d9eaf5", "#9ecae6"
OUTER, INNER = {"linewidth": 0.8, "linestyle": (0, (1, 1.2))}, {"linewidth": 1.1}
OPTION = {"linewidth": 1.8}
BASELINE_LINE = {"linewidth": 1.5, "linestyle": (0, (4, 2))}
INTERVAL = {"facecolor": "#5aa6d3", "edgecolor": "white", "hatch": "//////", "linewidth": 0.0}
START = {"color": INK, "linewidth": 0.9, "linestyle": (0, (1.5, 1.5))}


@drawing
def draw(ensemble: Ensemble, pair: str | None = None, option: str | None = None, outcome: str = "alignment") -> Figure:
    """One outcome over time under an option and in the baseline; the numbers and arguments are those of `data`."""
    about = asked(ensemble, pair, option, outcome)
    table = data(ensemble, about.pair, about.option, about.outcome)
    scenario = ensemble.scenario
    start = min((p.start for p in scenario.option(about.option).provisions), default=None)
    body = 2 * HEAD + ABOVE + BELOW + 2 * TICKS
    notes = (_note(about, table), *footer(ensemble, about.option))
    sheet = new_sheet(_title(table, about, scenario), _lead(ensemble, about, table), _key(scenario, start), body, notes)
    levels, change = _axes(sheet, table, about)
    _draw_levels(levels, table)
    _draw_change(change, table, OUTCOMES[about.outcome].band)
    if start is not None:
        for axes in (levels, change):
            axes.axvline((scenario.start + start) / 4, zorder=3, **START)
    return sheet.figure


def _title(table: pd.DataFrame, about: Asked, scenario: Scenario) -> str:
    mean = float(table["difference_mean"].iloc[-1])
    subject, title = outcome_of(about.outcome, about.pair, scenario), option_title(about.option, scenario)
    if abs(mean) <= OUTCOMES[about.outcome].band:
        return f"{subject} ends close to the baseline under {title}: no practical change on average"
    side = "above" if mean > 0 else "below"
    return f"{subject} ends {number(abs(mean))} {side} the baseline under {title} on average"


def _lead(ensemble: Ensemble, about: Asked, table: pd.DataFrame) -> str:
    down, up = horizon_shares(ensemble, about)
    band, total = f"{OUTCOMES[about.outcome].band:g}", out_of(ensemble, about.option)
    above, below = whole_worlds(up, total), whole_worlds(down, total)
    return (
        f"In {end_name(ensemble.scenario)}, {above} of {total} model worlds end above the baseline by more than "
        f"{band}, {below} below it.{_luck(table)}"
    )


def _luck(table: pd.DataFrame) -> str:
    share = float(table["luck_share"].iloc[-1])
    return "" if np.isnan(share) else f" Of the spread of the change {100 * share:.0f} % is luck, the rest assumptions."


def _note(about: Asked, table: pd.DataFrame) -> str:
    band, told = f"{OUTCOMES[about.outcome].band:g}", not table["difference_assumed_q05"].isna().all()
    apart = (
        "With luck: the middle 90 of 100 worlds. Assumptions alone: the middle 90 of 100 draws, luck averaged out."
        if told
        else "With one run to a draw, or one draw, luck and assumptions cannot be told apart."
    )
    return (
        f"{apart} Each world meets option and baseline with the same luck. Change within ±{band}: no practical change."
    )


def _key(scenario: Scenario, start: int | None) -> list[Sample]:
    samples = [
        Sample("option: median", "line", {"color": UP, **OPTION}),
        Sample("option: assumptions alone", "line", {"color": UP, **INNER}),
        Sample("option: with luck", "line", {"color": UP, **OUTER}),
        Sample("baseline: median", "line", {"color": INK, **BASELINE_LINE}),
        Sample("baseline: assumptions alone", "patch", {"facecolor": BASE_MIDDLE, "edgecolor": "none"}),
        Sample("baseline: with luck", "patch", {"facecolor": BASE_LIGHT, "edgecolor": "none"}),
        Sample("mean change, 90 % interval", "patch", INTERVAL),
        Sample("change: assumptions alone", "patch", {"facecolor": ASSUMED, "edgecolor": "none"}),
        Sample("change: with luck", "patch", {"facecolor": SPREAD, "edgecolor": "none"}),
        Sample("no practical change", "patch", {"facecolor": NO_CHANGE, "edgecolor": BAND_EDGE, "linewidth": 0.7}),
    ]
    if start is not None:
        samples.append(Sample(f"first provision, {quarter_name(scenario.start + start)}", "line", START))
    return samples


def _axes(sheet: Sheet, table: pd.DataFrame, about: Asked) -> tuple[Axes, Axes]:
    """Axes for levels and for the change, with calendar years below and what they show above, unit first."""
    name, unit = outcome_name(about.outcome), unit_name(about.outcome)
    heads = (f"{name.capitalize()}, {unit}", f"Change of {name} against the baseline, world by world")
    first, last = table["year"].iloc[0], table["year"].iloc[-1]
    years = [round(year) for year in ticks_within(first, last, 6) if float(year).is_integer()]
    bottoms = (sheet.bottom + TICKS + BELOW + HEAD + TICKS, sheet.bottom + TICKS)
    made = []
    for head, bottom, high in zip(heads, bottoms, (ABOVE, BELOW), strict=True):
        axes = axes_at(sheet, MARGIN + LEFT, bottom, WIDTH - 2 * MARGIN - LEFT - RIGHT, high, head)
        write_at(sheet, MARGIN, bottom + high + 0.09, head, fontweight="bold")
        axes.set(xlim=(first, last))
        axes.set_xticks(years, [str(year) for year in years])
        made.append(axes)
    return made[0], made[1]


def _draw_levels(axes: Axes, table: pd.DataFrame) -> None:
    year = table["year"]
    base, ours = ({point: table[f"{name}_{point}"] for point in POINTS} for name in ("baseline", "option"))
    axes.fill_between(year, base["q05"], base["q95"], color=BASE_LIGHT, linewidth=0)
    alone = [table[f"baseline_assumed_{end}"] for end in ENDS]
    axes.fill_between(year, *alone, color=BASE_MIDDLE, linewidth=0)
    for end in ENDS:
        axes.plot(year, ours[end], color=UP, **OUTER)
        axes.plot(year, table[f"option_assumed_{end}"], color=UP, **INNER)
    axes.plot(year, ours["median"], color=UP, label="option", **OPTION)
    axes.plot(year, base["median"], color=INK, label="baseline", **BASELINE_LINE)
    _level_ticks(axes, "{:g}")


def _draw_change(axes: Axes, table: pd.DataFrame, band: float) -> None:
    year, change = table["year"], {name: table[f"difference_{name}"] for name in ("mean", "lo", "hi", "q05", "q95")}
    axes.axhspan(-band, band, color=NO_CHANGE, linewidth=0, zorder=0)
    for edge in (-band, band):
        axes.axhline(edge, color=BAND_EDGE, linewidth=0.7, zorder=2)
    axes.axhline(0, color=INK, linewidth=0.8, zorder=1)
    axes.fill_between(year, change["q05"], change["q95"], color=SPREAD, linewidth=0)
    axes.fill_between(year, *(table[f"difference_assumed_{end}"] for end in ENDS), color=ASSUMED, linewidth=0)
    axes.fill_between(year, change["lo"], change["hi"], **INTERVAL)
    axes.plot(year, change["mean"], color=UP, label="mean", **OPTION)
    _level_ticks(axes, "{:+g}")


def _level_ticks(axes: Axes, form: str) -> None:
    low, high = axes.get_ylim()
    ticks = ticks_within(low, high, 6)
    axes.set_ylim(low, high)
    axes.set_yticks(ticks, ["0" if abs(y) < 1e-12 else form.format(y).replace("-", MINUS) for y in ticks])
    axes.grid(axis="y", color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)


FAN = Chart("fan", "One outcome over time, luck and assumptions told apart", draw, data)
