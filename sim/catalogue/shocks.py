"""The kinds of shock: what can be done to the world from outside, each as rows of what the model can do."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sim.catalogue.entries import read_entries
from sim.catalogue.shock_entries import BranchSetting, ShockEntry, ShockFile, ShockRow
from sim.core.parameter import Grade

Range = tuple[float, float]


@dataclass(frozen=True)
class ShockKind:
    """One kind of shock.

    Attributes
    ----------
    key, title, meaning, unit, direction
        As used in scenario files, and in plain words.
    fields
        Keys that name whom it falls on, in the order in which files write them.
    may
        Fields that may be left out.
    usual
        Who is meant where a field is left out.
    once
        True when it acts in the quarter of its date alone, False when it holds until its end date.
    years
        How long it holds where a file does not say, or None: to the end.
    together
        Whether all whom it names share one luck.
    default, low, high
        Usual size and what a size may be, in `unit`.
    rate
        How often a year it usually comes by itself, or None where nobody says.
    needs_if
        Whether it makes sense only under a condition.
    credibility
        Range of the chance that a threat is carried out, or None where it is no threat by nature.
    after
        Years for which a condition must have held before it acts.
    settings
        Further numbers by name.
    branches
        Settings that share out what may happen.
    rows
        What the model does.
    grade, source
        Where the sizes come from.
    """

    key: str
    title: str
    meaning: str
    unit: str
    direction: str
    fields: tuple[str, ...]
    may: tuple[str, ...]
    usual: Mapping[str, tuple[str, ...]]
    once: bool
    years: float | None
    together: bool
    default: float
    low: float
    high: float
    rate: Range | None
    needs_if: bool
    credibility: Range | None
    after: float
    settings: Mapping[str, BranchSetting]
    branches: tuple[str, ...]
    rows: tuple[ShockRow, ...]
    grade: Grade
    source: str


@cache
def shock_kinds() -> dict[str, ShockKind]:
    """Kinds of shock by key."""
    text = files("sim.catalogue").joinpath("shocks.yaml").read_text(encoding="utf-8")
    return {entry.key: _kind(entry) for entry in read_entries(text, ShockFile, "shocks.yaml").shocks}


def _kind(entry: ShockEntry) -> ShockKind:
    copied = set(ShockKind.__dataclass_fields__) - {"once", "low", "high"}
    plain = {name: getattr(entry, name) for name in copied}
    return ShockKind(**plain, once=entry.lasts == "once", low=entry.range[0], high=entry.range[1])
