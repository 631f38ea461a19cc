"""Event time: what third parties did around an agreement, on record and in the model, one panel for each kind."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.sheet import Sample, Sheet, axes_at, lines_height, new_sheet, ticks_within, wrap, write_at
from sim.charts.style import BASE, DOWN, INK, MARGIN, QUIET, RULE, SMALL, UP, WIDTH, in_style
from sim.charts.words import CAUTION, MINUS, signed

SIDES = {"cooling": "Cooling towards the signatory", "turning": "Turning elsewhere"}
COLUMNS = {"cooling": "Cooling", "events": "Of it, in the news", "turning": "Turning elsewhere"}
KINDS = {
    "any kind": "an agreement of any kind", "alliance": "an alliance", "framework": "a framework agreement",
    "training": "a treaty on training and exercises", "technology": "an industry, research or procurement treaty",
    "exercises": "bilateral exercises", "arms": "arms orders",
}  # fmt: skip
SHORT = {"framework": "framework agreement", "training": "training treaty", "technology": "technology treaty",
         "exercises": "bilateral exercises", "arms": "arms orders"}  # fmt: skip
NAMES, SCALE, GUTTER = 1.06, 0.4, 0.06  # inches
HIGH, APART, HEAD, TICKS = 0.74, 0.22, 0.38, 0.26
BAND = {"facecolor": "#cfe3f1", "edgecolor": "none"}
RECORD = {"color": UP, "linewidth": 1.6, "marker": "o", "markersize": 3.2}
MODEL = {"color": DOWN, "linewidth": 1.6, "linestyle": (0, (4, 1.6))}
MODEL_BAND = {"facecolor": "none", "edgecolor": DOWN, "hatch": "//////", "linewidth": 0.0}
EVENT = {"color": INK, "linewidth": 0.9, "linestyle": (0, (1.5, 1.5))}
KEY = (
    Sample("record", "line", {**RECORD}),
    Sample("its 90 % interval", "patch", BAND),
    Sample("model", "line", MODEL),
    Sample("its 90 % interval", "patch", MODEL_BAND),
    Sample("the agreement", "line", EVENT),
)
NOTE = (
    "Third states that fear the partner, less states like them to which the agreement is nothing, and less what is "
    "usual in quiet years; 0 is the mean of the five years before. Unit: standard deviations of a yearly change; plus "
    "is what the claim of reaction expects. Cooling and turning are means over their outcomes; the news (conflict over "
    "cooperation, from 2002) are where reaction shows in this model. Columns have scales of their own; bands that "
    "leave a panel are cut at its edge. Intervals: record, clustered by event and third state; model, over draws, each "
    "with and without the agreement."
)


@in_style
def draw(paths: pd.DataFrame, effects: pd.DataFrame, first: int, until: int, worlds: int) -> Figure:
    """Draw the sides by kind around the event.

    Parameters
    ----------
    paths
        Columns kind, outcome, source (data or model), year, estimate, low, high, n.
    effects
        The same over years +1 to +5, without year.
    first, until, worlds
        Years of the record, and how many worlds of the model there are for each kind.
    """
    table = paths[paths["outcome"].isin(COLUMNS)]
    kinds = list(dict.fromkeys(table["kind"]))
    body = HEAD + len(kinds) * (HIGH + APART) + TICKS
    facts = f"Record {first}-{until}. Model: {worlds} paired worlds for each kind. {CAUTION}"
    sheet = new_sheet(_title(effects, kinds[0]), _lead(effects, kinds[0]), KEY, body, (NOTE, facts))
    for row, kind in enumerate(kinds):
        top = sheet.top - HEAD - row * (HIGH + APART)
        _name(sheet, kind, top)
        for column, outcome in enumerate(COLUMNS):
            of_column = table[table["outcome"] == outcome]
            left, width = _at(column)
            axes = axes_at(sheet, left, top - HIGH, width, HIGH, f"{kind} {outcome}")
            own, count = of_column[of_column["kind"] == kind], _effect(effects, kind, outcome, "data")["n"]
            _panel(axes, own, _limit(of_column), count, last=row == len(kinds) - 1)
    _heads(sheet)
    return sheet.figure


def _at(column: int) -> tuple[float, float]:
    """Left edge and width of the panels of a column."""
    width = (WIDTH - 2 * MARGIN - NAMES - 3 * SCALE - 2 * GUTTER) / 3
    return MARGIN + NAMES + SCALE + column * (width + SCALE + GUTTER), width


def _heads(sheet: Sheet) -> None:
    for column, words in enumerate(COLUMNS.values()):
        left, width = _at(column)
        write_at(sheet, left, sheet.top - 0.1, words, fontweight="bold", va="center")
        write_at(sheet, left + width / 2, sheet.bottom + 0.08, "years", ha="center", color=QUIET)


def _name(sheet: Sheet, kind: str, top: float) -> None:
    lines = wrap(SHORT.get(kind, kind).capitalize(), NAMES - 0.1, SMALL, "bold")
    middle = top - HIGH / 2 + lines_height(len(lines) - 1, SMALL) / 2
    for k, line in enumerate(lines):
        write_at(sheet, MARGIN, middle - lines_height(k, SMALL), line, va="center", fontweight="bold")


def _limit(table: pd.DataFrame) -> float:
    """Half the height of the panels of a column: what nine of ten ends of intervals stay within, rounded up."""
    ends = table[["low", "high"]].abs().to_numpy().ravel()
    known = ends[np.isfinite(ends)]
    return float(np.ceil(10 * np.quantile(known, 0.9)) / 10) if len(known) else 1.0


def _panel(axes: Axes, own: pd.DataFrame, limit: float, count: float, last: bool) -> None:
    for source, line, band in (("data", RECORD, BAND), ("model", MODEL, MODEL_BAND)):
        part = own[own["source"] == source].sort_values("year")
        axes.fill_between(part["year"], part["low"].clip(-limit, limit), part["high"].clip(-limit, limit), **band)
        axes.plot(part["year"], part["estimate"].where(part["low"].notna()), label=source, **line)
    axes.axhline(0, color=BASE, linewidth=0.8, zorder=1)
    axes.axvline(0, zorder=3, **EVENT)
    axes.set(xlim=(-5.2, 5.2), ylim=(-limit, limit))
    axes.text(0, 1.03, f"{count:,.0f} triads", transform=axes.transAxes, va="bottom", fontsize=SMALL - 1, color=QUIET)
    ticks = ticks_within(-0.9 * limit, 0.9 * limit, 4)
    axes.set_yticks(ticks, [f"{y:+.1g}".replace("-", MINUS) if abs(y) > 1e-9 else "0" for y in ticks])
    axes.set_xticks(range(-5, 6), [_year(x) if last and x % 5 == 0 else "" for x in range(-5, 6)])
    axes.grid(axis="y", color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)


def _year(number: int) -> str:
    return f"{number:+d}".replace("-", MINUS) if number else "0"


def _effect(effects: pd.DataFrame, kind: str, side: str, source: str) -> pd.Series:
    return effects.set_index(["kind", "outcome", "source"]).loc[(kind, side, source)]


def _title(effects: pd.DataFrame, kind: str) -> str:
    seen = [side for side in SIDES if _effect(effects, kind, side, "data")["low"] > 0]
    if not seen:
        return f"After {KINDS[kind]}, no reaction of third states can be told from zero on record"
    return f"After {KINDS[kind]}, third states react on record: {' and '.join(SIDES[side].lower() for side in seen)}"


def _lead(effects: pd.DataFrame, kind: str) -> str:
    told = []
    for outcome, words in (("cooling", "cooling"), ("events", "of it, in the news")):
        mine, model = (_effect(effects, kind, outcome, source) for source in ("data", "model"))
        ends = f"{signed(mine['low'], 2)} to {signed(mine['high'], 2)}"
        if mine["low"] == mine["low"]:
            told.append(f"{words} {signed(mine['estimate'], 2)} ({ends}), in this model {signed(model['estimate'], 3)}")
    return f"Mean of years 1 to 5 on record, 90 % intervals: {'; '.join(told)}." if told else "Too few triads to tell."
