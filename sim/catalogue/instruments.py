"""The instruments as one table: a row for each, a column for each figure."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from sim.catalogue.columns import COLUMNS, MEANINGS
from sim.catalogue.conditions import Exclusion, Need, condition_problems, read_exclusions, read_needs
from sim.catalogue.entries import CatalogueError, InstrumentEntry, InstrumentFile, read_entries
from sim.core.parameter import Grade

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Catalogue:
    """Figures of all instruments.

    Attributes
    ----------
    keys, titles, descriptions
        Of each instrument, in the order of the file, which is the order of every instrument axis.
    columns
        Names of the figures, `COLUMNS`.
    values, low, high
        `(instrument, column)`: the figure and the range that draws sample.
    grades, sources
        `[instrument][column]`: where each figure comes from.
    paid_once
        Of each instrument: whether a party pays once for it, however many partners it has in it.
    needs, excludes
        Of each instrument: what should stand before it, and what cannot well stand beside it.
    """

    keys: tuple[str, ...]
    titles: tuple[str, ...]
    descriptions: tuple[str, ...]
    columns: tuple[str, ...]
    values: Numbers
    low: Numbers
    high: Numbers
    grades: tuple[tuple[Grade, ...], ...]
    sources: tuple[tuple[str, ...], ...]
    paid_once: tuple[bool, ...]
    needs: tuple[tuple[Need, ...], ...]
    excludes: tuple[tuple[Exclusion, ...], ...]

    def column(self, name: str) -> Numbers:
        """One figure of every instrument, `(instrument,)`."""
        return self.values[:, self.columns.index(name)]

    def by_column(self, table: Numbers) -> dict[str, Numbers]:
        """`values`, `low` or `high` as a mapping from column to `(instrument,)`."""
        return {name: np.array(table[:, k]) for k, name in enumerate(self.columns)}


@cache
def instruments() -> Catalogue:
    """The catalogue that ships with the package."""
    text = files("sim.catalogue").joinpath("instruments.yaml").read_text(encoding="utf-8")
    return read_instruments(text, "instruments.yaml")


def read_instruments(text: str, name: str) -> Catalogue:
    """A catalogue from the text of a file.

    Raises
    ------
    CatalogueError
        Naming every entry and column that is wrong.
    """
    entries = read_entries(text, InstrumentFile, name).instruments
    problems = [f"{name}: {problem}" for entry in entries for problem in _problems(entry)]
    twice = [key for key, times in Counter(entry.key for entry in entries).items() if times > 1]
    problems += [f"{name}: the instrument {key} stands twice" for key in twice]
    problems += [f"{name}: {problem}" for problem in condition_problems(entries)]
    if problems:
        raise CatalogueError("\n".join(problems))
    return _table(entries)


def _table(entries: list[InstrumentEntry]) -> Catalogue:
    ranges = np.array([[_range(entry, column) for column in COLUMNS] for entry in entries])
    values = np.array([[entry.figures.get(column, 0.0) for column in COLUMNS] for entry in entries])
    values.flags.writeable = ranges.flags.writeable = False
    return Catalogue(
        keys=tuple(entry.key for entry in entries),
        titles=tuple(entry.title for entry in entries),
        descriptions=tuple(entry.description for entry in entries),
        columns=COLUMNS,
        values=values,
        low=ranges[..., 0],
        high=ranges[..., 1],
        grades=tuple(tuple(_evidence(entry, column)[0] for column in COLUMNS) for entry in entries),
        sources=tuple(tuple(_evidence(entry, column)[1] for column in COLUMNS) for entry in entries),
        paid_once=tuple(entry.paid_once for entry in entries),
        needs=tuple(read_needs(entry) for entry in entries),
        excludes=tuple(read_exclusions(entries, entry.key) for entry in entries),
    )


def _range(entry: InstrumentEntry, column: str) -> tuple[float, float]:
    if column in entry.range:
        return entry.range[column]
    value, meaning = entry.figures.get(column, 0.0), MEANINGS[column]
    half = abs(value) * meaning.spread
    return max(value - half, meaning.low), min(value + half, meaning.high)


def _evidence(entry: InstrumentEntry, column: str) -> tuple[Grade, str]:
    own = entry.evidence.get(column)
    return (own.grade, own.source) if own else (entry.grade, entry.source)


def _problems(entry: InstrumentEntry) -> list[str]:
    used = dict.fromkeys([*entry.figures, *entry.range, *entry.evidence])
    found = [f"{entry.key}.{column}: unknown column" for column in used if column not in MEANINGS]
    for column, meaning in MEANINGS.items():
        value = entry.figures.get(column, 0.0)
        low, high = _range(entry, column)
        if not meaning.low <= value <= meaning.high:
            found.append(f"{entry.key}.{column}: {value:g} lies outside {meaning.low:g} to {meaning.high:g}")
        elif not meaning.low <= low <= value <= high <= meaning.high:
            found.append(f"{entry.key}.{column}: the range {low:g} to {high:g} must hold the value {value:g}")
    return found
