"""The four baseline tables: read, written, and what their columns must hold."""

import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sim.core.errors import SourceError

BASELINE = Path(__file__).parent / "baseline"

# figure: (low, high, doubt taken where a user's own table gives none)
ACTOR_FIGURES: dict[str, tuple[float, float, float]] = {
    "capability": (0.0, 100.0, 0.1),
    "ideal_point": (-4.0, 4.0, 0.15),
    "quality": (0.0, 5.0, 0.15),
    "reach": (0.0, 20.0, 0.2),
    "defence_industry": (0.0, 1.0, 0.12),
    "budget": (0.0, 1.0, 0.12),
    "sovereignty": (0.0, 1.0, 0.12),
    "assertiveness": (0.0, 1.0, 0.12),
}
DYAD_FIGURES: dict[str, tuple[float, float, float]] = {
    "alignment": (-1.0, 1.0, 0.15),
    "trust": (0.0, 1.0, 0.13),
    "tension": (0.0, 1.0, 0.06),
    "contested_interest": (0.0, 1.0, 0.12),
    "dependence": (0.0, 1.0, 0.05),
    "culture_distance": (0.0, 1.0, 0.1),
    "signed_lately": (0.0, 50.0, 0.1),
}
SYMMETRIC = ("alignment", "tension", "contested_interest", "culture_distance", "signed_lately", "distance_km")
AGREEMENT_COLUMNS = ("first", "second", "instrument", "level", "level_doubt", "since", "basis")
BASIS_COLUMNS = ("basis", "grade", "vintage", "sources", "formula")
GIVEN = "given"
# What a table of one's own may leave out, and what it then is: with no agreements known, no example is set.
OPTIONAL = {"signed_lately": 0.0}


@dataclass(frozen=True)
class Tables:
    """The evidence a world opens with.

    Attributes
    ----------
    actors
        One row per state: actor, name, and each figure of `ACTOR_FIGURES` with `_doubt` and `_basis`.
    dyads
        One row per directed dyad: source, target, each figure of `DYAD_FIGURES` likewise, distance_km.
    agreements
        One row per unordered pair and instrument in force, first < second.
    bases
        One row per basis: grade, vintage, sources, formula.
    """

    actors: pd.DataFrame
    dyads: pd.DataFrame
    agreements: pd.DataFrame
    bases: pd.DataFrame


def read_tables(folder: Path | str | None = None) -> Tables:
    """Read the shipped baseline, or a folder of one's own with the same columns.

    In a folder of one's own the `_doubt` and `_basis` columns, agreements.csv and bases.csv may be missing:
    doubts take the width of `ACTOR_FIGURES` and `DYAD_FIGURES`, bases read "given".

    Raises
    ------
    SourceError
        The folder or one of actors.csv, dyads.csv is missing, or a file is no table.
    """
    path = BASELINE if folder is None else Path(folder)
    if not path.is_dir():
        raise SourceError(f"{path}: no such folder of baseline tables; it should hold actors.csv and dyads.csv")
    actors = complete(read_csv(path / "actors.csv"), ACTOR_FIGURES)
    dyads = complete(read_csv(path / "dyads.csv"), DYAD_FIGURES)
    agreements = read_csv(path / "agreements.csv", AGREEMENT_COLUMNS)
    for column, filling in (("level_doubt", 0.25), ("since", 0), ("basis", GIVEN)):
        if column not in agreements.columns:
            agreements[column] = filling
    bases = read_csv(path / "bases.csv", BASIS_COLUMNS)
    return Tables(actors, dyads, agreements, bases if folder is None else with_given(bases))


def read_csv(path: Path, optional: tuple[str, ...] = ()) -> pd.DataFrame:
    """Read one table; a missing file with `optional` columns is an empty table of these."""
    if optional and not path.is_file():
        return pd.DataFrame(columns=list(optional))
    try:
        return pd.read_csv(path, keep_default_na=True)
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file; a folder of baseline tables holds actors.csv and dyads.csv") from None
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as problem:
        raise SourceError(f"{path}: not a CSV table: {problem}") from None


def complete(table: pd.DataFrame, figures: dict[str, tuple[float, float, float]]) -> pd.DataFrame:
    """Add the doubt and basis columns that a table of one's own leaves out, in the order of the contract."""
    added: dict[str, float | str] = {}
    for figure, (_, _, doubt) in figures.items():
        if figure in OPTIONAL and figure not in table.columns:
            added |= {figure: OPTIONAL[figure], f"{figure}_doubt": 0.0, f"{figure}_basis": GIVEN}
        if figure in table.columns:
            added |= {f"{figure}_doubt": doubt} if f"{figure}_doubt" not in table.columns else {}
            added |= {f"{figure}_basis": GIVEN} if f"{figure}_basis" not in table.columns else {}
    return table.assign(**added)


def with_given(bases: pd.DataFrame) -> pd.DataFrame:
    """Add the row that explains figures given without a basis."""
    if GIVEN in set(bases["basis"]):
        return bases
    row = pd.DataFrame([[GIVEN, "judgement", "", "the user's own table", "as given"]], columns=list(BASIS_COLUMNS))
    return row if bases.empty else pd.concat([bases, row], ignore_index=True)


def baseline() -> pd.DataFrame:
    """Return the shipped pairs: one row per directed dyad, each figure with its doubt and basis beside it."""
    return read_tables().dyads


def write_tables(tables: Tables, folder: Path) -> None:
    """Write the four tables, each in one step, so that a reader never meets half a file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("actors", "dyads", "agreements", "bases"):
        table: pd.DataFrame = getattr(tables, name)
        half = folder / f".{name}.csv.part"
        half.write_text(table.to_csv(index=False, lineterminator="\n"), encoding="utf-8", newline="\n")
        os.replace(half, folder / f"{name}.csv")
