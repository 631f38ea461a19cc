"""The work of a run, whatever its scenario has: worlds, tables, charts."""

import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from sim.cli.screen import busy, progress, say_aside

if TYPE_CHECKING:
    import pandas as pd

    from sim.ensemble import Cases, Ensemble
    from sim.ensemble.compute import Force
    from sim.scenario import Scenario


Opening = Callable[[], "Force"]
# Processes take some seconds to start; fewer worlds than this, over all options, are done sooner without.
FEW = 200


def simulate(
    scenario: "Scenario", folder: Path, quiet: bool, off: tuple[str, ...], force: Opening, *, again: bool = False
) -> "tuple[Ensemble | Cases, float]":
    """Run the worlds into a folder with a bar, many of them in processes; also says how many seconds it took."""
    from sim.ensemble import run as run_worlds

    began = time.perf_counter()
    worlds = scenario.draws * scenario.runs * len(scenario.options) * max(1, len(scenario.cases))
    workers = force() if worlds > FEW else None
    if workers:
        Thread(target=_load, daemon=True).start()
    with progress(quiet) as advance:
        where = {"folder": folder, "again": again, "torn": _say_torn}
        found = run_worlds(scenario, off=off, force=workers, progress=advance, **where)
    return found, time.perf_counter() - began


def _say_torn(path: Path) -> None:
    say_aside(f"{path.as_posix()} was torn and is made again.")


def _load() -> None:
    # What comes after the worlds is loaded while they run: this process has little to do meanwhile.
    for name in ("sim.charts", "sim.ensemble.store", "sim.experiments.answer", "sim.cli.answer_view"):
        import_module(name)


def tables_of(ensemble: "Ensemble") -> "dict[str, pd.DataFrame]":
    """All tables that a run writes."""
    from sim.ensemble.tables import study_tables
    from sim.experiments.effect import leading_outcome
    from sim.experiments.feasibility import feasibility
    from sim.experiments.goals import goals_table
    from sim.experiments.inputs import inputs, summary
    from sim.experiments.order import rank_tables

    tables = study_tables(ensemble)
    tables["feasibility"] = feasibility(ensemble.scenario, tables["signing"])
    tables |= rank_tables(ensemble, leading_outcome(ensemble))
    tables["inputs"] = summary(inputs(ensemble.scenario))
    if ensemble.scenario.goals:
        tables["goals"] = goals_table(ensemble)
    return tables


def draw(ensemble: "Ensemble", folder: Path, quiet: bool) -> None:
    """Draw every chart into the folder of a study, with its numbers beside it."""
    from sim.charts import charts_of, save
    from sim.ensemble.store import write_table

    again = " ".join(["entente run scenario.resolved.yaml", *(f"--without {name}" for name in ensemble.off)])
    with busy("Drawing charts", quiet):
        for chart in charts_of().values():
            stem = folder / "charts" / chart.name
            write_table(stem, chart.data(ensemble))
            save(chart.draw(ensemble), stem, {"title": chart.title, "command": again})


def failed_line(failed: int, worlds: int, folder: Path, design: str = "design.parquet") -> str:
    """What is said when some worlds gave no finite numbers."""
    return (
        f"{failed} of {worlds} worlds gave numbers that are not finite and are left out; "
        f"{(folder / design).as_posix()} says which."
    )
