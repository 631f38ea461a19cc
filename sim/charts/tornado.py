"""Tornado: bars to either side of the mean with nothing held, one assumption at the low and at the high end."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from sim.charts.sensitivity_kind import LINE, About, Kind, axis_of, draw_interval, effect_of, number, sentence
from sim.charts.sheet import Sample
from sim.charts.style import DOWN, INK, UP
from sim.charts.words import end_name, signed

_LOW = {"facecolor": DOWN, "hatch": "////", "edgecolor": "white", "linewidth": 0}
_HIGH = {"facecolor": UP, "linewidth": 0}


def _title(about: About, rows: pd.DataFrame) -> str:
    first = rows.iloc[0]
    return (
        f"{sentence(effect_of(about))} moves most with {first['assumption']}: "
        f"{signed(first['at_low'])} at {number(first['low'])}, {signed(first['at_high'])} at {number(first['high'])}"
    )


def _lead(about: About, told: Mapping[str, float]) -> str:  # noqa: ARG001
    return (
        f"Mean with one assumption held at either end of its range and all else sampled as in the file, in "
        f"{end_name(about.scenario)}."
    )


def _notes(about: About, rows: pd.DataFrame, told: Mapping[str, float]) -> tuple[str, ...]:  # noqa: ARG001
    worlds, lost = int(rows["worlds"].iloc[0]), int(told["dropped"])
    of = f"{worlds} model worlds" if not lost else f"{worlds} of {worlds + lost} model worlds"
    return (
        f"The line in the middle is the mean with nothing held. Numbers at the right: from low end to high end. "
        f"{of}, the same for every bar; intervals: 90 %, by draws.",
    )


def _rows(axes: Axes, rows: pd.DataFrame) -> tuple[float, float]:
    centre = float(rows["centre"].iloc[0])
    for y, row in enumerate(rows.to_dict("records")):
        for end, shift, style in (("low", -0.17, _LOW), ("high", 0.17, _HIGH)):
            axes.barh(y + shift, row[f"at_{end}"] - centre, left=centre, height=0.3, zorder=2, **style)
            draw_interval(axes, y + shift, centre + row[f"{end}_lo"], centre + row[f"{end}_hi"], INK)
    axes.axvline(centre, color=INK, linewidth=0.8, zorder=6)
    moved = rows[["low_lo", "low_hi", "high_lo", "high_hi"]]
    return centre + min(0.0, float(moved.min().min())), centre + max(0.0, float(moved.max().max()))


TORNADO = Kind(
    key=(
        Sample("at the low end", "patch", _LOW),
        Sample("at the high end", "patch", _HIGH),
        Sample("90 % interval", "line", {"color": INK, "linewidth": LINE}),
    ),
    title=_title,
    lead=_lead,
    notes=_notes,
    axis=axis_of,
    rows=_rows,
    number=lambda row: signed(row["difference"], 4),
)
