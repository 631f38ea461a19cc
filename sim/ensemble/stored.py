"""What is kept of an option on disk: the same face as in memory, read when it is asked for and then let go."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.ensemble.kept import CLOSING, MAPPINGS, Kept, Numbers, added
from sim.ensemble.stretch_file import BETWEEN, StretchFile

# Small, and asked for at every turn.
_HELD = ("sound",)
FEW = 16  # stretches: of so many the ends are held, some megabytes an option


class Stored(Kept):
    """The worlds of one option, in files.

    Parameters
    ----------
    files
        Its stretches, in the order of worlds.
    """

    def __init__(self, files: Sequence[StretchFile]) -> None:
        object.__setattr__(self, "_files", tuple(files))

    @property
    def names(self) -> list[str]:
        """Names of the stretches, in the order of worlds."""
        return [file.path.stem for file in self._files]

    def torn(self) -> Iterator[Path]:
        """Files that are missing, or do not hold what was written into them."""
        return (file.path for file in self._files if not file.is_whole())

    @cached_property
    def ledger(self) -> Mapping[str, Numbers]:
        """By stock, `(entry, actor, other)`: mean over the sound worlds at the horizon."""
        worlds = max(int(self.sound.sum()), 1)
        return {stock: added(self._sums(stock)) / worlds for stock in CLOSING}

    def _sums(self, stock: str) -> Iterator[Numbers]:
        return (file.read(f"ledgers{BETWEEN}{stock}")[0] for file in self._files)

    def __getattr__(self, name: str) -> Any:
        # Only what is no attribute comes here: a field of `Kept`, none of which is ever set.
        if name not in Kept.__dataclass_fields__:
            raise AttributeError(name)
        found = Entries(self._files, name) if name in MAPPINGS else joined(self._files, name)
        if name in _HELD:
            object.__setattr__(self, name, found)
        return found

    def at(self, outcome: str, quarters: Sequence[int] | NDArray[np.int64]) -> Numbers:
        """An outcome at some quarters, `(world, quarter, subject)`; what is not asked for is not held."""
        chosen = np.asarray(quarters)
        if chosen.tolist() == [-1] and len(self._files) <= FEW:
            return self._end(outcome)
        return self._read(outcome, chosen)

    def _end(self, outcome: str) -> Numbers:
        # Half of all tables are of the horizon, which is a fortieth of what is read.
        held: dict[str, Numbers] = self.__dict__.setdefault("_ends", {})
        if outcome not in held:
            held[outcome] = self._read(outcome, np.array([-1]))
            held[outcome].setflags(write=False)
        return held[outcome]

    def _read(self, outcome: str, chosen: NDArray[np.int64]) -> Numbers:
        return np.concatenate([file.read(f"series{BETWEEN}{outcome}")[:, chosen] for file in self._files])

    def pieces(self) -> Iterator[Kept]:
        """Stretch by stretch."""
        for file in self._files:
            yield Stored([file])


class Entries(Mapping[str, Numbers]):
    """Arrays by name, each read when it is asked for.

    Parameters
    ----------
    files
        In the order of worlds.
    field
        Of `Kept`.
    """

    def __init__(self, files: Sequence[StretchFile], field: str) -> None:
        self._files, self._field = files, field

    def __getitem__(self, name: str) -> Numbers:
        return joined(self._files, f"{self._field}{BETWEEN}{name}")

    def __iter__(self) -> Iterator[str]:
        begins = f"{self._field}{BETWEEN}"
        return (name.removeprefix(begins) for name in self._files[0].names() if name.startswith(begins))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def joined(files: Sequence[StretchFile], name: str) -> Numbers:
    """A field of all worlds."""
    return np.concatenate([file.read(name) for file in files])
