"""Sobol indices: two dots an assumption, the share of the variance it explains by itself and with all others."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from sim.charts.sensitivity_kind import DOT, About, Kind, draw_interval, effect_of, sentence
from sim.charts.sheet import Sample
from sim.charts.style import DOWN, INK, UP
from sim.charts.words import signed

_FIRST = {"marker": "o", "color": UP, "markersize": DOT}
_TOTAL = {"marker": "D", "color": "white", "markeredgecolor": DOWN, "markeredgewidth": 1.3, "markersize": DOT - 0.5}


def _title(about: About, rows: pd.DataFrame) -> str:
    first = rows.iloc[0]
    share = max(0.0, float(first["total"]))
    most = f"{first['assumption']} explains the most of its spread, {100 * share:.0f} % in all"
    return f"{sentence(effect_of(about))}: {most}"


def _lead(about: About, told: Mapping[str, float]) -> str:  # noqa: ARG001
    return (
        f"Shares of the variance that each assumption explains over its range (standard deviation {told['spread']:.2g} "
        f"around a mean of {signed(told['mean'])})."
    )


def _notes(about: About, rows: pd.DataFrame, told: Mapping[str, float]) -> tuple[str, ...]:  # noqa: ARG001
    planned = int(told["groups"] + told["dropped"])
    of = (
        f"{told['groups']:.0f} base points" if not told["dropped"] else f"{told['groups']:.0f} of {planned} base points"
    )
    share, lo, hi = (100 * told[name] for name in ("shared", "shared_lo", "shared_hi"))
    return (
        f"First: by itself; total: with all that it does together with others. Numbers at the right: total. "
        f"{share:.0f} % ({lo:.0f} to {hi:.0f}) is luck and what is not varied. Intervals: 90 %.",
        f"{of}, {told['runs']:.0f} model worlds a row ({told['worlds']:.0f} in all); rows of a base point share luck.",
    )


def _rows(axes: Axes, rows: pd.DataFrame) -> tuple[float, float]:
    for y, row in enumerate(rows.to_dict("records")):
        for of, shift, colour, style in (("first", -0.14, UP, _FIRST), ("total", 0.14, DOWN, _TOTAL)):
            draw_interval(axes, y + shift, row[f"{of}_lo"], row[f"{of}_hi"], colour)
            axes.plot([row[of]], [y + shift], linestyle="none", zorder=5, **style)
    axes.axvline(0, color=INK, linewidth=0.8, zorder=1)
    return min(0.0, float(rows[["first_lo", "total_lo"]].min().min())), float(
        rows[["first_hi", "total_hi"]].max().max()
    )


SOBOL = Kind(
    key=(Sample("first order, 90 % interval", "dot", _FIRST), Sample("in all (total), 90 % interval", "dot", _TOTAL)),
    title=_title,
    lead=_lead,
    notes=_notes,
    axis=lambda _: "share of the variance",
    rows=_rows,
    number=lambda row: f"{row['total']:.2f}",
)
