"""What was newly agreed, year by year: the outcomes that choices are estimated from.

| class | record | instrument of the model |
|---|---|---|
| framework | DCAD: general cooperation, commissions | dca_framework |
| technology | DCAD: industry, research, procurement | tech_sharing_treaty |
| training | DCAD: training and exercises | exercise_training_treaty |

A treaty with several categories counts in each of their classes and once as an agreement. Where a record ends (DCAD in
2010), later years are unknown, not empty.
"""

from collections.abc import Sequence

import pandas as pd

from sim.evidence.grids import Grid, to_grid
from sim.evidence.sources import Public

CLASSES: dict[str, tuple[str, ...]] = {
    "dca_framework": ("DCA", "COMMISSION"),
    "tech_sharing_treaty": ("DIC", "RESEARCH", "PROCUREMENT"),
    "exercise_training_treaty": ("TREX",),
}


def agreed(public: Public, actors: Sequence[str], year: int) -> Grid:
    """Count the defence cooperation agreements that each pair signed in a year, (actor, other), symmetric."""
    table = public.table("dca_treaties")
    return _counted(table[table["year_signed"] == year], actors)


def agreed_by_class(public: Public, actors: Sequence[str], year: int) -> dict[str, Grid]:
    """Count the same by instrument of the model."""
    table = public.table("dca_treaties")
    signed = table[table["year_signed"] == year]
    columns = signed[["category1", "category2", "category3"]]
    return {name: _counted(signed[columns.isin(kinds).any(axis=1)], actors) for name, kinds in CLASSES.items()}


def faded(public: Public, actors: Sequence[str], year: int, half_life: float) -> Grid:
    """Count agreements signed before a year, each faded by its age (`inf`: none fades), (actor, other), symmetric."""
    table = public.table("dca_treaties")
    before = table[table["year_signed"] < year]
    weight = 0.5 ** ((year - 1 - before["year_signed"]) / half_life)
    return to_grid(actors, before["iso3_a"], before["iso3_b"], weight, symmetric=True)


def record_of_agreements(public: Public) -> int:
    """Return the last year in which the record of agreements speaks."""
    return int(public.table("dca_treaties")["year_signed"].max())


def _counted(rows: pd.DataFrame, actors: Sequence[str]) -> Grid:
    return to_grid(actors, rows["iso3_a"], rows["iso3_b"], [1.0] * len(rows), symmetric=True)
