"""The tables of a study as tidy CSV files, with lists of what their codes mean and a dictionary of their columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sim.ensemble import Cases, Ensemble
from sim.ensemble.atomic import write_text, written
from sim.ensemble.store import write_table
from sim.exchange.columns import column_of, is_known
from sim.exchange.levels import WORLD_COLUMNS, ends, levels
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario

CASE = "case"
DICTIONARY = "dictionary"


@dataclass(frozen=True)
class Source:
    """What is exported: the study, its folder, and what its manifest says."""

    study: Ensemble | Cases
    folder: Path
    manifest: Mapping[str, Any]

    @property
    def scenario(self) -> Scenario:
        """The scenario of the study."""
        return self.study.scenario

    @property
    def ensembles(self) -> dict[str, Ensemble]:
        """The worlds by case; one without a name where the study has no cases."""
        return dict(self.study) if isinstance(self.study, Cases) else {"": self.study}


def write_csv(source: Source, place: Path) -> list[Path]:
    """Write every table as CSV, and beside them `dictionary.csv`: table, column, type, unit, meaning."""
    made = write_resources(source, place)
    heads = {path.stem: list(pd.read_csv(path, nrows=0).columns) for path in made}
    rows = [(table, name, *column_of(table, name)) for table, names in heads.items() for name in names]
    write_table(place / DICTIONARY, pd.DataFrame(rows, columns=["table", "column", "type", "unit", "meaning"]))
    write_text(place / "README.md", _readme(source))
    return [*made, place / f"{DICTIONARY}.csv", place / "README.md"]


def write_resources(source: Source, place: Path) -> list[Path]:
    """Write the tables of the study, code lists, levels over time and the end of every world; their paths, sorted."""
    found = {path.stem: _read(path) for path in sorted((source.folder / "tables").glob("*.csv"))}
    # Other commands leave tables of their own among those of a study; only those of the study are described.
    tables = {name: table for name, table in found.items() if all(is_known(name, column) for column in table)}
    tables |= _lists(source.scenario)
    tables["levels"] = pd.concat([_cased(levels(one), case) for case, one in source.ensembles.items()])
    for name, table in tables.items():
        write_table(place / name, table)
    _write_worlds(source.ensembles, place / "worlds.csv")
    return sorted([*(place / f"{name}.csv" for name in tables), place / "worlds.csv"])


def _read(path: Path) -> pd.DataFrame:
    """A table as text, so that nothing of it changes; whole numbers are whole where some of a column are missing."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    whole = [name for name in table if is_known(path.stem, name) and column_of(path.stem, name).type == "integer"]
    return table.assign(**{name: table[name].str.removesuffix(".0") for name in whole})


def _lists(scenario: Scenario) -> dict[str, pd.DataFrame]:
    options = [(option.name, option.title, option.stands_for) for option in scenario.options]
    outcomes = [
        (o.name, o.family, o.over, o.directed, o.unit, o.better, o.band, o.meaning)
        for o in (OUTCOMES[name] for name in scenario.outcomes)
    ]
    actors = [(code, scenario.names[code]) for code in scenario.actors]
    names = ["outcome", "family", "kind", "directed", "unit", "better", "band", "meaning"]
    found = {
        "options": pd.DataFrame(options, columns=["option", "title", "stands_for"]),
        "outcomes": pd.DataFrame(outcomes, columns=names),
        "actors": pd.DataFrame(actors, columns=["actor", "name"]),
    }
    if scenario.cases:
        cases = [(case.name, case.title, case.stands_for) for case in scenario.cases]
        found["cases"] = pd.DataFrame(cases, columns=[CASE, "title", "stands_for"])
    return found


def _cased(table: pd.DataFrame, case: str) -> pd.DataFrame:
    return table.assign(**{CASE: case}) if case else table


def _write_worlds(ensembles: Mapping[str, Ensemble], path: Path) -> None:
    with written(path) as half:
        named = any(ensembles)
        heads = [*WORLD_COLUMNS, CASE] if named else list(WORLD_COLUMNS)
        pd.DataFrame(columns=heads).to_csv(half, index=False, lineterminator="\n")
        for case, ensemble in ensembles.items():
            for table in ends(ensemble):
                _cased(table, case).to_csv(half, mode="a", index=False, header=False, lineterminator="\n")


def _readme(source: Source) -> str:
    scenario, manifest = source.scenario, source.manifest
    return (
        f"# {scenario.title}\n\n{scenario.question}\n\n"
        f"Exported from study {manifest['study']} of Entente, model {manifest['model']}. "
        f"Made by: `{manifest['command']}`.\n\n"
        "`dictionary.csv` says what every column of every table holds. `effects.csv` has changes against the baseline, "
        "`levels.csv` how outcomes stood, `worlds.csv` how every world ended. Empty cells are unknown, never zero. "
        "Intervals are over worlds, clustered by draw.\n\n"
        "A scenario instrument, not a forecast. The figures are derived from sources with terms of their own: see "
        "LICENSE-DATA.md of Entente before you publish them.\n"
    )
