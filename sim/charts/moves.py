"""Moves: who ends closer to whom, a square of all actors, one bloc after the other.

Colour is the mean paired change of alignment at the horizon. Where it leaves the band of no practical change, a sign
says that at least 80 of 100 worlds agree on the direction, a dot that they do not. So the chart can be read in grey.
"""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.charts.chart import Chart
from sim.charts.choice import signatories
from sim.charts.letters import drawing
from sim.charts.move_table import AGREED, data
from sim.charts.row_names import row_names
from sim.charts.sheet import Sample, Sheet, axes_at, new_sheet, text_width, ticks_within, write_at
from sim.charts.style import DIVERGING, INK, MARGIN, QUIET, RULE, SMALL, WIDTH
from sim.charts.words import MINUS, against_title, end_name, footer, listed, number, option_title, signed, unit_name
from sim.ensemble import Ensemble
from sim.ensemble.kept import Numbers
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE, Scenario

LARGEST_CELL, CODES, BAR, TICKS = 0.42, 0.4, 0.12, 0.28  # inches
ON_SCALE = 0.98
BORDER = {"color": INK, "linewidth": 1.2, "linestyle": (0, (3.5, 1.5))}
KEY = (
    Sample("closer in 80 of 100 worlds or more", "dot", {"marker": "+", "color": INK, "markersize": 5.5}),
    Sample("further apart in as many", "dot", {"marker": "_", "color": INK, "markersize": 5.5}),
    Sample("fewer agree on the direction", "dot", {"marker": ".", "color": INK, "markersize": 3}),
    Sample("no sign: no practical change", "patch", {"facecolor": "#fafafa", "edgecolor": RULE, "linewidth": 0.6}),
    Sample("between the two blocs of the start", "line", BORDER),
    Sample("parties to the option", "patch", {"facecolor": "none", "edgecolor": INK, "linewidth": 1.1}),
)
NOTE = (
    "Blocs are the two sides that fit alignment at the start best; within them, those most aligned are neighbours. "
    "Each pair shows twice, so that a row holds all moves of one actor. Beyond the scale the colour stays the same."
)


@drawing
def draw(ensemble: Ensemble, option: str | None = None, against: str = BASELINE) -> Figure:
    """Mean paired change of alignment of every pair at the horizon; the numbers and arguments are those of `data`."""
    table = data(ensemble, option, against)
    name, scenario = str(table["option"].iloc[0]), ensemble.scenario
    codes = list(dict.fromkeys(table["source"]))
    parties = signatories(ensemble, name)
    beside, explained = row_names(scenario, codes)
    labels = max(text_width(label, SMALL, "bold") for label in beside.values()) + 0.1
    side = min(LARGEST_CELL * len(codes), WIDTH - 2 * MARGIN - labels)
    body = CODES + side + 0.3 + BAR + TICKS
    lead, notes = (
        _lead(table, parties, ensemble, (option is None, against)),
        (*explained, NOTE, *footer(ensemble, *(o for o in (name, against) if o != BASELINE))),
    )
    sheet = new_sheet(_title(table, parties, scenario), lead, KEY, body, notes)
    change, agree = (_square(table, column, codes) for column in ("change", "agree"))
    reach = _reach(change, [codes.index(code) for code in parties], OUTCOMES["alignment"].band)
    bottom = sheet.top - CODES - side
    axes = axes_at(sheet, MARGIN + labels, bottom, side, side, "moves")
    _draw_square(axes, change, agree, reach, 72 * side / len(codes))
    _draw_border(axes, table.groupby("source", sort=False)["bloc"].first().to_numpy())
    _draw_names(axes, codes, parties, list(beside.values()))
    _draw_bar(sheet, MARGIN + labels, bottom - 0.3 - BAR, min(side, 3.2), reach)
    return sheet.figure


def _square(table: pd.DataFrame, column: str, codes: list[str]) -> Numbers:
    square = np.full((len(codes), len(codes)), np.nan)
    square[~np.eye(len(codes), dtype=bool)] = table[column]
    return square


def _reach(change: Numbers, parties: list[int], band: float) -> float:
    """End of the colour scale: what nearly all pairs other than those of the parties stay within."""
    others = np.array(change)
    others[np.ix_(parties, parties)] = np.nan
    sizes = np.abs(others[np.isfinite(others)])
    return max(float(np.quantile(sizes, ON_SCALE)) if sizes.size else 0.0, 2 * band)


def _outer(table: pd.DataFrame, parties: tuple[str, ...]) -> pd.DataFrame:
    """Rows of pairs that are not both parties, each pair once."""
    inside = table["source"].isin(parties) & table["target"].isin(parties)
    return table[~inside & (table["source"] < table["target"])]


