"""Attribution: what each provision of a package brings, one bar a provision, the whole package below."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.letters import drawing
from sim.charts.sheet import Sample, axes_at, new_sheet, text_width, ticks_within, write_at
from sim.charts.style import BASE, DOWN, INK, MARGIN, QUIET, RULE, SMALL, TEXT, UP, WIDTH
from sim.charts.words import CAUTION, MINUS, end_name, option_title, outcome_of, signed, unit_name
from sim.ensemble import Ensemble

TITLE = "What each provision brings"
ROW, TICKS, NUMBERS = 0.3, 0.44, 0.62  # inches
_ALONE = {"marker": "D", "color": "white", "markeredgecolor": INK, "markersize": 4.2, "markeredgewidth": 1.0}
_LAST = {"marker": "|", "color": INK, "markersize": 9, "markeredgewidth": 1.6}
_KEY = (
    Sample("share, adding", "patch", {"facecolor": UP}),
    Sample("share, taking away", "patch", {"facecolor": DOWN, "hatch": "////", "edgecolor": "white", "linewidth": 0}),
    Sample("90 % interval", "line", {"color": INK, "linewidth": 1.3}),
    Sample("alone", "dot", _ALONE),
    Sample("what the whole loses without it", "dot", _LAST),
)


@drawing
def draw(ensemble: Ensemble, option: str, asked: tuple[str, str], table: pd.DataFrame, failed: int) -> Figure:
    """Shares of a package's provisions, the largest at the top.

    Parameters
    ----------
    ensemble
        The study that the question was put to.
    option
        The package.
    asked
        Outcome and subject.
    table, failed
        As `sim.experiments.attribute.attribute` gives them.
    """
    scenario = ensemble.scenario
    parts, whole = table.iloc[:-1].sort_values("share", ascending=False, kind="stable"), table.iloc[-1:]
    rows = pd.concat([parts, whole], ignore_index=True)
    names = [*(part.replace("_", " ") for part in parts["part"]), "whole package"]
    title = f"What each provision of {option_title(option, scenario)} brings"
    lead = (
        f"{outcome_of(*asked, scenario)}, change against the baseline in {end_name(scenario)} ({unit_name(asked[0])}). "
        f"Shares are means over every order of adding the provisions (Shapley); they add up to the whole."
    )
    worlds = int(table["worlds"].iloc[0])
    counted = f"{worlds} worlds" if not failed else f"{worlds} of {worlds + failed} worlds"
    said = f"{scenario.title} · {counted}, the same for every combination · intervals of the mean, by draws."
    sheet = new_sheet(title, lead, _KEY, ROW * len(rows) + TICKS, (said, CAUTION))
    left = MARGIN + 0.1 + max(text_width(name, TEXT, "bold") for name in names)
    wide = WIDTH - MARGIN - NUMBERS - left
    axes = axes_at(sheet, left, sheet.top - ROW * len(rows), wide, ROW * len(rows), "attribution")
    _bars(axes, rows)
    for k, (name, share) in enumerate(zip(names, rows["share"], strict=True)):
        y, weight = sheet.top - ROW * (k + 0.5), "bold" if k == len(names) - 1 else "normal"
        write_at(sheet, left - 0.1, y, name, TEXT, ha="right", va="center", color=INK, fontweight=weight)
        write_at(sheet, WIDTH - MARGIN, y, signed(share, 4), SMALL, ha="right", va="center", fontweight=weight)
    write_at(sheet, WIDTH - MARGIN, sheet.bottom + 0.04, "share", SMALL, ha="right", va="bottom", color=QUIET)
    return sheet.figure


def _bars(axes: Axes, rows: pd.DataFrame) -> None:
    ends = rows[["share", "lo", "hi", "alone", "last"]].to_numpy()
    low, high = min(0.0, float(ends.min())), max(0.0, float(ends.max()))
    room = 0.05 * ((high - low) or 1.0)
    axes.set(xlim=(low - room, high + room), ylim=(len(rows) - 0.5, -0.5))
    for y, row in enumerate(rows.to_dict("records")):
        last = y == len(rows) - 1
        fill = {"facecolor": UP} if row["share"] >= 0 else {"facecolor": DOWN, "hatch": "////", "edgecolor": "white"}
        axes.barh(y, row["share"], height=0.5, linewidth=0, zorder=2, **fill)
        axes.hlines(y, row["lo"], row["hi"], color="white", linewidth=2.9, zorder=3)
        axes.hlines(y, row["lo"], row["hi"], color=INK, linewidth=1.3, zorder=4)
        if not last:
            axes.plot([row["last"]], [y], linestyle="none", zorder=5, **_LAST)
            axes.plot([row["alone"]], [y], linestyle="none", zorder=6, **_ALONE)
    axes.axvline(0, color=INK, linewidth=0.8, zorder=1)
    axes.axhline(len(rows) - 1.5, color=BASE, linewidth=0.5, zorder=1)
    ticks = ticks_within(low - room, high + room, 5)
    axes.set_xticks(ticks, [f"{round(tick, 10):g}".replace("-", MINUS) for tick in ticks])
    axes.grid(axis="x", color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
