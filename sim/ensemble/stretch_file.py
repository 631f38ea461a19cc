"""A stretch of worlds under one option as a file of raw arrays.

One NumPy record (`numpy.load(file)["series|alignment"]`), so that a field of it can be read without the rest: a column
of ten thousand worlds never asks for all that is kept of them. The last field seals what stands before it.
"""

import os
import zlib
from collections.abc import Mapping
from dataclasses import fields
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.ensemble.atomic import written
from sim.ensemble.kept import Kept

BETWEEN = "|"
SEAL = "seal"
_SEAL_BYTES = np.dtype(np.uint32).itemsize
_FIRST_LOOK = 16384


def write_stretch(path: Path, kept: Kept) -> None:
    """Write what is kept of some worlds, one field for each array, named `field` or `field|entry`.

    Raises
    ------
    ResultsError
        When it cannot be written.
    """
    arrays: dict[str, NDArray[Any]] = {}
    for field in fields(kept):
        value = getattr(kept, field.name)
        if isinstance(value, Mapping):
            arrays |= {f"{field.name}{BETWEEN}{name}": array for name, array in value.items()}
        else:
            arrays[field.name] = value
    record = np.zeros((), [*((name, array.dtype, array.shape) for name, array in arrays.items()), (SEAL, np.uint32)])
    for name, array in arrays.items():
        record[name] = array
    record[SEAL] = _seal(memoryview(record.tobytes()))
    held = BytesIO()
    # What numpy itself cannot write to a full disk it tells without saying that the disk is full.
    np.save(held, record)
    with written(path) as half:
        half.write_bytes(held.getbuffer())


class StretchFile:
    """A stretch on disk, read field by field.

    Parameters
    ----------
    path
        Of the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def _layout(self) -> tuple[np.dtype[Any], int]:
        with self.path.open("rb") as file:
            return _parsed(_header(file.read(_FIRST_LOOK)))

    def names(self) -> tuple[str, ...]:
        """Names of the fields."""
        return self._layout[0].names or ()

    def read(self, name: str) -> NDArray[Any]:
        """One field.

        Raises
        ------
        OSError, ValueError, KeyError
            When the file is missing, torn, or holds no such field.
        """
        record, start = self._layout
        dtype, offset = record.fields[name][:2]  # type: ignore[index]
        values = np.empty(dtype.shape, dtype.base)
        handle = os.open(self.path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            found = _read_at(handle, start + offset, values.nbytes)
        finally:
            os.close(handle)
        values.ravel()[:] = np.frombuffer(found, dtype.base)
        return values

    def is_whole(self) -> bool:
        """Whether it is there, and holds what was once written into it."""
        try:
            record, start = self._layout
            found = memoryview(self.path.read_bytes())[start:]
        except (OSError, ValueError):
            return False
        return len(found) == record.itemsize and _seal(found) == np.frombuffer(found[-_SEAL_BYTES:], np.uint32)[0]


def _read_at(handle: int, place: int, size: int) -> bytes:
    os.lseek(handle, place, os.SEEK_SET)
    found = os.read(handle, size)
    if len(found) < size:
        raise ValueError("the file ends too soon")
    return found


def _seal(record: memoryview) -> int:
    return zlib.crc32(record[:-_SEAL_BYTES])


def _header(beginning: bytes) -> bytes:
    size = int.from_bytes(beginning[8:10], "little")
    return beginning[: 10 + size]


@lru_cache(maxsize=256)
def _parsed(header: bytes) -> tuple[np.dtype[Any], int]:
    """Type of the record and where it begins; the header of all stretches of a study is the same."""
    file = BytesIO(header)
    if np.lib.format.read_magic(file) != (1, 0):
        raise ValueError("not a stretch of worlds")
    record = np.lib.format.read_array_header_1_0(file)[2]
    if SEAL not in (record.names or ()):
        raise ValueError("not a stretch of worlds")
    return record, len(header)
