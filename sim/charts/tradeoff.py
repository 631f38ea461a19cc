"""Trade-off: alignment gained by the pairs that an option ties against alignment lost everywhere else."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from sim.charts.chart import Chart
from sim.charts.choice import options_but_baseline
from sim.charts.letters import drawing
from sim.charts.scatter import KEY, Axis, body, draw_scatter, ranked
from sim.charts.sheet import Sample, new_sheet
from sim.charts.style import INK, UP
from sim.charts.tradeoff_table import data
from sim.charts.words import MOST_SAID, end_name, footer, listed, option_title, unit_name, whole_worlds
from sim.ensemble import Ensemble
from sim.scenario import BASELINE, Scenario

FRONT = {"color": UP, "linewidth": 0.9, "linestyle": (0, (4, 2))}
EVEN = {"color": INK, "linewidth": 0.9, "linestyle": (0, (1.5, 1.5))}


@drawing
def draw(ensemble: Ensemble) -> Figure:
    """Gain against backlash of every option that ties pairs; the numbers are those of `data`."""
    table, scenario = data(ensemble), ensemble.scenario
    total = min(MOST_SAID, int(ensemble.sound(BASELINE, *table["option"]).sum()))
    dots = ranked(_dots(table, total))
    key = (*KEY, Sample("front of those unbeaten", "line", FRONT), Sample("as much lost as gained", "line", EVEN))
    left_out = [name for name in options_but_baseline(ensemble) if name not in set(table["option"])]
    notes = (*_notes(left_out, scenario), *footer(ensemble, *table["option"]))
    sheet = new_sheet(_title(table, scenario), _lead(scenario), key, body(dots, scenario), notes)
    unit = unit_name("alignment")
    axis = Axis(f"Gained by the pairs tied ({unit}, summed)", "Lost by all other pairs (the same, summed)")
    axes = draw_scatter(sheet, dots, axis, scenario, "tradeoff", f"unbeaten,\nof {total} worlds")
    ends = axes.get_xlim(), axes.get_ylim()
    axes.plot(ends[0], ends[0], zorder=1, **EVEN)
    best = table[table["front"]].sort_values("gain")
    axes.step(best["gain"], best["backlash"], where="post", zorder=1.5, label="front", **FRONT)
    axes.set(xlim=ends[0], ylim=ends[1])
    return sheet.figure


def _dots(table: pd.DataFrame, total: int) -> pd.DataFrame:
    named = {"gain": "x", "backlash": "y"}
    columns = {f"{axis}{end}": table[f"{name}{end}"] for name, axis in named.items() for end in ("", "_lo", "_hi")}
    told = ["" if np.isnan(share) else str(whole_worlds(share, total)) for share in table["front_share"]]
    return pd.DataFrame(columns | {"front": table["front"], "told": told}).set_index(pd.Index(table["option"]))


def _title(table: pd.DataFrame, scenario: Scenario) -> str:
    front = table[table["front"]]
    best = front.iloc[0]
    if len(front) == 1:
        return f"{option_title(str(best['option']), scenario)} gains most for its own pairs and costs least elsewhere"
    rest = f"{len(front)} of {len(table)} options are beaten by no other in both gain and backlash"
    return (
        rest if len(front) < len(table) else "What gains more for its own pairs costs more elsewhere, option by option"
    )


def _lead(scenario: Scenario) -> str:
    return (
        f"Change of alignment against the baseline in {end_name(scenario)}, summed over the pairs that an option ties "
        f"and, with its sign turned, over all others. To the right and down is better; below zero others gain too."
    )


def _notes(left_out: list[str], scenario: Scenario) -> tuple[str, ...]:
    counted = "Sums grow with the number of pairs that an option ties. Intervals are of the mean, by draws."
    if not left_out:
        return (counted,)
    names = listed([option_title(name, scenario) for name in left_out])
    said = "ties no pair and is left out" if len(left_out) == 1 else "tie no pair and are left out"
    return (counted, f"{names} {said}.")


TRADEOFF = Chart("tradeoff", "What options gain for their own pairs, and what they cost elsewhere", draw, data)
