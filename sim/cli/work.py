"""The work of a run, whatever its scenario has: worlds and tables."""

import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from sim.cli.screen import progress, say_aside

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
    from sim.ensemble.run import run as run_worlds

    began = time.perf_counter()
    workers = force() if many(scenario) else None
    if workers:
        Thread(target=_load, daemon=True).start()
    with progress(quiet) as advance:
        where = {"folder": folder, "again": again, "torn": _say_torn}
        found = run_worlds(scenario, off=off, force=workers, progress=advance, **where)
    return found, time.perf_counter() - began


def many(scenario: "Scenario") -> bool:
    """Whether a study has so many worlds that processes pay."""
    return scenario.draws * scenario.runs * len(scenario.options) * max(1, len(scenario.cases)) > FEW


def _say_torn(path: Path) -> None:
    say_aside(f"{path.as_posix()} was torn and is made again.")


def _load() -> None:
    # What comes after the worlds is loaded while they run: this process has little to do meanwhile.
    for name in ("sim.ensemble.store", "sim.experiments.answer", "sim.cli.answer_view"):
        import_module(name)


def tables_of(ensemble: "Ensemble") -> "dict[str, pd.DataFrame]":
    """All tables that a run writes."""
    from sim.ensemble.simulated import simulated
    from sim.ensemble.tables import study_tables
    from sim.experiments.effect import leading_outcome
    from sim.experiments.feasibility import feasibility
    from sim.experiments.goals import goals_table
    from sim.experiments.inputs import inputs, summary
    from sim.experiments.order import rank_tables

    ensemble = simulated(ensemble)
    tables = study_tables(ensemble)
    tables["feasibility"] = feasibility(ensemble.scenario, tables["signing"])
    tables |= rank_tables(ensemble, leading_outcome(ensemble))
    tables["inputs"] = summary(inputs(ensemble.scenario))
    if ensemble.scenario.goals:
        tables["goals"] = goals_table(ensemble)
    return tables


def failed_line(failed: int, worlds: int, folder: Path, design: str = "design.parquet") -> str:
    """What is said when some worlds gave no finite numbers."""
    return (
        f"{failed} of {worlds} worlds gave numbers that are not finite and are left out; "
        f"{(folder / design).as_posix()} says which."
    )
