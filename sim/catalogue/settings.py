"""Settings of a provision: what may be said of one agreement beside its instrument and level."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from sim.catalogue.columns import MEANINGS
from sim.catalogue.entries import CatalogueError, Code, Entry, Key, Number, Text, read_entries
from sim.catalogue.instruments import instruments
from sim.core.parameter import Grade

Takes = Literal["word", "state", "number", "text", "variant"]


class SettingValue(Entry):
    """One word that a setting may be: what it means and which columns of the catalogue it multiplies.

    Attributes
    ----------
    columns
        Multipliers of the agreement's columns.
    states
        Of a theatre: codes of the states that border it.
    weight
        Of a scale: how much one such exercise counts.
    """

    key: Key
    title: Text
    meaning: Text
    columns: Mapping[str, Number] = {}
    states: tuple[Code, ...] = ()
    weight: Number = 1.0
    grade: Grade
    source: Text


class Setting(Entry):
    """One setting: which instruments it may be said of, and what it may be."""

    key: Key
    title: Text
    meaning: Text
    takes: Takes
    needs: Key | None = None
    instruments: tuple[Key, ...] = ()
    values: tuple[SettingValue, ...] = ()

    def of(self) -> tuple[str, ...]:
        """Keys of the instruments that it may be said of, in the order of the catalogue."""
        catalogue = instruments()
        if self.needs is not None:
            column = catalogue.column(self.needs)
            return tuple(key for key, figure in zip(catalogue.keys, column, strict=True) if figure > 0)
        return self.instruments or catalogue.keys

    def value(self, key: str | None) -> SettingValue | None:
        """The value of that key, or None."""
        return next((value for value in self.values if value.key == key), None)


class Observer(Entry):
    """How an observer takes part: the share of the level, and the columns that its part multiplies."""

    level: Number
    columns: Mapping[str, Number]
    grade: Grade
    source: Text


class Direction(Entry):
    """Shares of an instrument's cost that a named provider and its recipient pay."""

    instrument: Key
    provider: Number
    recipient: Number
    grade: Grade
    source: Text


class SettingFile(Entry):
    """`settings.yaml`."""

    version: Literal[1]
    settings: tuple[Setting, ...]
    observer: Observer
    directions: tuple[Direction, ...]


@dataclass(frozen=True)
class Settings:
    """All settings of provisions.

    Attributes
    ----------
    by_key
        Each setting, in the order of the file.
    observer
        How observers take part.
    directions
        By instrument.
    """

    by_key: Mapping[str, Setting]
    observer: Observer
    directions: Mapping[str, Direction]


@cache
def settings() -> Settings:
    """The settings that ship with the package."""
    text = files("sim.catalogue").joinpath("settings.yaml").read_text(encoding="utf-8")
    return read_settings(text, "settings.yaml")


def read_settings(text: str, name: str) -> Settings:
    """Settings from the text of a file.

    Raises
    ------
    CatalogueError
        Naming every entry and column that is wrong.
    """
    content = read_entries(text, SettingFile, name)
    used = {f"{s.key}.{v.key}": v.columns for s in content.settings for v in s.values}
    used["observer"] = content.observer.columns
    problems = [
        f"{name}: {place}.{column}: unknown column" for place, columns in used.items() for column in columns
        if column not in MEANINGS
    ]  # fmt: skip
    named = {key for s in content.settings for key in s.instruments} | {d.instrument for d in content.directions}
    problems += [f"{name}: unknown instrument {key}" for key in sorted(named - set(instruments().keys))]
    if problems:
        raise CatalogueError("\n".join(problems))
    return Settings(
        by_key={s.key: s for s in content.settings},
        observer=content.observer,
        directions={d.instrument: d for d in content.directions},
    )
