"""Parts on disk: written whole or not at all, and checked to the last bit when they are found again."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from sim.core.errors import ResultsError
from sim.ensemble.atomic import clear_halves, written
from sim.ensemble.points import Part

Numbers = NDArray[np.float64]
_FIGURES, _ERROR = "figures", "error"
_SEAL = b"seal"


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
        """Names of the parts that are done: there, whole, and run to their end.

        Torn ones are listed in `torn`; they, and those that an error ended, will be made again.
        """
        if self._folder is None:
            return {name for name, part in self._here.items() if part.ran}
        clear_halves(self._folder)
        found = set[str]()
        for path in sorted(self._folder.glob("*.parquet")):
            part = _read(path)
            if part is None:
                self.torn.append(path)
            elif part.ran:
                found.add(path.stem)
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
        # One column of lists: a file of a hundred small columns takes six times as long to write and read.
        figures = pa.FixedSizeListArray.from_arrays(np.ascontiguousarray(part.values).ravel(), part.values.shape[1])
        table = pa.table({_FIGURES: figures, _ERROR: pa.array(part.errors, pa.string())})
        table = table.replace_schema_metadata({_SEAL: _seal(part)})
        with written(self._folder / f"{part.name}.parquet") as half:
            pq.write_table(table, half, compression="zstd", compression_level=1, use_dictionary=[_ERROR])

    def read(self, name: str) -> Part:
        """A part by name.

        Raises
        ------
        ResultsError
            When it was torn after it had been found whole.
        """
        if self._folder is None:
            return self._here[name]
        path = self._folder / f"{name}.parquet"
        part = _read(path)
        if part is None:
            raise ResultsError(f"{path.as_posix()}: is torn; the same command makes it again")
        return part

    def joined(self, names: Sequence[str]) -> tuple[Numbers, list[str]]:
        """The figures of several parts one under the other, `(world, column)`, and why worlds failed."""
        parts = [self.read(name) for name in names]
        return np.concatenate([part.values for part in parts]), [e for part in parts for e in part.errors]


def _read(path: Path) -> Part | None:
    """A part, or None when the file does not hold what was once written under its name."""
    try:
        table = pq.read_table(path)
        errors = tuple(table.column(_ERROR).to_pylist())
        values = table.column(_FIGURES).combine_chunks().flatten().to_numpy().reshape(len(errors), -1)
        part = Part(path.stem, values, errors)
        return part if (table.schema.metadata or {}).get(_SEAL) == _seal(part) else None
    except (OSError, KeyError, ValueError, pa.ArrowException):
        return None


def _seal(part: Part) -> bytes:
    hashed = hashlib.sha256(f"{part.name}{part.values.shape}{part.errors}".encode())
    hashed.update(np.ascontiguousarray(part.values).tobytes())
    return hashed.hexdigest()[:32].encode()
