"""Agreements of an added actor: given, or what its neighbours usually have with the same state."""

from dataclasses import replace

import numpy as np
import pandas as pd

from sim.evidence.coefficients import value
from sim.evidence.neighbours import PREDICTED
from sim.evidence.newcomer import Newcomer
from sim.evidence.tables import Tables

Row = dict[str, object]


def with_agreements(tables: Tables, newcomer: Newcomer, near: tuple[str, ...]) -> Tables:
    """The tables with a newcomer's agreements.

    A file that lists agreements of a new actor lists all of them; one that says nothing of them leaves them unknown,
    and they are predicted: the mean level over the neighbours, where that is not next to nothing, with a wide doubt.
    Of an actor that the tables hold already, those that are listed replace its own of the same kind.
    """
    if newcomer.agreements is not None:
        rows = [
            {
                **_pair(newcomer.code, agreement.partner),
                "instrument": agreement.instrument,
                "level": agreement.level.value,
                "level_doubt": _doubt(agreement.level.doubt),
                "since": agreement.since,
                "basis": _basis(newcomer, agreement.partner, agreement.instrument, bool(agreement.level.source)),
            }
            for agreement in newcomer.agreements
        ]
        return _joined(tables, rows)
    return _joined(tables, _predicted(tables, newcomer.code, near))


def _predicted(tables: Tables, code: str, near: tuple[str, ...]) -> list[Row]:
    table = tables.agreements
    both = pd.concat([table, table.rename(columns={"first": "second", "second": "first"})])
    theirs = both[both["first"].isin(near) & (both["second"] != code)]
    rows: list[Row] = []
    for (other, instrument), found in theirs.groupby(["second", "instrument"]):
        of = len([k for k in near if k != other])
        levels = np.concatenate([found["level"].to_numpy(np.float64), np.zeros(max(of - len(found), 0))])
        if levels.mean() >= value("newcomer_level"):
            doubt = max(value("newcomer_level_doubt"), float(levels.std()))
            rows.append(
                {
                    **_pair(code, str(other)),
                    "instrument": instrument,
                    "level": round(float(levels.mean()), 2),
                    "level_doubt": round(doubt, 2),
                    "since": None,
                    "basis": f"{PREDICTED}{code}",
                }
            )
    return rows


def _joined(tables: Tables, rows: list[Row]) -> Tables:
    if not rows:
        return tables
    own = [(row["first"], row["second"], row["instrument"]) for row in rows]
    kept = [
        row
        for row in tables.agreements.to_dict("records")
        if (row["first"], row["second"], row["instrument"]) not in own
    ]
    joined = pd.DataFrame([*kept, *rows], columns=tables.agreements.columns)
    joined = joined[joined["level"] > 0].sort_values(["first", "second", "instrument"])
    return replace(tables, agreements=joined.reset_index(drop=True))


def _pair(code: str, other: str) -> Row:
    return {"first": min(code, other), "second": max(code, other)}


def _doubt(given: float | None) -> float:
    return value("newcomer_level_doubt") if given is None else given


def _basis(newcomer: Newcomer, partner: str, instrument: str, sourced: bool) -> str:
    return f"added_{newcomer.code}_{instrument}_{partner}" if sourced else f"added_{newcomer.code}"
