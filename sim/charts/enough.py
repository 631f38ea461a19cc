"""Enough: the mean of one effect as worlds are added, and how closely it is known."""

import pandas as pd
from matplotlib.figure import Figure

from sim.charts.letters import drawing
from sim.charts.sheet import Sample, axes_at, new_sheet, ticks_within, write_at
from sim.charts.style import INK, MARGIN, RULE, UP, WIDTH
from sim.charts.words import MINUS, footer, number, option_title, outcome_of, unit_name
from sim.ensemble import Ensemble
from sim.scenario import BASELINE

HIGH, HEAD, TICKS, LEFT, RIGHT = 2.5, 0.26, 0.44, 0.62, 0.12  # inches
MEAN = {"color": UP, "linewidth": 1.8}
KNOWN = {"facecolor": "#d3e6f3", "edgecolor": UP, "linewidth": 0.8}
WANTED = {"color": INK, "linewidth": 1.0, "linestyle": (0, (4, 2))}


@drawing
def draw(ensemble: Ensemble, table: pd.DataFrame, about: dict[str, str], target: float) -> Figure:
    """The running mean of an effect with its 90 % interval.

    Parameters
    ----------
    ensemble
        The study.
    table
        Columns worlds, mean and half_width (`sim.experiments.enough_of.running_table`).
    about
        Option, against, outcome and subject.
    target
        Half-width that is wanted.
    """
    last, mean, half = table.iloc[-1], table["mean"], table["half_width"]
    wanted = f"last mean ±{target:g}, what is wanted"
    key = [
        Sample("mean so far", "line", MEAN),
        Sample("its 90 % interval", "patch", KNOWN),
        Sample(wanted, "line", WANTED),
    ]
    notes = ("The interval is of the mean over draws (Student’s t).", *footer(ensemble, about["option"]))
    title, lead = _title(last, about, ensemble, target), _lead(last, about, ensemble)
    sheet = new_sheet(title, lead, key, HEAD + HIGH + TICKS, notes)
    bottom = sheet.bottom + TICKS
    axes = axes_at(sheet, MARGIN + LEFT, bottom, WIDTH - 2 * MARGIN - LEFT - RIGHT, HIGH, "running mean")
    head = f"Change at the horizon, {unit_name(about['outcome'])}"
    write_at(sheet, MARGIN, bottom + HIGH + 0.09, head, fontweight="bold")
    axes.fill_between(table["worlds"], mean - half, mean + half, **KNOWN)
    axes.plot(table["worlds"], mean, **MEAN)
    for edge in (-target, target):
        axes.axhline(last["mean"] + edge, **WANTED)
    widest = max(4 * last["half_width"], 1.6 * target)
    low, high = last["mean"] - widest, last["mean"] + widest
    ticks = ticks_within(low, high, 9)
    axes.set(ylim=(low, high), xlim=(table["worlds"].iloc[0], max(last["worlds"], table["worlds"].iloc[0] + 1)))
    counts = [round(x) for x in ticks_within(*axes.get_xlim(), 6) if float(x).is_integer()]
    axes.set_xticks(counts, [str(x) for x in counts])
    axes.set_yticks(ticks, ["0" if abs(y) < 1e-12 else f"{y:+g}".replace("-", MINUS) for y in ticks])
    axes.grid(axis="y", color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.set_xlabel(f"worlds ({ensemble.runs} to a draw)")
    return sheet.figure


def _title(last: pd.Series, about: dict[str, str], ensemble: Ensemble, target: float) -> str:
    subject = outcome_of(about["outcome"], about["subject"], ensemble.scenario)
    verdict = "closely enough" if last["half_width"] <= target else "not yet closely enough"
    return f"{subject}: the change is known to ±{number(last['half_width'], 4)}, {verdict}"


def _lead(last: pd.Series, about: dict[str, str], ensemble: Ensemble) -> str:
    against = "the baseline" if about["against"] == BASELINE else option_title(about["against"], ensemble.scenario)
    return (
        f"{option_title(about['option'], ensemble.scenario)} against {against}, in {last['worlds']:.0f} paired worlds."
    )
