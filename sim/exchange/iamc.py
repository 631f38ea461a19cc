"""The format of the Integrated Assessment Modeling Consortium: model, scenario, region, variable, unit, years.

A scenario of that format is one option here, a region one subject: a state by its name, `Pakistan & Türkiye` a pair,
`Pakistan>Türkiye` one side of a pair (as that community writes directions), `World` the whole. A value stands in the
year on whose first day it holds.

References
----------
Huppmann et al. 2021, pyam: Analysis and visualisation of integrated assessment and macro-energy scenarios, Open
Research Europe 1:74.
"""

from pathlib import Path

import pandas as pd

import sim
from sim.core.errors import QuestionError
from sim.ensemble.store import write_table
from sim.ensemble.subjects import WORLD
from sim.exchange.levels import levels
from sim.exchange.resources import Source
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario
from sim.scenario.dates import QUARTERS_A_YEAR

INDEX = ["model", "scenario", "region", "variable", "unit"]
LEVELS = {"mean": "", "q05": "|5th Percentile", "q50": "|50th Percentile", "q95": "|95th Percentile"}
CHANGES = {
    "mean": "|Change", "lo": "|Change|90% Interval|Lower End", "hi": "|Change|90% Interval|Upper End",
    "q05": "|Change|5th Percentile", "q95": "|Change|95th Percentile",
}  # fmt: skip


def write_iamc(source: Source, place: Path) -> list[Path]:
    """Write `iamc_wide.csv` (a column a year), `iamc_long.csv` (a row a value) and `iamc_meta.csv` (an option a row).

    Raises
    ------
    QuestionError
        When the scenario does not open with a year: the format has whole years.
    """
    scenario = source.scenario
    if scenario.start % QUARTERS_A_YEAR:
        raise QuestionError(
            f"the scenario opens in {scenario.start_name}, and IAMC tables have whole years; start it in a January, "
            f"or export with --to csv"
        )
    long = pd.concat([_of_case(source, case) for case in source.ensembles], ignore_index=True)
    wide = long.pivot(index=INDEX, columns="year", values="value").reset_index()
    wide.columns = pd.Index([str(name) for name in wide.columns])
    paths = []
    for name, table in (("iamc_wide", wide), ("iamc_long", long), ("iamc_meta", _meta(source))):
        write_table(place / name, table)
        paths.append(place / f"{name}.csv")
    return paths


def _of_case(source: Source, case: str) -> pd.DataFrame:
    ensemble, scenario = source.ensembles[case], source.scenario
    stood = levels(ensemble)
    changed = ensemble.effects(quarters=sorted(set(stood["quarter"])))
    frames = [_long(stood, column, said, scenario, case) for column, said in LEVELS.items()]
    frames += [_long(changed, column, said, scenario, case) for column, said in CHANGES.items()]
    return pd.concat(frames, ignore_index=True).dropna(subset=["value"])


def _long(table: pd.DataFrame, column: str, said: str, scenario: Scenario, case: str) -> pd.DataFrame:
    pairs = table[["outcome", "subject"]].drop_duplicates().itertuples(index=False, name=None)
    regions = {pair: region(*pair, scenario) for pair in pairs}
    titles = {outcome: outcome.replace("_", " ").title() for outcome in set(table["outcome"])}
    keys = zip(table["outcome"], table["subject"], strict=True)
    return pd.DataFrame(
        {
            "model": f"Entente {sim.__version__}",
            "scenario": [scenario_name(name, case) for name in table["option"]],
            "region": [regions[key] for key in keys],
            "variable": [titles[outcome] + said for outcome in table["outcome"]],
            "unit": [OUTCOMES[outcome].unit for outcome in table["outcome"]],
            "year": (scenario.start + table["quarter"]) // QUARTERS_A_YEAR,
            "value": table[column],
        }
    )


def scenario_name(option: str, case: str) -> str:
    """A scenario of the format: an option, in a case where there are some."""
    return f"{option} ({case})" if case else option


def region(outcome: str, subject: str, scenario: Scenario) -> str:
    """A region of the format: whom an outcome is about."""
    if subject == WORLD:
        return "World"
    names = [scenario.names.get(side) or scenario.group_titles.get(side) or side for side in subject.split(":")]
    return (">" if OUTCOMES[outcome].directed else " & ").join(names)


def _meta(source: Source) -> pd.DataFrame:
    first = next(iter(source.ensembles.values()))
    rows = [
        {
            "model": f"Entente {sim.__version__}",
            "scenario": scenario_name(option.name, case),
            "title": option.title,
            "stands_for": option.stands_for,
            "draws": first.draws,
            "runs": first.runs,
            "seed": first.seed,
            "study": source.manifest["study"],
        }
        for case in source.ensembles
        for option in source.scenario.options
    ]
    return pd.DataFrame(rows)
