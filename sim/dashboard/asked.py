"""What a visitor asks for, and how the address of the page says it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qs

BASELINE = "baseline"
MOST_WORLDS = 1_000_000


@dataclass(frozen=True)
class Asked:
    """What is to be shown.

    Attributes
    ----------
    file
        Name of the scenario file, as offered.
    option, against
        Names of the two options that stand side by side; empty to let the scenario say.
    levels
        Values that replace those of the file, by path: `options.pact.provisions[0].level`.
    world
        Number of the world: draw * runs + run.
    case
        The circumstances, where the scenario has several.
    """

    file: str
    option: str = ""
    against: str = BASELINE
    levels: tuple[tuple[str, str], ...] = ()
    world: int = 0
    case: str = ""

    @property
    def overrides(self) -> list[str]:
        """What replaces the file's values, as words of the command line."""
        return [f"{path}={value}" for path, value in self.levels]

    def with_level(self, path: str, value: str) -> "Asked":
        """The same with one value replaced; an empty one is that of the file."""
        kept = {**dict(self.levels), path: value}
        return replace(self, levels=tuple(sorted((key, said) for key, said in kept.items() if said)))


def from_address(query: str, files: list[str]) -> Asked:
    """What an address asks for: `?scenario=minimal&option=pact&against=exercises&world=3&case=war&options.x=...`.

    A scenario may be named by its file or without folder and ending. What is not said is left to the scenario.
    """
    said: Mapping[str, str] = {key: values[-1] for key, values in parse_qs(query).items()}
    wanted = said.get("scenario", files[0] if files else "")
    file = next((name for name in files if wanted in (name, name.rpartition("/")[2], _stem(name))), wanted)
    levels = tuple(sorted((key, value) for key, value in said.items() if key.startswith("options.")))
    number = said.get("world", "0")
    world = int(number) if number.isdecimal() and int(number) < MOST_WORLDS else 0
    return Asked(file, said.get("option", ""), said.get("against", BASELINE), levels, world, said.get("case", ""))


def _stem(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[0]
