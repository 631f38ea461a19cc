"""The store: a study as a folder of tables.

    results/<scenario>/<study id>/
      scenario.resolved.yaml   the file with nothing inherited and nothing left to a default
      design.parquet           one row for each option and world, with the error of one that failed and its part
      worlds.parquet           one row for each option and world: how every outcome of every subject ended
      parts/<name>.npy         sixteen worlds under one option, written as the work goes (stretches.py)
      tables/                  effects, signing, luck share, ledgers, moves
      log.txt, manifest.json   whatever differs from run to run; the manifest is written last

Everything but log and manifest is the same, byte for byte, when a study is made again on the same kind of processor.
"""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa

from sim.core.workers import cores
from sim.ensemble.atomic import cannot_write, write_text, written
from sim.ensemble.ensemble import Ensemble
from sim.ensemble.manifest import manifest
from sim.ensemble.parquet import write_parquet
from sim.ensemble.resolved_file import resolved_text
from sim.ensemble.study import as_run, study_folder
from sim.ensemble.worlds_file import write_worlds

AS_PARQUET = ("effects",)


def write_study(
    ensemble: Ensemble,
    tables: Mapping[str, pd.DataFrame],
    root: Path,
    *,
    command: str | None = None,
    began: datetime | None = None,
    seconds: float = 0.0,
    inputs: Mapping[str, object] | None = None,
    folder: Path | None = None,
) -> Path:
    """Write a study, over an earlier one of the same id.

    Parameters
    ----------
    ensemble, tables
        The worlds, and the tables made of them (`sim.ensemble.tables.study_tables`).
    root
        Folder of all results.
    command
        The command that makes the study again; the one on its own resolved file when left out.
    began, seconds
        When the work began, and how long the simulation took.
    inputs
        What the study rests on, for the manifest to say.
    folder
        The study's folder; named after its id below `root` when left out.

    Returns
    -------
    Path
        The study's folder.

    Raises
    ------
    ResultsError
        When something cannot be written.
    """
    ensemble = replace(ensemble, scenario=as_run(ensemble))
    folder = folder or study_folder(ensemble.scenario, root, ensemble.off)
    command, began = command or "entente run scenario.resolved.yaml", began or datetime.now(UTC)
    write_text(folder / "scenario.resolved.yaml", resolved_text(ensemble.scenario))
    with ThreadPoolExecutor(cores()) as pool:
        writing = [
            pool.submit(write_table, folder / "tables" / name, table, name in AS_PARQUET)
            for name, table in tables.items()
        ]
        write_worlds(ensemble, folder)
        for work in writing:
            work.result()
    note_run(folder / "log.txt", began, seconds, command)
    told = manifest(ensemble, command, began, seconds) | ({"inputs": inputs} if inputs else {})
    write_text(folder / "manifest.json", json.dumps(told, indent=2, ensure_ascii=False) + "\n")
    return folder


def write_table(stem: Path, table: pd.DataFrame, as_parquet: bool = False) -> None:
    """Write a table as CSV (numbers read back to the last bit), and as Parquet where asked."""
    with written(stem.with_suffix(".csv")) as half:
        table.to_csv(half, index=False, lineterminator="\n")
    if as_parquet:
        write_parquet(stem.with_suffix(".parquet"), pa.Table.from_pandas(table, preserve_index=False))


def note_run(path: Path, began: datetime, seconds: float, command: str) -> None:
    """Add a line to the log: when, how long, and by which command."""
    line = f"{began.astimezone(UTC).isoformat(timespec='seconds')} {seconds:.1f} s {command}"
    try:
        with path.open("a", encoding="utf-8", newline="\n") as log:
            log.write(f"{line}\n")
    except OSError as error:
        raise cannot_write(path, error) from error
