"""Whether two folders of one study hold the same: byte for byte, but for what may differ from run to run."""

from pathlib import Path

import numpy as np
import pandas as pd

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
    first, second = (pd.read_csv(path) if path.suffix == ".csv" else pd.read_parquet(path) for path in (ours, theirs))
    if list(first.columns) != list(second.columns) or len(first) != len(second):
        return "has other rows or columns"
    numbers = first.select_dtypes("number").columns
    if not first.drop(columns=numbers).equals(second.drop(columns=numbers)):
        return "has other words"
    gap = np.nanmax(np.abs(first[numbers].to_numpy(float) - second[numbers].to_numpy(float)), initial=0.0)
    return f"differs by at most {gap:.2g}"
