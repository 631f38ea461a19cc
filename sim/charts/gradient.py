"""Gradients: what a parameter's whole range would do at the slope of the expected model, beside the sampled model."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from sim.charts.sensitivity_kind import DOT, About, Kind, axis_of, draw_interval, effect_of, sentence
from sim.charts.sheet import Sample
from sim.charts.style import DOWN, INK, UP
from sim.charts.words import end_name, signed

_SLOPE = {"marker": "o", "color": UP, "markersize": DOT}
_SAMPLED = {"marker": "D", "color": "white", "markeredgecolor": DOWN, "markeredgewidth": 1.3, "markersize": DOT - 0.5}


def _title(about: About, rows: pd.DataFrame) -> str:
    first = rows.iloc[0]
    return f"{sentence(effect_of(about))} is steepest in {first['assumption']}: {signed(first['slope'])} over its range"


def _lead(about: About, told: Mapping[str, float]) -> str:  # noqa: ARG001
    return (
        f"Gradients of worlds in which choices have their probabilities, told over the range of each parameter; and "
        f"how far the sampled model moves from one end to the other, in {end_name(about.scenario)}."
    )


def _notes(about: About, rows: pd.DataFrame, told: Mapping[str, float]) -> tuple[str, ...]:  # noqa: ARG001
    worlds, draws = rows["worlds"].dropna(), int(rows["draws"].iloc[0])
    beside = f"{worlds.iloc[0]:.0f} model worlds" if len(worlds) else "no worlds"
    return (
        "Numbers at the right: the slope. Where the two disagree the effect bends over the range, or lives in what "
        f"expectation leaves out. {draws} draws; sampled model: {beside}; intervals: 90 %, by draws.",
    )


def _rows(axes: Axes, rows: pd.DataFrame) -> tuple[float, float]:
    for y, row in enumerate(rows.to_dict("records")):
        draw_interval(axes, y - 0.14, row["lo"], row["hi"], UP)
        axes.plot([row["slope"]], [y - 0.14], linestyle="none", zorder=5, **_SLOPE)
        if row["sampled"] == row["sampled"]:
            draw_interval(axes, y + 0.14, row["sampled_lo"], row["sampled_hi"], DOWN)
            axes.plot([row["sampled"]], [y + 0.14], linestyle="none", zorder=5, **_SAMPLED)
    axes.axvline(0, color=INK, linewidth=0.8, zorder=1)
    reach = rows[["lo", "hi", "sampled_lo", "sampled_hi"]]
    return min(0.0, float(reach.min().min())), max(0.0, float(reach.max().max()))


GRADIENT = Kind(
    key=(
        Sample("slope of the expected model, 90 % interval", "dot", _SLOPE),
        Sample("sampled model, high end less low", "dot", _SAMPLED),
    ),
    title=_title,
    lead=_lead,
    notes=_notes,
    axis=axis_of,
    rows=_rows,
    number=lambda row: signed(row["slope"], 4),
)
