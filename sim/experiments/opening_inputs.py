"""The figures that a scenario opens with, each with the basis that its table gives it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd

from sim.evidence import Tables, read_tables
from sim.evidence.newcomers import with_newcomers
from sim.evidence.tables import ACTOR_FIGURES, DYAD_FIGURES, GIVEN, SYMMETRIC, complete, read_csv, with_given
from sim.scenario import Scenario

JUDGEMENT = "judgement"
BASELINE_TABLES = "baseline"
Row = tuple[str, str, str, str, str, str, str]


def opening_rows(scenario: Scenario) -> Iterator[Row]:
    """Kind, origin, figure, whose, grade, vintage and source of every figure that the scenario opens with."""
    tables, codes = _merged(scenario), list(scenario.actors)
    bases = tables.bases.drop_duplicates("basis").set_index("basis").fillna("")
    about = {str(name): (str(b["grade"]), str(b["vintage"]), str(b["sources"])) for name, b in bases.iterrows()}
    unknown = (JUDGEMENT, "", "")
    for kind, figure, whose, basis in _cells(tables, codes):
        yield kind, _origin(scenario, kind), figure, whose, *about.get(basis, unknown)


def _cells(tables: Tables, codes: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """Kind, figure, whose and basis of every figure that the scenario opens with."""
    actors = tables.actors[tables.actors["actor"].isin(codes)]
    for figure in ACTOR_FIGURES:
        for whose, basis in zip(actors["actor"], actors[f"{figure}_basis"].fillna(GIVEN), strict=True):
            yield "actors", figure, str(whose), str(basis)
    dyads = tables.dyads[tables.dyads["source"].isin(codes) & tables.dyads["target"].isin(codes)]
    pairs = dyads["source"] + ":" + dyads["target"]
    once = dyads["source"] < dyads["target"]
    for figure in DYAD_FIGURES:
        rows = once if figure in SYMMETRIC else pd.Series(data=True, index=dyads.index)
        for whose, basis in zip(pairs[rows], dyads.loc[rows, f"{figure}_basis"].fillna(GIVEN), strict=True):
            yield "dyads", figure, str(whose), str(basis)
    held = tables.agreements
    held = held[held["first"].isin(codes) & held["second"].isin(codes)]
    for row in held.itertuples():
        basis = GIVEN if pd.isna(row.basis) else str(row.basis)
        yield "agreements", str(row.instrument), f"{row.first}:{row.second}", basis


def _origin(scenario: Scenario, kind: str) -> str:
    own: Path | None = scenario.tables.get(kind)
    return own.as_posix() if own else BASELINE_TABLES


def _merged(scenario: Scenario) -> Tables:
    tables = read_tables()
    own = {name: read_csv(path) for name, path in scenario.tables.items()}
    if "agreements" in own and "basis" not in own["agreements"]:
        own["agreements"] = own["agreements"].assign(basis=GIVEN)
    merged = replace(tables, **own)
    merged = replace(
        merged,
        actors=complete(merged.actors, ACTOR_FIGURES),
        dyads=complete(merged.dyads, DYAD_FIGURES),
        bases=with_given(merged.bases),
    )
    return with_newcomers(merged, scenario.newcomers)
