"""Parts on disk: written whole or not at all, and checked when they are read."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from sim.ensemble.atomic import written
from sim.ensemble.points import Part

Numbers = NDArray[np.float64]
_ERROR = "error"


class Parts:
    """Parts by name: in a folder, or in memory when there is none.

    Parameters
    ----------
    folder
        Where they are kept; made when the first part is written.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._here: dict[str, Part] = {}
        self.torn: list[Path] = []

    def names(self) -> set[str]:
        """Names of the parts that are there and whole; torn ones are listed in `torn` and will be made again."""
        if self._folder is None:
            return set(self._here)
        found = set[str]()
        for path in sorted(self._folder.glob("*.parquet")):
            if _is_whole(path):
                found.add(path.stem)
            else:
                self.torn.append(path)
        return found

    def add(self, part: Part) -> None:
        """Keep a part.

        Raises
        ------
        ResultsError
            When it cannot be written.
        """
        if self._folder is None:
            self._here[part.name] = part
            return
        columns = {str(k): column for k, column in enumerate(np.ascontiguousarray(part.values.T))}
        table = pa.table({**columns, _ERROR: pa.array(part.errors, pa.string())})
        with written(self._folder / f"{part.name}.parquet") as half:
            pq.write_table(table, half, compression="zstd", compression_level=1, use_dictionary=[_ERROR])

    def read(self, name: str) -> Part:
        """A part by name."""
        if self._folder is None:
            return self._here[name]
        table = pq.read_table(self._folder / f"{name}.parquet")
        errors = tuple(table.column(_ERROR).to_pylist())
        values = np.stack([table.column(k).to_numpy() for k in range(table.num_columns - 1)], axis=1)
        return Part(name, values, errors)

    def joined(self, names: Sequence[str]) -> tuple[Numbers, list[str]]:
        """The figures of several parts one under the other, `(world, column)`, and why worlds failed."""
        parts = [self.read(name) for name in names]
        return np.concatenate([part.values for part in parts]), [e for part in parts for e in part.errors]


def _is_whole(path: Path) -> bool:
    try:
        return pq.read_metadata(path).num_rows > 0
    except (OSError, pa.ArrowException):
        return False
