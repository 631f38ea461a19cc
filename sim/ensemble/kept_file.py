"""What is kept of an option as a file of arrays, to the last bit; its series stand in `parts/`, and not twice."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from sim.ensemble.atomic import written
from sim.ensemble.kept import Kept
from sim.ensemble.subjects import Subjects

_BETWEEN = "|"


def write_kept(folder: Path, option: str, kept: Kept) -> None:
    """Write `kept/<option>.npz`: one array a field, or one an entry of it, named `field|entry`."""
    arrays: dict[str, Any] = {}
    for field in fields(kept):
        value = getattr(kept, field.name)
        if isinstance(value, Mapping):
            arrays |= {f"{field.name}{_BETWEEN}{name}": array for name, array in value.items()}
        else:
            arrays[field.name] = value
    arrays = {name: array for name, array in arrays.items() if not name.startswith(f"series{_BETWEEN}")}
    with written(folder / "kept" / f"{option}.npz") as half, half.open("wb") as file:
        np.savez_compressed(file, **arrays)


def read_kept(folder: Path, option: str, subjects: Subjects, worlds: int) -> Kept:
    """The same again, with the series of `parts/<option>.parquet`.

    Raises
    ------
    OSError, ValueError, KeyError
        When a file is missing, torn, or of another shape.
    """
    content: dict[str, Any] = {}
    with np.load(folder / "kept" / f"{option}.npz") as stored:
        for name in stored.files:
            field, _, entry = name.partition(_BETWEEN)
            if entry:
                content.setdefault(field, {})[entry] = stored[name]
            else:
                content[field] = stored[name]
    return Kept(series=_series(folder / "parts" / f"{option}.parquet", subjects, worlds), **content)


def _series(path: Path, subjects: Subjects, worlds: int) -> dict[str, Any]:
    table = pq.read_table(path)

    def column(outcome: str, subject: str) -> Any:
        return table[f"{outcome}{_BETWEEN}{subject}"].to_numpy().reshape(worlds, -1)

    found: dict[str, Any] = {}
    for outcome, names in subjects.names.items():
        columns = [column(outcome, subject) for subject in names]
        quarters = table.num_rows // worlds
        found[outcome] = np.stack(columns, axis=2) if columns else np.zeros((worlds, quarters, 0))
    return found
