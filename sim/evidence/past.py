"""The public files as one could have read them at the opening of a past year.

`Past` hands out yearly rows of the year before and earlier, and nothing else: it never opens `latest/`, and a period
that ends later reads as one without an end. So the build of a past world is the build of today, fed with less:

| | today | opening of year Y |
|---|---|---|
| levels | `latest/` | the newest yearly rows up to Y-1 |
| fits | 2002-06, 2008-12; disputes 1993-2012 | the same spans, ending in Y-1; the prior where no record is |
| corrections | dated list | none |
| agreements | record, then dated list | record, then rows of the dated list that began before Y, in more doubt |
| budget, defence industry | judged and formula | the formula alone, on money and arms up to Y-1 |
| quality, reach, sovereignty, assertiveness | judged | judged for today, in twice the doubt |
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sim.core.errors import SourceError
from sim.evidence.sources import COLUMNS, RECORD_BEGINS, Public, find_folder

FIRST = RECORD_BEGINS + 2
# The yearly file that ends first among those that end with the folder's own cut-off.
_ENDS_FIRST = "unga_ideal_points"
# Tables without a column `year`: the column that dates a row, and the one that says how long it lasted.
_DATED = {
    "dca_treaties": ("year_signed", "end_year_estimate"),
    "rivalries": ("start_year", "end_year"),
    "territorial_claims": ("start_year", "end_year"),
    "sanctions_gsdb": ("begin_year", "end_year"),
}
_TIMELESS = ("actors", "geography")
# The files carry on one state under one code: name, and last year that opened with it.
_FORMER = {"RUS": ("Soviet Union", 1991), "DEU": ("West Germany", 1990)}


@dataclass(frozen=True)
class Past(Public):
    """The public files up to the year before `opening`.

    Attributes
    ----------
    opening
        The year at whose opening the world is to stand.
    """

    opening: int = FIRST

    @property
    def year(self) -> int:
        """Last year that the levels stand for."""
        return self.opening - 1

    @property
    def fit_until(self) -> int:
        """Last year that a fit may see."""
        return self.opening - 1

    @property
    def is_past(self) -> bool:
        """True: the hand-kept lists of today say little of it."""
        return True

    def windows(self) -> tuple[tuple[int, int], ...]:
        """Return the windows of today's fit, moved to end in the last year; those before the record left out."""
        both = ((self.year - 10, self.year - 6), (self.year - 4, self.year))
        return tuple(window for window in both if window[1] > RECORD_BEGINS)

    def former_names(self) -> dict[str, str]:
        """Names that states bore at the opening and no longer do, by code."""
        return {code: name for code, (name, until) in _FORMER.items() if self.opening <= until}

    def price_level(self) -> float:
        """Prices of the last year in those of 2022: current over constant military spending of all that have both."""
        money = self.table("milex").dropna(subset=["milex_current_musd", "milex_const2022_musd"])
        newest = money[money["year"] == money["year"].max()]
        return float(newest["milex_current_musd"].sum() / newest["milex_const2022_musd"].sum())

    def table(self, name: str) -> pd.DataFrame:
        """Return the rows of a yearly file that the year before the opening could hold."""
        whole = super().table(name)
        if name in _TIMELESS:
            return whole
        if name not in _DATED:
            return whole[whole["year"] <= self.year]
        begin, end = _DATED[name]
        begun = whole[whole[begin] <= self.year]
        # What ends later had not ended: the year of its end is not to be seen, whatever it is.
        return begun.assign(**{end: begun[end].where(begun[end] <= self.year, ENDLESS)})

    def latest(self, name: str) -> pd.DataFrame:
        """Return the levels of the last year, from the yearly file."""
        return _NEWEST[name](self.table(name), self.year)

    def actors(self) -> tuple[str, ...]:
        """Return the codes of the states that the capability register holds in the last year, sorted."""
        register = self.table("cinc")
        held = set(register[register["year"] == register["year"].max()]["iso3"])
        return tuple(code for code in super().actors() if code in held)

    def not_yet(self) -> tuple[str, ...]:
        """Return the codes of the forty that did not exist yet."""
        return tuple(code for code in super().actors() if code not in self.actors())


ENDLESS = 9999
_Newest = Callable[[pd.DataFrame, int], pd.DataFrame]


def _of_the_year(table: pd.DataFrame, year: int) -> pd.DataFrame:
    newest: pd.DataFrame = table[table["year"] == min(year, table["year"].max())]
    return newest


def _each_last(*keys: str) -> _Newest:
    return lambda table, _: table.sort_values("year").groupby(list(keys), as_index=False).last()


def _standing(table: pd.DataFrame, year: int) -> pd.DataFrame:
    return table[table["end_year"].isna() | (table["end_year"] > year)]


_NEWEST: dict[str, _Newest] = {
    "alliances_atop": _of_the_year,
    "peace_scale": _of_the_year,
    "pew_favourability": _each_last("iso3_respondent", "iso3_target"),
    "rivalries": _standing,
    "sanctions_gsdb": lambda table, year: table[table["end_year"] >= year],
    "territorial_claims": _standing,
    "unga_ideal_points": _each_last("iso3"),
    "us_troops": _of_the_year,
}


def open_past(folder: Path | str | None, opening: int) -> Past:
    """Open the public files as of a past year; `latest/` need not be there.

    Raises
    ------
    SourceError
        The year is one that the files cannot stand for, or the folder or a file is missing.
    """
    path = find_folder(folder, [f"{name}.csv" for name in COLUMNS])
    end = record_end(path)
    if not FIRST <= opening <= end + 1:
        raise SourceError(
            f"no world as of {opening}: the yearly files run from {RECORD_BEGINS} to {end}, so the year must "
            f"lie between {FIRST} and {end + 1}; leave --as-of out for the world of today"
        )
    return Past(path, opening=opening)


def as_of(public: Public, opening: int) -> Past:
    """The same files as of a year, read once for several years."""
    return Past(public.folder, public._read, opening)


def record_end(folder: Path) -> int:
    """Return the last year of the yearly files in a folder; a later folder has later years."""
    return int(Public(folder).table(_ENDS_FIRST)["year"].max())
