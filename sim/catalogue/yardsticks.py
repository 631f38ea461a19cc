"""Yardsticks: dated shifts of the record, to set an effect beside."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sim.catalogue.entries import YardstickEntry, YardstickFile, read_entries
from sim.core.parameter import Grade


@dataclass(frozen=True)
class Yardstick:
    """One shift between two states.

    Attributes
    ----------
    key, event
        Name, and what happened in plain words.
    pair, years
        Codes, and the two years whose ends are compared.
    record
        Which way it went by the record: `up` or `down`.
    index
        Alignment index as of the two years, rounded.
    seen
        Whether the index moved as the record says by as much as counts.
    grade, source
        Where the figures come from.
    """

    key: str
    event: str
    pair: tuple[str, str]
    years: tuple[int, int]
    record: str
    index: tuple[float, float]
    seen: bool
    grade: Grade
    source: str

    @property
    def change(self) -> float:
        """How far the index moved."""
        return self.index[1] - self.index[0]

    @property
    def span(self) -> str:
        """The years as `1984-87`, or whole where the century changes."""
        first, last = self.years
        return f"{first}-{last % 100:02d}" if first // 100 == last // 100 else f"{first}-{last}"


@cache
def yardsticks() -> tuple[Yardstick, ...]:
    """All yardsticks, the index's misses included, in the order of the file."""
    text = files("sim.catalogue").joinpath("yardsticks.yaml").read_text(encoding="utf-8")
    return tuple(map(_yardstick, read_entries(text, YardstickFile, "yardsticks.yaml").yardsticks))


def _yardstick(entry: YardstickEntry) -> Yardstick:
    return Yardstick(**dict(entry))
