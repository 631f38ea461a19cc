"""How much of what goes in is judgement, and of what date the rest is."""

from dataclasses import dataclass

import pandas as pd

from sim.experiments.inputs import JUDGEMENT, inputs
from sim.experiments.words import percent
from sim.scenario import Scenario

OPENING = ("actors", "dyads", "agreements", "figures")


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
    table = inputs(scenario)
    opening = table[table["kind"].isin(OPENING)]
    years = sorted(int(year) for year in opening["year"].dropna())
    return Judgement(
        *_counts(table[table["kind"] == "parameters"]),
        *_counts(opening),
        *_counts(table[table["kind"] == "catalogue"]),
        oldest=years[0] if years else None,
        middle=years[len(years) // 2] if years else None,
        newest=years[-1] if years else None,
    )


def _counts(rows: pd.DataFrame) -> tuple[int, int]:
    return len(rows), int((rows["grade"] == JUDGEMENT).sum())


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
