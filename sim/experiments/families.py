"""The four families of an option in plain data: one outcome speaks for each."""

from dataclasses import dataclass

import pandas as pd

from sim.ensemble.families import headlines
from sim.experiments.words import said_of, whole_counts


@dataclass(frozen=True)
class FamilyEffect:
    """What an option changes for its parties in one family.

    Attributes
    ----------
    family, outcome
        Which one, and the outcome that speaks for it; all others stand in `tables/families.csv`.
    mean, lo, hi
        Mean over worlds and its 90 % interval.
    down, same, up
        In how many worlds, as whole numbers.
    """

    family: str
    outcome: str
    mean: float
    lo: float
    hi: float
    down: int
    same: int
    up: int


def family_effects(table: pd.DataFrame, option: str, worlds: int) -> tuple[FamilyEffect, ...]:
    """The four families of an option, from the table of families; those that were measured."""
    own = table[table["option"] == option].set_index("outcome")
    found = []
    for family, outcome in headlines(table).items():
        if outcome not in own.index:
            continue
        row = own.loc[outcome]
        counts = whole_counts([float(row[p]) for p in ("p_down", "p_negligible", "p_up")], said_of(worlds))
        found.append(FamilyEffect(family, outcome, *(float(row[name]) for name in ("mean", "lo", "hi")), *counts))
    return tuple(found)
