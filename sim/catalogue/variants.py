"""Variants of instruments: aircraft, frigates or armoured vehicles as kinds of co-production."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sim.catalogue.columns import MEANINGS
from sim.catalogue.entries import CatalogueError, VariantEntry, VariantFile, read_entries
from sim.catalogue.instruments import instruments
from sim.core.parameter import Grade


@dataclass(frozen=True)
class Variant:
    """One kind of an instrument.

    Attributes
    ----------
    key, title, description
        As in `variant:` of a provision, and in plain words.
    instrument
        Key of the instrument that it is a kind of.
    columns
        What each figure of the instrument is multiplied by; a column that is not named stays as it is.
    grade, source
        Of the whole entry.
    evidence
        Grade and source of each multiplier.
    """

    key: str
    instrument: str
    title: str
    description: str
    columns: Mapping[str, float]
    grade: Grade
    source: str
    evidence: Mapping[str, tuple[Grade, str]]


@cache
def variants() -> dict[str, Variant]:
    """The variants that ship with the package, by key, in the order of the file."""
    text = files("sim.catalogue").joinpath("variants.yaml").read_text(encoding="utf-8")
    return read_variants(text, "variants.yaml")


def read_variants(text: str, name: str) -> dict[str, Variant]:
    """Variants from the text of a file.

    Raises
    ------
    CatalogueError
        Naming every entry and column that is wrong.
    """
    entries = read_entries(text, VariantFile, name).variants
    problems = [f"{name}: {problem}" for entry in entries for problem in _problems(entry)]
    twice = [key for key, times in Counter(entry.key for entry in entries).items() if times > 1]
    problems += [f"{name}: the variant {key} stands twice" for key in twice]
    if problems:
        raise CatalogueError("\n".join(problems))
    return {entry.key: _variant(entry) for entry in entries}


def _variant(entry: VariantEntry) -> Variant:
    own = {column: (found.grade, found.source) for column, found in entry.evidence.items()}
    return Variant(
        key=entry.key,
        instrument=entry.instrument,
        title=entry.title,
        description=entry.description,
        columns=entry.columns,
        grade=entry.grade,
        source=entry.source,
        evidence={column: own.get(column, (entry.grade, entry.source)) for column in entry.columns},
    )


def _problems(entry: VariantEntry) -> list[str]:
    known = instruments().keys
    if entry.instrument not in known:
        return [f"{entry.key}.instrument: there is no instrument {entry.instrument}"]
    strange = [column for column in dict.fromkeys([*entry.columns, *entry.evidence]) if column not in MEANINGS]
    found = [f"{entry.key}.{column}: unknown column" for column in strange]
    for column in entry.columns:
        if column in MEANINGS:
            found += _outside(entry, column, float(instruments().column(column)[known.index(entry.instrument)]))
    found += [
        f"{entry.key}.{column}: evidence without a multiplier"
        for column in entry.evidence
        if column in MEANINGS and column not in entry.columns
    ]
    return found


def _outside(entry: VariantEntry, column: str, value: float) -> list[str]:
    meaning, scaled = MEANINGS[column], value * entry.columns[column]
    if entry.columns[column] > 0 and meaning.low <= scaled <= meaning.high:
        return []
    return [
        f"{entry.key}.{column}: {entry.columns[column]:g} makes {value:g} of {entry.instrument} {scaled:g}; "
        f"it must be above 0 and lead to {meaning.low:g} to {meaning.high:g}"
    ]
