"""The worlds of a study as files: the parts that hold them, and two tables with one row for each option and world."""

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sim.ensemble.atomic import written
from sim.ensemble.compute import names_of
from sim.ensemble.ensemble import Ensemble
from sim.ensemble.kept import MAPPINGS, Kept
from sim.ensemble.parquet import write_parquet
from sim.ensemble.run import job
from sim.ensemble.stored import Stored
from sim.ensemble.stretch_file import BETWEEN, write_stretch
from sim.ensemble.stretches import WORLDS_A_STRETCH, path_of

DESIGN, WORLDS = "design.parquet", "worlds.parquet"


def write_worlds(ensemble: Ensemble, folder: Path) -> None:
    """Write the design and the ends of all worlds, and the parts of an ensemble that was held in memory."""
    on_disk = {option: kept.names for option, kept in ensemble.kept.items() if isinstance(kept, Stored)}
    names = on_disk or _in_memory(ensemble, folder)
    design = pa.Table.from_pandas(ensemble.status(), preserve_index=False)
    parts = [np.repeat(of_option, WORLDS_A_STRETCH)[: ensemble.worlds] for of_option in names.values()]
    write_parquet(folder / DESIGN, design.append_column("part", pa.array(np.concatenate(parts))))
    _write_ends(ensemble, folder / WORLDS)


def _write_ends(ensemble: Ensemble, path: Path) -> None:
    """One row group an option."""
    columns = [
        f"{outcome}{BETWEEN}{subject}" for outcome, names in ensemble.subjects.names.items() for subject in names
    ]
    words = [("option", pa.string()), ("draw", pa.int32()), ("run", pa.int32())]
    schema = pa.schema([*words, *((name, pa.float64()) for name in columns)])
    world = np.arange(ensemble.worlds, dtype=np.int32)
    with written(path) as half, pq.ParquetWriter(half, schema, compression="zstd", use_dictionary=["option"]) as file:
        for option, kept in ensemble.kept.items():
            ends = [kept.at(outcome, [-1])[:, 0].T for outcome in ensemble.subjects.names]
            known = [pa.array([option] * ensemble.worlds), world // ensemble.runs, world % ensemble.runs]
            file.write_table(pa.table([*known, *(row for rows in ends for row in rows)], schema=schema))


def _in_memory(ensemble: Ensemble, folder: Path) -> dict[str, list[str]]:
    work = job(ensemble.scenario, ensemble.subjects, ensemble.runs, ensemble.seed, ensemble.off)
    names = names_of(work, ensemble.worlds)
    for option, kept in ensemble.kept.items():
        for place, name in enumerate(names[option]):
            write_stretch(path_of(folder, name), _part(kept, place))
    return names


def _part(kept: Kept, place: int) -> Kept:
    rows = slice(place * WORLDS_A_STRETCH, (place + 1) * WORLDS_A_STRETCH)
    cut = {field.name: getattr(kept, field.name)[rows] for field in fields(kept) if field.name not in MAPPINGS}
    series, closing = ({n: a[rows] for n, a in of.items()} for of in (kept.series, kept.closing))
    ledgers = {stock: sums[place : place + 1] for stock, sums in kept.ledgers.items()}
    return replace(kept, series=series, closing=closing, ledgers=ledgers, **cut)


def read_design(path: Path) -> dict[str, list[str]]:
    """Names of the parts of each option, in the order of worlds.

    Raises
    ------
    OSError, KeyError, ArrowInvalid
        When it is missing, torn, or of another shape.
    """
    table = pq.read_table(path, columns=["option", "part"]).to_pydict()
    found: dict[str, dict[str, None]] = {}
    for option, part in zip(table["option"], table["part"], strict=True):
        found.setdefault(option, {})[part] = None
    return {option: list(parts) for option, parts in found.items()}