def _title(table: pd.DataFrame, parties: tuple[str, ...], scenario: Scenario) -> str:
    others = _outer(table, parties)
    under = option_title(str(table["option"].iloc[0]), scenario)
    if others.empty or not others["change"].abs().max() > OUTCOMES["alignment"].band:
        return f"No pair but the parties’ own ends practically closer or further apart under {under}"
    most = others.loc[others["change"].abs().idxmax()]
    pair = listed([scenario.names[most["source"]], scenario.names[most["target"]]])
    moved = f"{number(abs(most['change']))} {'closer' if most['change'] > 0 else 'further apart'}"
    return f"{pair} end {moved} under {under}, the largest move but for the parties’ own"


def _lead(table: pd.DataFrame, parties: tuple[str, ...], ensemble: Ensemble, how: tuple[bool, str]) -> str:
    scenario = ensemble.scenario
    within = table[table["source"].isin(parties) & table["target"].isin(parties) & (table["source"] < table["target"])]
    said = [
        f"{scenario.names[row.source]} – {scenario.names[row.target]} {signed(float(row.change))}"
        for row in within.itertuples()
    ]
    own = f" Between the parties: {'; '.join(said)}." if 0 < len(said) <= 3 else ""
    why = " Of all options this one has the largest mean absolute effect." if how[0] else ""
    unit, than = unit_name("alignment"), f"against {against_title(how[1], scenario)}"
    return f"Mean change of alignment ({unit}) of each pair {than} in {end_name(scenario)}.{own}{why}"


def _draw_square(axes: Axes, change: Numbers, agree: Numbers, reach: float, cell: float) -> None:
    """Colours and signs; `cell` is the size of a cell in points."""
    size = len(change)
    shade = Normalize(-reach, reach, clip=True)
    edges = np.arange(size + 1) - 0.5
    axes.pcolormesh(edges, edges, change, cmap=DIVERGING, norm=shade, edgecolor="white", linewidth=0.4)
    axes.set(xlim=(-0.5, size - 0.5), ylim=(size - 0.5, -0.5))
    axes.set_facecolor(RULE)
    for spine in axes.spines.values():
        spine.set_visible(False)
    band = OUTCOMES["alignment"].band
    sure, rises, falls = agree >= AGREED, change > band, change < -band
    length = min(0.42 * cell, 6.5)
    cells = (("+", sure & rises, length), ("_", sure & falls, length), (".", ~sure & (rises | falls), 0.4 * length))
    for marker, where, long in cells:
        row, column = np.nonzero(where)
        # Dark cells take white signs.
        ink = np.where(np.abs(change[row, column]) > 0.55 * reach, "white", INK)
        axes.scatter(column, row, s=long**2, c=ink.tolist(), marker=marker, linewidth=0.8, zorder=3)


def _draw_border(axes: Axes, bloc: np.ndarray) -> None:
    """Lines between the blocs, a little beyond the square; none where all stand in one."""
    size = len(bloc)
    for after in np.flatnonzero(np.diff(bloc)):
        along, across = [-0.5, size - 0.5 + 0.02 * size], [after + 0.5] * 2
        for x, y in ((along, across), (across, along)):
            axes.plot(x, y, zorder=2.5, clip_on=False, scalex=False, scaley=False, **BORDER)


def _draw_names(axes: Axes, codes: list[str], parties: tuple[str, ...], beside: list[str]) -> None:
    places = range(len(codes))
    axes.set_yticks(places, beside)
    axes.xaxis.tick_top()
    axes.set_xticks(places, codes, rotation=90)
    axes.tick_params(length=0, pad=3, labelcolor=INK)
    for labels in (axes.get_yticklabels(), axes.get_xticklabels()):
        for code, label in zip(codes, labels, strict=True):
            label.set_fontweight("bold" if code in parties else "normal")
    for k in (codes.index(code) for code in parties):
        for corner, wide, high in (((-0.5, k - 0.5), len(codes), 1), ((k - 0.5, -0.5), 1, len(codes))):
            axes.add_patch(Rectangle(corner, wide, high, fill=False, edgecolor=INK, linewidth=0.9, clip_on=False))


def _draw_bar(sheet: Sheet, left: float, bottom: float, width: float, reach: float) -> None:
    axes = axes_at(sheet, left, bottom, width, BAR, "scale")
    ticks = ticks_within(-reach, reach, 5)
    shades = ScalarMappable(Normalize(-reach, reach), DIVERGING)
    bar = sheet.figure.colorbar(shades, cax=axes, orientation="horizontal", ticks=ticks, extend="both")
    bar.outline.set_visible(False)
    bar.ax.set_xticklabels([signed(tick, 3).rstrip("0").rstrip(".") if tick else "0" for tick in ticks])
    write_at(sheet, left, bottom + BAR + 0.05, f"{MINUS} apart", ha="left", va="bottom", color=QUIET)
    write_at(sheet, left + width, bottom + BAR + 0.05, "closer +", ha="right", va="bottom", color=QUIET)


MOVES = Chart("moves", "Who moves towards whom", draw, data)
