"""The kinds of shock: what can be done to the world from outside."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sim.catalogue.entries import ShockEntry, ShockFile, read_entries
from sim.core.parameter import Grade


@dataclass(frozen=True)
class ShockKind:
    """One kind of shock.

    Attributes
    ----------
    key, title, meaning, unit
        As used in scenario files, and in plain words.
    fields
        Keys that name who it falls on: `("pair",)`, `("by", "on")` or `("actor",)`.
    once
        True when it acts in the quarter of its date alone, False when it holds until its end date.
    default, low, high
        Usual size and what a size may be, in `unit`.
    grade, source
        Where the size comes from.
    """

    key: str
    title: str
    meaning: str
    unit: str
    fields: tuple[str, ...]
    once: bool
    default: float
    low: float
    high: float
    grade: Grade
    source: str


@cache
def shock_kinds() -> dict[str, ShockKind]:
    """Kinds of shock by key, in the order in which the model counts them."""
    text = files("sim.catalogue").joinpath("shocks.yaml").read_text(encoding="utf-8")
    return {entry.key: _kind(entry) for entry in read_entries(text, ShockFile, "shocks.yaml").shocks}


def _kind(entry: ShockEntry) -> ShockKind:
    return ShockKind(
        key=entry.key,
        title=entry.title,
        meaning=entry.meaning,
        unit=entry.unit,
        fields=tuple(entry.fields.split("_")),
        once=entry.lasts == "once",
        default=entry.default,
        low=entry.range[0],
        high=entry.range[1],
        grade=entry.grade,
        source=entry.source,
    )
