"""How much of what goes in is judgement, and of what date the rest is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sim.catalogue import instruments
from sim.evidence import Tables, read_tables
from sim.evidence.newcomers import with_newcomers
from sim.evidence.tables import ACTOR_FIGURES, DYAD_FIGURES, GIVEN, SYMMETRIC, complete, read_csv, with_given
from sim.experiments.words import percent
from sim.outcomes import PARAMETERS
from sim.scenario import Scenario

JUDGEMENT = "judgement"
_YEARS = re.compile(r"(\d{4})(?:-(\d{2}|\d{4}))?$")


@dataclass(frozen=True)
class Judgement:
    """Figures by grade.

    Attributes
    ----------
    parameters, parameters_judged
        Numbers of the model, and how many of them rest on judgement.
    baseline, baseline_judged
        Figures of the opening of this scenario's actors; a figure of a pair counts once.
    catalogue, catalogue_judged
        Figures of the instruments that are not zero.
    oldest, middle, newest
        Last year of the record behind the baseline's figures: first, median, latest; None where none has a year.
    """

    parameters: int
    parameters_judged: int
    baseline: int
    baseline_judged: int
    catalogue: int
    catalogue_judged: int
    oldest: int | None
    middle: int | None
    newest: int | None


def judgement(scenario: Scenario) -> Judgement:
    """Count what a scenario rests on."""
    bases = _bases_used(scenario)
    years = sorted(year for vintage in bases["vintage"] if (year := last_year(str(vintage))) is not None)
    grades = [str(parameter.grade) for parameter in PARAMETERS.values()]
    catalogue = _catalogue_grades()
    return Judgement(
        parameters=len(grades),
        parameters_judged=grades.count(JUDGEMENT),
        baseline=len(bases),
        baseline_judged=int((bases["grade"] == JUDGEMENT).sum()),
        catalogue=len(catalogue),
        catalogue_judged=catalogue.count(JUDGEMENT),
        oldest=years[0] if years else None,
        middle=years[len(years) // 2] if years else None,
        newest=years[-1] if years else None,
    )


def judgement_words(found: Judgement) -> str:
    """What is judgement, in plain words."""
    said = (
        f"{percent(found.parameters_judged, found.parameters)} of {found.parameters} parameters, "
        f"{percent(found.baseline_judged, found.baseline)} of {found.baseline} opening figures and "
        f"{percent(found.catalogue_judged, found.catalogue)} of {found.catalogue} instrument figures are judgement"
    )
    if found.oldest is None:
        return f"{said}."
    half = f"{found.middle} or later" if found.middle != found.newest else str(found.middle)
    return f"{said}. The opening figures date from {found.oldest} to {found.newest}, half of them from {half}."


def last_year(vintage: str) -> int | None:
    """The last year of a vintage such as `2022`, `2016-25` or `1993-2020`."""
    match = _YEARS.search(vintage)
    if match is None:
        return None
    first, last = match[1], match[2]
    return int(first[: 4 - len(last)] + last) if last else int(first)


def _bases_used(scenario: Scenario) -> pd.DataFrame:
    """Grade and vintage of every figure that the scenario opens with, one row each."""
    tables = _tables(scenario)
    names = [name for column in _basis_cells(tables, scenario) for name in column.fillna(GIVEN)]
    bases = tables.bases.drop_duplicates("basis").set_index("basis").reindex(names)
    return bases.fillna({"grade": JUDGEMENT, "vintage": ""})


def _basis_cells(tables: Tables, scenario: Scenario) -> Iterator[pd.Series]:
    codes = list(scenario.actors)
    actors = tables.actors[tables.actors["actor"].isin(codes)]
    yield from (actors[f"{figure}_basis"] for figure in ACTOR_FIGURES)
    dyads = tables.dyads[tables.dyads["source"].isin(codes) & tables.dyads["target"].isin(codes)]
    once = dyads["source"] < dyads["target"]
    for figure in DYAD_FIGURES:
        yield dyads.loc[once if figure in SYMMETRIC else slice(None), f"{figure}_basis"]
    agreements = tables.agreements
    yield agreements.loc[agreements["first"].isin(codes) & agreements["second"].isin(codes), "basis"]


def _tables(scenario: Scenario) -> Tables:
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


def _catalogue_grades() -> list[str]:
    catalogue = instruments()
    used = np.abs(catalogue.low) + np.abs(catalogue.high) > 0
    return [str(grade) for grade in np.array(catalogue.grades)[used]]
