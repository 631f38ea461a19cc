"""The store: a study as a folder of tables.

    results/<scenario>/<study id>/
      scenario.resolved.yaml   the file with nothing inherited and nothing left to a default
      design.parquet           one row for each option and world: option, draw, run, status
      parts/<option>.parquet   every outcome of every subject in every world and quarter
      kept/<option>.npz        all else that an ensemble keeps of a world: what `sim.open_results` reads
      tables/                  effects, signing, luck share, ledgers, moves
      log.txt, manifest.json   whatever differs from run to run; the manifest is written last

Everything but log and manifest is the same, byte for byte, when a study is made again on the same kind of processor.
"""

import json
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sim.ensemble.atomic import cannot_write, write_text, written
from sim.ensemble.ensemble import Ensemble
from sim.ensemble.kept_file import write_kept
from sim.ensemble.manifest import manifest
from sim.ensemble.resolved_file import resolved_text
from sim.ensemble.study import as_run, study_folder

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
    write_parquet(folder / "design.parquet", pa.Table.from_pandas(ensemble.status(), preserve_index=False))
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        writing = [pool.submit(_write_part, folder, ensemble, option) for option in ensemble.options]
        writing += [pool.submit(write_kept, folder, option, kept) for option, kept in ensemble.kept.items()]
        writing += [
            pool.submit(write_table, folder / "tables" / name, table, name in AS_PARQUET)
            for name, table in tables.items()
        ]
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


def write_parquet(path: Path, table: pa.Table) -> None:
    """Write a Parquet file that holds nothing but the table."""
    words = [field.name for field in table.schema if not pa.types.is_floating(field.type)]
    with written(path) as half:
        pq.write_table(
            table.replace_schema_metadata(None),
            half,
            compression="zstd",
            compression_level=1,
            use_dictionary=words,
            use_byte_stream_split=[name for name in table.column_names if name not in words],
        )


def _write_part(folder: Path, ensemble: Ensemble, option: str) -> None:
    write_parquet(folder / "parts" / f"{option}.parquet", part(ensemble, option))


def part(ensemble: Ensemble, option: str) -> pa.Table:
    """One option's worlds: option, draw, run, quarter, then one column `outcome|subject` each."""
    quarters, worlds = ensemble.scenario.quarters + 1, np.arange(ensemble.worlds, dtype=np.int32)
    columns: dict[str, object] = {
        "option": pa.array([option] * (len(worlds) * quarters)),
        "draw": np.repeat(worlds // np.int32(ensemble.runs), quarters),
        "run": np.repeat(worlds % np.int32(ensemble.runs), quarters),
        "quarter": np.tile(np.arange(quarters, dtype=np.int32), len(worlds)),
    }
    for outcome, values in ensemble.kept[option].series.items():
        for place, subject in enumerate(ensemble.subjects.names[outcome]):
            columns[f"{outcome}|{subject}"] = np.ascontiguousarray(values[:, :, place]).ravel()
    return pa.table(columns)


def note_run(path: Path, began: datetime, seconds: float, command: str) -> None:
    """Add a line to the log: when, how long, and by which command."""
    line = f"{began.astimezone(UTC).isoformat(timespec='seconds')} {seconds:.1f} s {command}"
    try:
        with path.open("a", encoding="utf-8", newline="\n") as log:
            log.write(f"{line}\n")
    except OSError as error:
        raise cannot_write(path, error) from error
