"""Whether two folders of one study hold the same: byte for byte, but for what may differ from run to run."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

VOLATILE = ("manifest.json", "log.txt")
NOT_OF_THE_RUN = ("asked", "charts", "report", "report.html")


def files_of(folder: Path) -> set[str]:
    """Files that a run of a study makes, relative to its folder."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {
        path.as_posix()
        for path in found
        if path.name not in VOLATILE and not set(path.parts) & set(NOT_OF_THE_RUN) and not path.name.startswith(".")
    }


def differences(ours: Path, theirs: Path) -> dict[str, str]:
    """What differs, by file: missing in one of them, or by how much its numbers differ."""
    there, here = files_of(ours), files_of(theirs)
    found = dict.fromkeys(sorted(there - here), "is not made again")
    found |= dict.fromkeys(sorted(here - there), "was not there before")
    for name in sorted(there & here):
        if (ours / name).read_bytes() != (theirs / name).read_bytes():
            found[name] = _how_far(ours / name, theirs / name)
    return found


def _how_far(ours: Path, theirs: Path) -> str:
    if ours.suffix not in {".csv", ".parquet"}:
        return "differs"
    try:
        first, second = _read(ours), _read(theirs)
    except (OSError, ValueError, pa.ArrowException):
        return "cannot be read: it is torn, or was changed"
    if list(first.columns) != list(second.columns) or len(first) != len(second):
        return "has other rows or columns"
    numbers = first.select_dtypes("number").columns.intersection(second.select_dtypes("number").columns)
    if not first.drop(columns=numbers).equals(second.drop(columns=numbers)):
        return "has other words"
    return _apart(first[numbers].to_numpy(float), second[numbers].to_numpy(float))


def _read(path: Path) -> pd.DataFrame:
    """A table, one row for each number of a column that holds several in a row."""
    if path.suffix == ".csv":
        return pd.read_csv(path)
    table = pq.read_table(path)
    several = [field.name for field in table.schema if pa.types.is_fixed_size_list(field.type)]
    frame = table.to_pandas()
    return frame.explode(several, ignore_index=True).astype(dict.fromkeys(several, float)) if several else frame


def _apart(first: NDArray[np.float64], second: NDArray[np.float64]) -> str:
    alone = int((np.isnan(first) != np.isnan(second)).sum())
    with np.errstate(invalid="ignore"):  # of two infinite numbers
        gap = np.nanmax(np.abs(first - second), initial=0.0)
    if alone:
        return f"has a number where there is none made again, or none where there is one ({alone} times)"
    return f"differs by at most {gap:.2g}" if gap else "has the same words and numbers, written otherwise"
