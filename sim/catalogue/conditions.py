"""What instruments need and what they exclude: prerequisites and exclusions of the catalogue."""

from dataclasses import dataclass
from typing import Literal

from sim.catalogue.entries import InstrumentEntry
from sim.core.parameter import Grade

Between = Literal["parties", "rivals"]


@dataclass(frozen=True)
class Need:
    """What should be in force between the parties before an instrument is.

    Attributes
    ----------
    any
        Keys of instruments, one of which is enough.
    reason
        Why, in plain words.
    strict
        True where the instrument stands on nothing without it; False where it is only strained.
    grade, source
        Where the rule comes from.
    """

    any: tuple[str, ...]
    reason: str
    strict: bool
    grade: Grade
    source: str


@dataclass(frozen=True)
class Exclusion:
    """What cannot well stand beside an instrument.

    Attributes
    ----------
    instruments
        Keys of those that are excluded.
    between
        `parties`: between the same two states. `rivals`: between one of them and a rival of the other.
    reason, strict, grade, source
        As in `Need`.
    """

    instruments: tuple[str, ...]
    between: Between
    reason: str
    strict: bool
    grade: Grade
    source: str


def read_needs(entry: InstrumentEntry) -> tuple[Need, ...]:
    """The needs of one entry."""
    return tuple(Need(tuple(n.any), n.reason, n.strict, n.grade, n.source) for n in entry.needs)


def read_exclusions(entries: list[InstrumentEntry], key: str) -> tuple[Exclusion, ...]:
    """What one instrument excludes, whichever of the two entries says so."""
    found = []
    for entry in entries:
        for e in entry.excludes:
            others = e.instruments if entry.key == key else [entry.key] if key in e.instruments else []
            if others:
                found.append(Exclusion(tuple(others), e.between, e.reason, e.strict, e.grade, e.source))
    return tuple(found)


def condition_problems(entries: list[InstrumentEntry]) -> list[str]:
    """Instruments that a need or an exclusion names and the catalogue does not hold."""
    known = {entry.key for entry in entries}
    named = [(e.key, "needs", key) for e in entries for need in e.needs for key in need.any]
    named += [(e.key, "excludes", key) for e in entries for rule in e.excludes for key in rule.instruments]
    return [f"{entry}.{rule}: there is no instrument {key}" for entry, rule, key in named if key not in known]
