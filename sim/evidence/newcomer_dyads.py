"""Pairs of an added actor: given, or as its neighbours stand to the same state."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from sim.evidence.neighbours import PREDICTED, capital, kilometres, predicted
from sim.evidence.newcomer import Known, Newcomer
from sim.evidence.tables import DYAD_FIGURES, SYMMETRIC, Tables

Row = dict[str, object]
ROUNDED_KM = -1


def with_dyads(tables: Tables, newcomer: Newcomer, near: tuple[str, ...]) -> Tables:
    """The tables with both directions of every pair of a newcomer; of one already there, only what is given changes."""
    dyads, code = tables.dyads, newcomer.code
    if near:
        others = [other for other in tables.actors["actor"] if other != code]
        rows = [row for other in others for row in _predicted_pair(dyads, code, other, near)]
        dyads = pd.concat([dyads, pd.DataFrame(rows, columns=dyads.columns)], ignore_index=True)
    dyads = dyads.set_index(["source", "target"])
    given = _given(newcomer)
    for source, target, figure, known, basis in given:
        ordinary = DYAD_FIGURES[figure][2]
        cells = [known.value, ordinary if known.doubt is None else known.doubt, basis]
        dyads.loc[(source, target), [figure, f"{figure}_doubt", f"{figure}_basis"]] = cells  # type: ignore[index, assignment]
    _place(dyads, newcomer)
    _fit_shares(dyads, {(source, target) for source, target, figure, _, _ in given if figure == "dependence"})
    return replace(tables, dyads=dyads.reset_index().sort_values(["source", "target"]).reset_index(drop=True))


def _predicted_pair(dyads: pd.DataFrame, code: str, other: str, near: tuple[str, ...]) -> tuple[Row, Row]:
    """Both rows of one pair, as the neighbours stand to the other and the other to them."""
    # Where the other is the only neighbour, everybody else stands in.
    like = [k for k in near if k != other] or [k for k in dyads["source"].unique() if k not in (other, code)]
    there = dyads[(dyads["target"] == other) & dyads["source"].isin(like)]
    back = dyads[(dyads["source"] == other) & dyads["target"].isin(like)]
    return _row(there, code, other, code), _row(back, other, code, code)


def _row(rows: pd.DataFrame, source: str, target: str, code: str) -> Row:
    row: Row = {"source": source, "target": target, "distance_km": round(rows["distance_km"].mean(), ROUNDED_KM)}
    for figure, (low, high, ordinary) in DYAD_FIGURES.items():
        values, doubts = (rows[name].to_numpy(np.float64) for name in (figure, f"{figure}_doubt"))
        mean, doubt = predicted(values, doubts, ordinary)
        row[figure] = round(min(max(mean, low), high), 4)
        row[f"{figure}_doubt"], row[f"{figure}_basis"] = round(doubt, 4), f"{PREDICTED}{code}"
    return row


def _given(newcomer: Newcomer) -> list[tuple[str, str, str, Known, str]]:
    """Source, target, figure, what is known and its basis; symmetric figures in both directions."""
    code, found = newcomer.code, []
    sides: tuple[tuple[str, Mapping[str, Mapping[str, Known]]], ...]
    sides = (("to", newcomer.towards), ("from", newcomer.back))
    for arrow, by_other in sides:
        for other, figures in by_other.items():
            for figure, known in figures.items():
                basis = f"added_{code}_{figure}_{arrow}_{other}" if known.source else f"added_{code}"
                ends = [(code, other)] if arrow == "to" else [(other, code)]
                ends += [ends[0][::-1]] if figure in SYMMETRIC else []
                found += [(*end, figure, known, basis) for end in ends]
    return found


def _place(dyads: pd.DataFrame, newcomer: Newcomer) -> None:
    """Distances from a capital that is given to those that are known."""
    if newcomer.capital is None:
        return
    for source, target in dyads.index:
        if newcomer.code in (source, target):
            other = target if source == newcomer.code else source
            if not np.isnan(away := kilometres(newcomer.capital, capital(other))):
                dyads.loc[(source, target), "distance_km"] = round(away, ROUNDED_KM)


def _fit_shares(dyads: pd.DataFrame, given: set[tuple[str, str]]) -> None:
    """Predicted dependence cut to what given shares leave of the whole."""
    predicted_here = dyads["dependence_basis"].astype(str).str.startswith(PREDICTED)
    for source, rows in dyads[predicted_here].groupby(level="source"):
        free = [pair for pair in rows.index if pair not in given]
        total = float(dyads.loc[source, "dependence"].sum())  # type: ignore[index]
        loose = float(dyads.loc[free, "dependence"].sum()) if free else 0.0
        if total > 1 and loose > 0:
            room = max(0.0, 1 - (total - loose))
            # Rounded down, so that shares never sum to more than the whole.
            dyads.loc[free, "dependence"] = np.floor(dyads.loc[free, "dependence"] * (room / loose) * 1e4) / 1e4
