"""`entente data build`: the public files in, the four tables of a world out, the same bytes every time."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import SourceError
from sim.evidence.agreements import agreements
from sim.evidence.alignment import alignment, fit_alignment, peace_ranges
from sim.evidence.basis import basis_table
from sim.evidence.check import check_tables
from sim.evidence.covariates import kilometres
from sim.evidence.culture import culture_distance, not_counted
from sim.evidence.curated import shift
from sim.evidence.dependence import dependence, is_thin
from sim.evidence.fit import Fit
from sim.evidence.grids import Grid, off_diagonal
from sim.evidence.past import Past, open_past
from sim.evidence.past_bases import with_vintage
from sim.evidence.signed_lately import signed_lately
from sim.evidence.sources import Public, open_source
from sim.evidence.states import state_table
from sim.evidence.tables import BASELINE, Tables, write_tables
from sim.evidence.tension import contested_interest, fit_disputes, tension
from sim.evidence.trust import fit_opinion, trust

Words = NDArray[np.str_]
Figure = tuple[str, Grid, Grid, Words]
LEAST_DOUBT = 0.01
CULTURE_DOUBT, CULTURE_UNKNOWN = 0.1, 0.3


def build(source: Path | str | None = None, out: Path | None = None) -> Tables:
    """Build the baseline of today from a folder of public files and write it.

    Parameters
    ----------
    source
        Folder of public files with `latest/` inside; None reads the environment variable ENTENTE_SOURCE.
    out
        Folder to write to; None is the package's own baseline.

    Returns
    -------
    Tables
        actors, dyads, agreements, bases.

    Raises
    ------
    SourceError
        The folder or a file is missing, or a table came out inconsistent.
    """
    tables = compose(open_source(source))
    write_tables(tables, BASELINE if out is None else out)
    return tables


def build_past(source: Path | str | None, opening: int, out: Path, states: Sequence[str] = ()) -> Tables:
    """Build the world as of the opening of a past year from the yearly files up to the year before, and write it.

    Parameters
    ----------
    source, out
        As for `build`; `latest/` is not read and need not be there.
    opening
        The year, from `sim.evidence.past.FIRST` to the year after the folder's last.
    states
        Codes to keep; all that existed when left out.

    Raises
    ------
    SourceError
        As for `build`; a year without files; a state that is unknown or did not exist yet, all of them named.
    """
    public = open_past(source, opening)
    tables = cut(compose(public), states or public.actors(), public)
    write_tables(tables, out)
    return tables


def cut(tables: Tables, states: Sequence[str], public: Past) -> Tables:
    """Keep the rows among some states."""
    lost = [code for code in states if code not in public.actors()]
    if lost:
        early = [code for code in lost if code in public.not_yet()]
        said = f"; {', '.join(early)} did not exist at the opening of {public.opening}" if early else ""
        raise SourceError(f"no such state: {', '.join(lost)}{said}; there are {', '.join(public.actors())}")
    actors, dyads, held = tables.actors, tables.dyads, tables.agreements
    return Tables(
        actors[actors["actor"].isin(states)],
        dyads[dyads["source"].isin(states) & dyads["target"].isin(states)],
        held[held["first"].isin(states) & held["second"].isin(states)],
        tables.bases,
    )


def compose(public: Public) -> Tables:
    """Fit, bring to the year of the public files and tabulate."""
    fits = fit_alignment(public), fit_opinion(public), fit_disputes(public)
    actors = state_table(public)
    dyads = dyad_table(public, *fits)
    level = dyads.pivot(index="source", columns="target", values="alignment").fillna(0.0).to_numpy()
    tables = Tables(actors, dyads, agreements(public, level), basis_table(*fits))
    if public.is_past:
        tables = with_vintage(tables, public.year, fits)
    problems = check_tables(tables)
    if problems:
        raise AssertionError("the build is inconsistent: " + "; ".join(problems[:5]))
    return tables


def dyad_table(public: Public, formed: Fit, opinion: Fit, disputes: Fit) -> pd.DataFrame:
    """Return dyads.csv: one row per directed dyad, every figure with doubt and basis."""
    code = np.array(public.actors())
    table = pd.DataFrame({
        "source": off_diagonal(np.repeat(code[:, None], len(code), axis=1)),
        "target": off_diagonal(np.repeat(code[None, :], len(code), axis=0)),
    })  # fmt: skip
    for figure, level, doubt, basis in pair_figures(public, formed, opinion, disputes):
        table[figure] = np.round(off_diagonal(level), 2) + 0.0
        table[f"{figure}_doubt"] = np.maximum(LEAST_DOUBT, np.round(off_diagonal(doubt), 2))
        table[f"{figure}_basis"] = off_diagonal(basis)
    table["distance_km"] = np.round(off_diagonal(kilometres(public, public.actors())), -1).astype(int)
    return table


def pair_figures(public: Public, formed: Fit, opinion: Fit, disputes: Fit) -> Iterator[Figure]:
    """Yield each figure of a dyad: name, level, doubt and basis, all (actor, other)."""
    ones = np.ones((len(public.actors()), len(public.actors())))
    coded = peace_ranges(public, None).speaks > 0
    align, doubt = alignment(public, formed)
    yield "alignment", align, doubt, named(public, "alignment", np.where(coded, "coded", "formed"))
    belief, doubt, surveyed = trust(public, opinion, align)
    yield "trust", belief, doubt, named(public, "trust", np.where(surveyed, "surveyed", "fitted"))
    contest, contest_doubt = contested_interest(public)
    record = np.where(ones > 0, "record", "")
    yield "tension", *tension(public, disputes, contest), named(public, "tension", record)
    yield "contested_interest", contest, contest_doubt, named(public, "contested_interest", record)
    yield "dependence", *dependence(public), np.where(is_thin(public), "arms_thin", "arms_2021_25")
    apart = culture_distance(public)
    doubt = np.where(not_counted(public), CULTURE_UNKNOWN, CULTURE_DOUBT)
    yield "culture_distance", apart, doubt, np.where(ones > 0, "culture_shares", "")
    count, doubt, listed = signed_lately(public)
    yield "signed_lately", count, doubt, np.where(listed, "signed_listed", "signed_2010")


def named(public: Public, figure: str, kind: Words) -> Words:
    """Name the basis of each cell: its kind, or `corrected` where a dated correction speaks."""
    _, variance = shift(public, figure)
    stem = figure.removesuffix("_interest")
    return np.char.add(f"{stem}_", np.where(variance > 0, "corrected", kind))
