"""Make the reference study anew: `make reference` writes results/reference, which a test makes again.

It is what `entente run scenarios/minimal.yaml --draws 50 --runs 4` leaves behind, less the worlds themselves.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sim.charts import CHARTS, save
from sim.cli.work import tables_of
from sim.ensemble import Ensemble
from sim.ensemble.device import processor
from sim.ensemble.run import run
from sim.ensemble.store import write_study, write_table
from sim.experiments.inputs import judged
from sim.scenario import load

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "results" / "reference"
FILE, DRAWS, RUNS, SEED = "scenarios/minimal.yaml", 50, 4, 1
COMMAND = f"entente run {FILE} --draws {DRAWS} --runs {RUNS} --seed {SEED}"
KEPT_CHARTS = ("effects", "fan", "reactions")
# The worlds are megabytes, and the command makes them again; the Parquet table says what its CSV says.
NOT_KEPT = ("parts", "design.parquet", "worlds.parquet", "log.txt", "tables/effects.parquet")


def make(folder: Path) -> Path:
    """Run the study and leave its tables, charts, resolved scenario and manifest in a folder; it is emptied before."""
    os.chdir(ROOT)  # the manifest then names the scenario as a reader would
    began, start = datetime.now(UTC), time.perf_counter()
    ensemble = run(load(FILE), draws=DRAWS, runs=RUNS, seed=SEED)
    seconds = time.perf_counter() - start
    assert isinstance(ensemble, Ensemble)
    tables = tables_of(ensemble)
    shutil.rmtree(folder, ignore_errors=True)
    stated = judged(tables["inputs"])
    told = {"command": COMMAND, "began": began, "seconds": seconds, "inputs": stated, "folder": folder}
    write_study(ensemble, tables, folder.parent, **told)  # type: ignore[arg-type]
    draw(ensemble, folder, KEPT_CHARTS)
    for name in NOT_KEPT:
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8")) | {"processor": processor_word()}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return folder


def draw(ensemble: Ensemble, folder: Path, names: Sequence[str]) -> None:
    """Charts as PNG, each beside its numbers."""
    for name in names:
        stem = folder / "charts" / name
        write_table(stem, CHARTS[name].data(ensemble))
        _, svg = save(CHARTS[name].draw(ensemble), stem, {"title": CHARTS[name].title, "command": COMMAND})
        svg.unlink()


def processor_word() -> str:
    """A word for the kind of processor that this is: on one kind, the same versions give the same bytes."""
    return hashlib.sha256(processor().encode()).hexdigest()[:12]


if __name__ == "__main__":
    made = make(FOLDER)
    size = sum(path.stat().st_size for path in made.rglob("*") if path.is_file())
    print(f"{made.relative_to(ROOT).as_posix()}: {size / 1000:.0f} kB")
