"""Where every figure of a past world comes from: the bases of today with the years of that world."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.evidence.basis import COLUMNS, basis_table
from sim.evidence.fit import Fit
from sim.evidence.tables import Tables

# Basis of today -> its name in a world whose last year is y; f and t are the first of five and of ten years.
_NAMES = {
    "cinc_2022": "cinc_{y}",
    "ideal_point_2024": "ideal_point_{y}",
    "arms_2021_25": "arms_{f}_{y}",
    "atop_2018": "atop_{y}",
    "dcad_2010": "dcad_{y}",
    "signed_2010": "signed_{y}",
    "mme_2006_10": "mme_{f}_{y}",
    "production_2016_25": "production_{t}_{y}",
    "arms_sales_2021_25": "arms_sales_{f}_{y}",
    "us_troops_2025": "us_troops_{y}",
}
_JUDGED_TODAY = ("quality_judged", "reach_judged", "sovereignty_judged", "assertiveness_judged", "agreements_dated")
_EQUATED = ("budget_formula", "defence_industry_formula")
_FORMS = (("alignment_", 0), ("trust_", 1), ("tension_", 2))


def with_vintage(tables: Tables, year: int, fits: Sequence[Fit]) -> Tables:
    """Name the bases after the years that they stand for, and leave out those that no figure names.

    Parameters
    ----------
    tables
        As the build of today would leave them.
    year
        Last year that the world stands for.
    fits
        Of alignment, opinion and disputes; one that is only its prior makes its figures a judgement.
    """
    names = {old: new.format(y=year, f=year - 4, t=year - 9) for old, new in _NAMES.items()}
    bases = basis_table(*fits)
    used = _used(tables)
    rows = [_past(row, year, fits, names) for row in bases.itertuples(index=False) if row.basis in used]
    return Tables(
        _renamed(tables.actors, names),
        _renamed(tables.dyads, names),
        _renamed(tables.agreements, names),
        pd.DataFrame(sorted(rows), columns=COLUMNS),
    )


def _used(tables: Tables) -> set[str]:
    columns = [
        table[column]
        for table in (tables.actors, tables.dyads, tables.agreements)
        for column in table.columns
        if column == "basis" or column.endswith("_basis")
    ]
    return set(pd.concat(columns).astype(str))


def _past(row: Any, year: int, fits: Sequence[Fit], names: dict[str, str]) -> tuple[str, str, str, str, str]:
    basis, grade, _, sources, formula = row
    if basis in _JUDGED_TODAY:
        return basis, "judgement", f"2026, taken back to {year}", sources, f"{formula}; in twice the doubt"
    unfitted = any(basis.startswith(stem) and np.isnan(fits[place].spread) for stem, place in _FORMS)
    if basis == "arms_thin":
        formula = "the same, leaning on the ten years before where the last five are thin"
    judged = basis in _EQUATED or unfitted
    return names.get(basis, basis), "judgement" if judged else grade, f"until {year}", sources, formula


def _renamed(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    columns = [column for column in table.columns if column == "basis" or column.endswith("_basis")]
    return table.assign(**{column: table[column].replace(names) for column in columns})
