"""The public files: where they are, how one is read, and which years a fit may see.

A folder of sources holds one CSV per series (yearly files) and `latest/` with the newest level of each series
held back. Coefficients are fitted on yearly files up to a cut-off (`Public.until`); `Public.latest` is
for the present-day levels only.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from sim.core.errors import SourceError

ENVIRONMENT = "ENTENTE_SOURCE"
PRESENT_YEAR = 2025
RECORD_BEGINS, RECORD_END = 1980, 2012  # first and last year of the yearly files; some slow ones go on

# What each file must hold; other columns are ignored.
COLUMNS: dict[str, tuple[str, ...]] = {
    "actors": ("iso3", "name"),
    "alliances_atop": ("iso3_from", "iso3_to", "year", "defense", "neutrality", "nonaggression",
                       "consultation"),
    "arms_transfers": ("iso3_supplier", "iso3_recipient", "year", "tiv_delivered_est",
                       "tiv_local_production_est"),
    "cinc": ("iso3", "year", "cinc", "milex_kusd"),
    "dca_treaties": ("iso3_a", "iso3_b", "year_signed", "category1", "category2", "category3",
                     "end_year_estimate"),
    "gdp_population": ("iso3", "year", "gdp_current_usd", "population"),
    "geography": ("iso3_a", "iso3_b", "contiguity_type", "capital_distance_km"),
    "icews_dyad_year": (
        "iso3_source", "iso3_target", "year", "verbal_coop", "material_coop", "verbal_conf", "material_conf",
    ),
    "joint_exercises_dyad_year": ("iso3_a", "iso3_b", "year", "n_exercises"),
    "mids_dyad_year": (
        "iso3_a", "iso3_b", "year", "onset", "a_is_initiating_side", "hostility_a", "hostility_b",
        "a_originator", "b_originator",
    ),
    "milex": ("iso3", "year", "milex_const2022_musd", "milex_current_musd"),
    "peace_scale": ("iso3_a", "iso3_b", "year", "peace_level_yearend"),
    "pew_favourability": ("iso3_respondent", "iso3_target", "year", "share_favourable", "share_unfavourable"),
    "regime": ("iso3", "year", "v2x_polyarchy"),
    "religion": (
        "iso3", "year", "share_christian", "share_christian_orthodox", "share_muslim", "share_muslim_sunni",
        "share_muslim_shia", "share_jewish", "share_hindu", "share_buddhist", "share_nonreligious",
    ),
    "rivalries": ("iso3_a", "iso3_b", "start_year", "end_year", "positional", "spatial", "principal"),
    "sanctions_gsdb": ("sender", "iso3_target", "begin_year", "end_year", "trade", "arms", "financial",
                       "objective"),
    "territorial_claims": ("iso3_challenger", "iso3_target", "start_year", "end_year", "salience_0to12"),
    "unga_ideal_points": ("iso3", "year", "ideal_fp", "ideal_fp_q05", "ideal_fp_q95"),
    "us_troops": ("iso3_host", "year", "us_active_duty"),
}  # fmt: skip


@dataclass(frozen=True)
class Public:
    """One folder of public files, each read once.

    What differs between the world of today and one as of a past year stands in the properties; `sim.evidence.past`
    overrides them.

    Attributes
    ----------
    folder
        The folder that holds the yearly files and `latest/`.
    """

    folder: Path
    _read: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)

    @property
    def year(self) -> int:
        """Last year that the levels stand for."""
        return PRESENT_YEAR

    @property
    def fit_until(self) -> int:
        """Last year that a fit may see."""
        return RECORD_END

    @property
    def is_past(self) -> bool:
        """Whether this is a past year, of which the hand-kept lists of today say little."""
        return False

    def windows(self) -> tuple[tuple[int, int], ...]:
        """First and last year of the windows that alignment is fitted on, the newest last."""
        return ((RECORD_END - 10, RECORD_END - 6), (RECORD_END - 4, RECORD_END))

    def former_names(self) -> dict[str, str]:
        """Names that states bore in that year and no longer do, by code."""
        return {}

    def price_level(self) -> float:
        """Prices of the year of the levels in prices of the declared numbers."""
        return 1.0

    def table(self, name: str) -> pd.DataFrame:
        """Return one file whole (`name` without `.csv`; `latest/...` for a present-day level)."""
        if name not in self._read:
            self._read[name] = read_file(self.folder / f"{name}.csv", COLUMNS[name.removeprefix("latest/")])
        return self._read[name]

    def until(self, name: str, year: int) -> pd.DataFrame:
        """Return the rows of a yearly file dated `year` or earlier: what a fit may see."""
        table = self.table(name)
        return table[table["year"] <= year]

    def latest(self, name: str) -> pd.DataFrame:
        """Return the present-day levels of a held-back series."""
        return self.table(f"latest/{name}")

    def actors(self) -> tuple[str, ...]:
        """Return the codes of the forty states, sorted."""
        return tuple(sorted(self.table("actors")["iso3"]))


def open_source(folder: Path | str | None = None) -> Public:
    """Open the folder of public files named by the caller or by the environment.

    Raises
    ------
    SourceError
        No folder was named, or it is not there, or it lacks files; every missing file is named.
    """
    names = [f"{name}.csv" for name in COLUMNS] + [f"latest/{name}.csv" for name in LATEST]
    return Public(find_folder(folder, names))


def open_yearly(folder: Path | str | None = None) -> Public:
    """Open the yearly files alone: `latest/` need not be there, and whoever asks says up to which year it may see.

    Raises
    ------
    SourceError
        As for `open_source`.
    """
    return Public(find_folder(folder, [f"{name}.csv" for name in COLUMNS]))


def find_folder(folder: Path | str | None, names: list[str]) -> Path:
    """Find the folder named by the caller or by the environment, and see that it holds these files."""
    named = folder or os.environ.get(ENVIRONMENT)
    cure = f"pass `--source DIR` or set {ENVIRONMENT} to the folder of public files (see docs/evidence.md)"
    if not named:
        raise SourceError(f"no folder of public files: {cure}")
    path = Path(named)
    if not path.is_dir():
        raise SourceError(f"{path}: no such folder: {cure}")
    missing = [name for name in names if not (path / name).is_file()]
    if missing:
        raise SourceError(f"{path}: missing {', '.join(missing)}: {cure}")
    return path


LATEST = (
    "alliances_atop", "peace_scale", "pew_favourability", "rivalries", "sanctions_gsdb", "territorial_claims",
    "unga_ideal_points", "us_troops",
)  # fmt: skip


def read_file(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """Read one CSV and check that it holds the columns a caller needs.

    Raises
    ------
    SourceError
        The file is missing, is not CSV, or lacks columns; all missing columns are named.
    """
    try:
        table = pd.read_csv(path)
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file: pass `--source DIR` or set {ENVIRONMENT}") from None
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as problem:
        raise SourceError(f"{path}: not a CSV table: {problem}") from None
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise SourceError(f"{path}: missing column {', '.join(missing)}; it has {', '.join(table.columns)}")
    return table
