"""Adding actors to the tables: what is given is taken, what is missing is predicted from neighbours with wider doubt.

A missing figure is unknown, never zero. Of an actor that the tables hold already, the given figures replace its own
and nothing is predicted.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from sim.evidence.neighbours import PREDICTED, neighbours, predicted
from sim.evidence.newcomer import Known, Newcomer
from sim.evidence.newcomer_agreements import with_agreements
from sim.evidence.newcomer_dyads import with_dyads
from sim.evidence.tables import ACTOR_FIGURES, BASIS_COLUMNS, Tables

ADDED = "added"


def with_newcomers(tables: Tables, newcomers: Iterable[Newcomer]) -> Tables:
    """The tables with actors added, one after the other in the order of their codes."""
    for newcomer in sorted(newcomers, key=lambda n: n.code):
        tables = _with_one(tables, newcomer)
    return tables


def _with_one(tables: Tables, newcomer: Newcomer) -> Tables:
    near = () if newcomer.code in set(tables.actors["actor"]) else neighbours(tables, newcomer)
    tables = replace(tables, bases=_bases(tables.bases, newcomer, near))
    tables = with_dyads(tables, newcomer, near)
    tables = with_agreements(tables, newcomer, near)
    return replace(tables, actors=_actors(tables.actors, newcomer, near))


def basis_of(newcomer: Newcomer, figure: str, known: Known) -> str:
    """The word under which `bases` explains a figure that is given: one for each source."""
    return f"{ADDED}_{newcomer.code}" if not known.source else f"{ADDED}_{newcomer.code}_{figure}"


def _actors(actors: pd.DataFrame, newcomer: Newcomer, near: tuple[str, ...]) -> pd.DataFrame:
    own = actors["actor"] == newcomer.code
    row: dict[Any, Any] = actors[own].iloc[0].to_dict() if own.any() else {"actor": newcomer.code}
    if newcomer.name or "name" not in row:
        row["name"] = newcomer.name or newcomer.code
    others = actors[actors["actor"].isin(near)]
    for figure, (low, high, ordinary) in ACTOR_FIGURES.items():
        if known := newcomer.figures.get(figure):
            doubt = ordinary if known.doubt is None else known.doubt
            row |= _cells(figure, known.value, doubt, basis_of(newcomer, figure, known))
        elif near:
            values, doubts = (others[name].to_numpy(float) for name in (figure, f"{figure}_doubt"))
            mean, doubt = predicted(values, doubts, ordinary)
            row |= _cells(figure, min(max(mean, low), high), doubt, f"{PREDICTED}{newcomer.code}")
    rows = [*actors[~own].to_dict("records"), row]
    return pd.DataFrame(rows, columns=actors.columns).sort_values("actor").reset_index(drop=True)


def _cells(figure: str, value: float, doubt: float, basis: str) -> dict[str, object]:
    return {figure: round(value, 4), f"{figure}_doubt": round(doubt, 4), f"{figure}_basis": basis}


def _bases(bases: pd.DataFrame, newcomer: Newcomer, near: tuple[str, ...]) -> pd.DataFrame:
    said = f"mean of {', '.join(near)}; doubt widened" if near else ""
    rows = [(f"{PREDICTED}{newcomer.code}", "judgement", "", "predicted from neighbours", said)] if near else []
    rows.append((f"{ADDED}_{newcomer.code}", "judgement", "", "the scenario file, without a source", "as given"))
    for figure, known in _all_known(newcomer):
        if known.source:
            rows.append((basis_of(newcomer, figure, known), known.grade, "", known.source, "as given"))
    added = pd.DataFrame(rows, columns=list(BASIS_COLUMNS)).drop_duplicates("basis")
    return pd.concat([bases[~bases["basis"].isin(added["basis"])], added], ignore_index=True)


def _all_known(newcomer: Newcomer) -> list[tuple[str, Known]]:
    found = list(newcomer.figures.items())
    for arrow, sides in (("to", newcomer.towards), ("from", newcomer.back)):
        found += [(f"{figure}_{arrow}_{other}", known) for other, f in sides.items() for figure, known in f.items()]
    return found + [(f"{a.instrument}_{a.partner}", a.level) for a in newcomer.agreements or ()]
