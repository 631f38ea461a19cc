"""The hand-kept lists: corrections with date and reason, later agreements, judged state figures."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.evidence.grids import Grid, known, to_grid
from sim.evidence.groups import pairs_of
from sim.evidence.sources import Public

FOLDER = Path(__file__).parent / "curated"


@cache
def states() -> pd.DataFrame:
    """Return one row per state: name, culture group and kindred group, judged figures."""
    return pd.read_csv(FOLDER / "states.csv")


@cache
def corrections() -> pd.DataFrame:
    """Return the dated shifts of pair figures with doubt, date, grade, reason and source.

    `first` and `second` of a shift of trust are the one who trusts and the one who is trusted; else no order.
    """
    return pd.read_csv(FOLDER / "corrections.csv", dtype={"date": str})


@cache
def signed() -> pd.DataFrame:
    """Return the dated agreements: first, second, instrument, level, doubt, since, grade, source.

    A level of 0 ends what an older record holds.
    """
    return pd.read_csv(FOLDER / "agreements.csv")


def spell_out(rows: pd.DataFrame) -> pd.DataFrame:
    """Give every row whose parties are groups (`@gulf`) one row for each pair of members."""
    pairs = [pairs_of(a, b) for a, b in zip(rows["first"], rows["second"], strict=True)]
    spelled = rows.loc[rows.index.repeat([len(each) for each in pairs])].reset_index(drop=True)
    flat = [pair for each in pairs for pair in each]
    return spelled.assign(first=[a for a, _ in flat], second=[b for _, b in flat])


def corrected(public: Public) -> pd.DataFrame:
    """Return the corrections that hold: they bring the record to today, so a past year has none."""
    return corrections().iloc[:0] if public.is_past else corrections()


def shift(public: Public, figure: str) -> tuple[Grid, Grid]:
    """Return the summed shift of a figure and the variance it adds, (actor, other)."""
    actors, rows = public.actors(), spell_out(corrected(public))
    rows = rows[rows["figure"] == figure]
    symmetric = figure != "trust"
    total = to_grid(actors, rows["first"], rows["second"], rows["shift"], symmetric=symmetric)
    variance = to_grid(actors, rows["first"], rows["second"], rows["doubt"] ** 2, symmetric=symmetric)
    return total, variance


def looked_at(public: Public, figure: str) -> NDArray[np.bool_]:
    """Mark pairs that have a correction of their own, not only one of their group."""
    rows = corrected(public)
    own = rows[(rows["figure"] == figure) & ~rows["first"].str.startswith("@") & ~rows["second"].str.startswith("@")]
    return known(public.actors(), own["first"], own["second"], symmetric=figure != "trust")


def widen(doubt: Grid, variance: Grid) -> Grid:
    """Add the variance of corrections to a doubt."""
    return np.sqrt(doubt**2 + variance)
