"""Front: two outcomes against each other, and which options none beats in everything that counts."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.letters import drawing
from sim.charts.sheet import Sample, Sheet, axes_at, lines_height, new_sheet, ticks_within, wrap, write_at
from sim.charts.style import BASE, INK, MARGIN, QUIET, RULE, SMALL, UP, WIDTH
from sim.charts.words import MINUS, footer, outcome_of, unit_name
from sim.ensemble import Ensemble
from sim.outcomes import OUTCOMES

TITLE = "Which options none beats in everything"
HIGH, TICKS, LABELS, LEFT = 3.4, 0.48, 1.9, 0.62  # inches
DOT = 10.5  # points
UNDER = 0.01  # of an axis
_KEY = (
    Sample("none beats it in everything", "dot", {"marker": "o", "color": UP, "markersize": 6}),
    Sample(
        "beaten in everything", "dot",
        {"marker": "o", "color": "white", "markeredgecolor": BASE, "markersize": 6, "markeredgewidth": 1.2},
    ),
    Sample("90 % interval", "line", {"color": BASE, "linewidth": 1.1}),
)  # fmt: skip


@drawing
def draw(ensemble: Ensemble, table: pd.DataFrame) -> Figure | None:
    """The first two outcomes of a table of robustness; None where it has only one.

    Parameters
    ----------
    ensemble
        The study.
    table
        As `sim.experiments.robust.robust` gives it.
    """
    wanted = list(table[["outcome", "subject"]].drop_duplicates().itertuples(index=False, name=None))
    if len(wanted) < 2:
        return None
    across, up = (_of(table, *pair) for pair in wanted[:2])
    options = list(across.index)
    order = _ranked(across, up)
    notes = (*_hidden(across, up, order), *_notes(ensemble, wanted, options))
    sheet = new_sheet(_title(across), _lead(table), _KEY, HIGH + TICKS, notes)
    left, wide = MARGIN + LEFT, WIDTH - 2 * MARGIN - LEFT - LABELS
    axes = axes_at(sheet, left, sheet.top - HIGH, wide, HIGH, "front")
    _draw_points(axes, across, up, order)
    _write_labels(sheet, ensemble, order, across)
    below, beside = (_axis(ensemble, pair) for pair in wanted[:2])
    middle = {"va": "bottom", "ha": "center", "color": QUIET}
    write_at(sheet, left + wide / 2, sheet.top - HIGH - TICKS + 0.04, below, SMALL, **middle)
    style = {"rotation": 90, "ha": "left", "va": "center", "color": QUIET}
    for k, line in enumerate(wrap(beside, HIGH, SMALL)[:1]):
        write_at(sheet, MARGIN + k * 0.15, sheet.top - HIGH / 2, line, SMALL, **style)
    return sheet.figure


def _of(table: pd.DataFrame, outcome: str, subject: str) -> pd.DataFrame:
    return table[(table["outcome"] == outcome) & (table["subject"] == subject)].set_index("option")


def _draw_points(axes: Axes, across: pd.DataFrame, up: pd.DataFrame, order: list[str]) -> None:
    axes.axhline(0, color=RULE, linewidth=0.8, zorder=0)
    axes.axvline(0, color=RULE, linewidth=0.8, zorder=0)
    for number, name in reversed(list(enumerate(order, 1))):
        row = across.loc[name]
        x, y, colour = row["gain"], up.loc[name, "gain"], UP if row["front"] else BASE
        axes.hlines(y, row["lo"], row["hi"], color=colour, linewidth=1.1, zorder=2)
        axes.vlines(x, up.loc[name, "lo"], up.loc[name, "hi"], color=colour, linewidth=1.1, zorder=2)
        face, ink = (colour, "white") if row["front"] else ("white", INK)
        above = 3 + len(order) - number
        axes.plot([x], [y], "o", color=face, markeredgecolor=colour, markersize=DOT, markeredgewidth=1.2, zorder=above)
        axes.text(x, y, str(number), color=ink, fontsize=SMALL - 2, ha="center", va="center_baseline", zorder=above)
    for rows, limits, axis in ((across, axes.set_xlim, axes.xaxis), (up, axes.set_ylim, axes.yaxis)):
        low, high = min(0.0, float(rows["lo"].min())), max(0.0, float(rows["hi"].max()))
        room = 0.06 * ((high - low) or 1.0)
        limits(low - room, high + room)
        ticks = ticks_within(low - room, high + room, 5)
        axis.set_ticks(
            ticks, [f"{round(tick, 10):+g}".replace("-", MINUS) if abs(tick) > 1e-12 else "0" for tick in ticks]
        )


def _tick(value: float) -> str:
    return f"{round(value, 10):+g}".replace("-", MINUS) if abs(value) > 1e-12 else "0"


def _ranked(across: pd.DataFrame, up: pd.DataFrame) -> list[str]:
    """Options as they are numbered: from the top of the chart to its bottom."""
    return sorted(map(str, up.index), key=lambda name: (-up.loc[name, "gain"], across.loc[name, "gain"]))


def _hidden(across: pd.DataFrame, up: pd.DataFrame, order: list[str]) -> tuple[str, ...]:
    """Which numbers cannot be seen, because another dot lies on theirs."""
    places = pd.DataFrame({"x": across["gain"], "y": up["gain"]}).loc[order]
    near = (places - places.min()) / (places.max() - places.min()).replace(0, 1)
    under = []
    for k in range(1, len(order)):
        apart = (near.iloc[:k] - near.iloc[k]).abs().max(axis=1)
        under += [f"{k + 1} lies under {int(apart.argmin()) + 1}"] if apart.min() < UNDER else []
    return (f"{'; '.join(under)}.",) if under else ()


def _write_labels(sheet: Sheet, ensemble: Ensemble, order: list[str], across: pd.DataFrame) -> None:
    """The numbers in the dots and what they stand for, in a column at the right."""
    x, y = WIDTH - MARGIN - LABELS + 0.16, sheet.top - 0.1
    for number, name in enumerate(order, 1):
        strong = bool(across.loc[name, "front"])
        style = {"color": INK if strong else QUIET, "fontweight": "bold" if strong else "normal", "va": "center"}
        title = ensemble.scenario.option(name).title or name
        write_at(sheet, x + 0.2, y, str(number), SMALL, ha="right", **style)
        for line in wrap(title, LABELS - 0.44, SMALL, "bold"):
            write_at(sheet, x + 0.28, y, line, SMALL, ha="left", **style)
            y -= lines_height(1, SMALL)
        y -= 0.05


def _axis(ensemble: Ensemble, pair: tuple[str, str]) -> str:
    less = ", less counted as more" if OUTCOMES[pair[0]].better == "lower" else ""
    return f"Gain in {_lower(outcome_of(*pair, ensemble.scenario))} ({unit_name(pair[0])}){less}"


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]


def _title(across: pd.DataFrame) -> str:
    count = int(across["front"].sum())
    return f"{count} of {len(across)} options are beaten by no other in everything that counts"


def _lead(table: pd.DataFrame) -> str:
    draws = int(table["draws"].iloc[0])
    return (
        f"Mean gain against doing nothing at the horizon, over {draws} draws of the assumptions; up "
        f"and to the right is better."
    )


def _notes(ensemble: Ensemble, wanted: list[tuple[str, str]], options: list[str]) -> tuple[str, ...]:
    more = [f"{outcome.replace('_', ' ')} of {subject}" for outcome, subject in wanted[2:]]
    also = (f"The front also counts {', '.join(more)}, which the two axes do not show.",) if more else ()
    return (*also, *footer(ensemble, *options))
