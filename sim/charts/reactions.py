"""Reactions: which third parties move furthest from or to the parties of an option, by entries of the ledger.

Bars to the right stand for an actor closer to the parties than in the baseline, bars to the left for one further away;
the diamond is their sum.
"""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from sim.charts.chart import Chart
from sim.charts.choice import signatories
from sim.charts.letters import drawing
from sim.charts.reaction_table import data, drawn_entries
from sim.charts.row_names import row_names
from sim.charts.sheet import Sample, axes_at, new_sheet, text_width, ticks_within, write_at
from sim.charts.style import INK, MARGIN, QUIET, RULE, SMALL, TEXT, WIDTH, kind_style
from sim.charts.words import MINUS, end_name, footer, listed, option_title, signed, unit_name
from sim.ensemble import Ensemble
from sim.ensemble.kept import Numbers, entries
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario

ROW, HEAD, TICKS, TOTALS = 0.29, 0.26, 0.24, 0.56  # inches
THICKNESS = 0.62
MARK = {"marker": "D", "color": "white", "markeredgecolor": INK, "markersize": 4.4, "markeredgewidth": 1.1}
NOTE = (
    "Entries are the proximate terms of the model’s equation, not causes: a term may carry what another set off, and "
    "the anchor pushes back against all others, so that bars are longer than what is left of them."
)


@drawing
def draw(ensemble: Ensemble, option: str | None = None) -> Figure:
    """Third parties by how far they move from or to the parties; the numbers and arguments are those of `data`."""
    table = data(ensemble, option)
    name, scenario = str(table["option"].iloc[0]), ensemble.scenario
    parties = [scenario.names[code] for code in signatories(ensemble, name)]
    beside, explained = row_names(scenario, table["actor"])
    names = [beside[code] for code in table["actor"]]
    labels = max(text_width(label, TEXT) for label in names) + 0.12
    rows = ROW * len(table)
    lead = _lead(table, parties, ensemble, option is None)
    notes = (*explained, NOTE, *footer(ensemble, name))
    sheet = new_sheet(_title(table, parties, scenario), lead, _key(table), HEAD + rows + TICKS, notes)
    bottom, left = sheet.top - HEAD - rows, MARGIN + labels
    width = WIDTH - MARGIN - TOTALS - left
    axes = axes_at(sheet, left, bottom, width, rows, "reactions")
    _draw_bars(axes, table)
    _draw_totals(axes, table, width)
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", length=0, labelsize=TEXT, labelcolor=INK)
    write_at(sheet, left, bottom + rows + 0.05, "← further from the parties", va="bottom", color=QUIET)
    write_at(sheet, left + width, bottom + rows + 0.05, "closer →", ha="right", va="bottom", color=QUIET)
    write_at(sheet, WIDTH - MARGIN, bottom + rows + 0.05, "total", ha="right", va="bottom", color=QUIET)
    return sheet.figure


def _title(table: pd.DataFrame, parties: list[str], scenario: Scenario) -> str:
    most, under = table.iloc[0], option_title(str(table["option"].iloc[0]), scenario)
    if not abs(most["total"]) > OUTCOMES["alignment"].band:
        return f"No third party ends practically closer to or further from {listed(parties)} under {under}"
    way = "closer to" if most["total"] > 0 else "further from"
    return f"{scenario.names[most['actor']]} moves most of all third parties, {way} {listed(parties)}, under {under}"


def _lead(table: pd.DataFrame, parties: list[str], ensemble: Ensemble, chosen: bool) -> str:
    mean = f", mean over {listed(parties)}" if len(parties) > 1 else f" with {parties[0]}"
    others = len(ensemble.scenario.actors) - len(parties)
    shown = f" The {len(table)} largest of {others} third parties." if others > len(table) else ""
    why = " Of all options this one has the largest mean absolute effect." if chosen else ""
    unit = unit_name("alignment")
    return f"Alignment ({unit}){mean}: change against the baseline in {end_name(ensemble.scenario)}.{shown}{why}"


def _styles(table: pd.DataFrame) -> dict[str, dict[str, object]]:
    # Numbered among all entries of the ledger, so that an entry looks the same under every option.
    every = entries("alignment")
    return {name: kind_style(every.index(name)) for name in drawn_entries(table)}


def _key(table: pd.DataFrame) -> list[Sample]:
    samples = [Sample(name.replace("_", " "), "patch", style) for name, style in _styles(table).items()]
    return [*samples, Sample("total with its 90 % interval", "dot", MARK)]


def _draw_bars(axes: Axes, table: pd.DataFrame) -> None:
    ends = {side: np.zeros(len(table)) for side in (1, -1)}
    places = np.arange(len(table))
    for name, style in _styles(table).items():
        values = table[name].to_numpy()
        for side, end in ends.items():
            part = np.where(np.sign(values) == side, values, 0.0)
            axes.add_patch(PathPatch(_bars(places, end, part), label=name, zorder=2, **style))
            end += part
    low = min(float(ends[-1].min()), float(table["lo"].min()), 0.0)
    high = max(float(ends[1].max()), float(table["hi"].max()), 0.0)
    room = 0.03 * (high - low) or 1.0
    axes.set(xlim=(low - room, high + room), ylim=(len(table) - 0.5, -0.5))
    ticks = ticks_within(low, high, 8)
    axes.set_xticks(ticks, [f"{tick:+g}".replace("-", MINUS) if abs(tick) > 1e-12 else "0" for tick in ticks])
    axes.grid(axis="x", color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.axvline(0, color=INK, linewidth=0.8, zorder=3)
    axes.spines["left"].set_visible(False)


def _bars(places: Numbers, left: Numbers, wide: Numbers) -> Path:
    """Bars that look alike as one path: each hatched patch costs as much as all of them."""
    x, y = np.stack([left, left + wide]), np.stack([places - THICKNESS / 2, places + THICKNESS / 2])
    corners = [np.column_stack([x[side], y[end]]) for side, end in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]
    codes = (Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY)
    return Path(np.stack(corners, axis=1).reshape(-1, 2), np.tile(codes, len(places)))


def _draw_totals(axes: Axes, table: pd.DataFrame, width: float) -> None:
    marks = axes.get_yaxis_transform()
    for y, row in enumerate(table.itertuples()):
        axes.hlines(y, row.lo, row.hi, color="white", linewidth=4.0, zorder=4)
        axes.hlines(y, row.lo, row.hi, color=INK, linewidth=1.8, zorder=5)
        axes.plot([row.total], [y], linestyle="none", zorder=6, **MARK)
        said, x = signed(row.total), 1 + TOTALS / width
        axes.text(x, y, said, transform=marks, ha="right", va="center_baseline", fontsize=SMALL, color=INK)


REACTIONS = Chart("reactions", "How third parties move", draw, data)
