"""The store of a study with cases: a whole study for each, and tables of them all.

results/<scenario>/<study id>/
  scenario.resolved.yaml   the file, with its cases
  cases/<case>/            a study of its own, of the scenario in that case
  tables/                  the tables of all cases with a last column `case`; what the circumstances alone change
  log.txt, manifest.json   whatever differs from run to run
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from sim.ensemble.atomic import write_text
from sim.ensemble.cases import Cases, stacked_tables
from sim.ensemble.manifest import manifest
from sim.ensemble.resolved_file import resolved_text
from sim.ensemble.run import CASES
from sim.ensemble.simulated import simulated_cases
from sim.ensemble.store import AS_PARQUET, note_run, write_study, write_table
from sim.ensemble.study import sampled, study_folder


def write_cases(
    cases: Cases,
    tables: Mapping[str, Mapping[str, pd.DataFrame]],
    root: Path,
    *,
    command: str,
    began: datetime | None = None,
    seconds: float = 0.0,
    inputs: Mapping[str, object] | None = None,
) -> Path:
    """Write a study with cases, over an earlier one of the same id.

    Parameters
    ----------
    cases, tables
        The worlds, and by case the tables made of them (`sim.ensemble.tables.study_tables`); a case that could not be
        simulated has none.
    root
        Folder of all results.
    command, began, seconds, inputs
        As for `sim.ensemble.store.write_study`.

    Returns
    -------
    Path
        The study's folder.

    Raises
    ------
    ResultsError
        When something cannot be written.
    """
    first, began = cases.first, began or datetime.now(UTC)
    scenario = sampled(cases.scenario, first.draws, first.runs, first.seed)
    folder = study_folder(scenario, root, first.off)
    write_text(folder / "scenario.resolved.yaml", resolved_text(scenario))
    for name, ensemble in cases.items():
        own = {"command": f"{command} --case {name}", "began": began, "seconds": seconds / len(cases), "inputs": inputs}
        write_study(ensemble, tables.get(name, {}), root, folder=folder / CASES / name, **own)
    whole = stacked_tables(tables, simulated_cases(cases)) if tables else {}
    for name, table in whole.items():
        write_table(folder / "tables" / name, table, name in AS_PARQUET)
    note_run(folder / "log.txt", began, seconds, command)
    told = manifest(replace(first, scenario=scenario), command, began, seconds) | {CASES: list(cases)}
    told |= {"inputs": inputs} if inputs else {}
    write_text(folder / "manifest.json", json.dumps(told, indent=2, ensure_ascii=False) + "\n")
    return folder
