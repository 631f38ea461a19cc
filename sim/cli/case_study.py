"""`entente case-study`: hold the model against what the record shows."""

import json
import math
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.run import Draws, Runs, Seed
from sim.cli.scenario_file import File, Overrides, read_scenario
from sim.cli.screen import console, progress

if TYPE_CHECKING:
    import pandas as pd

    from sim.scenario import Scenario


def case_study(
    file: File,
    overrides: Overrides = None,
    draws: Draws = None,
    runs: Runs = None,
    seed: Seed = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
) -> None:
    """Say of each expectation of a case study whether the model shows it, failures alike."""
    scenario = read_scenario(file, overrides)
    from sim.experiments.case_study import case_study as evaluate

    with progress(as_json) as advance:
        table = evaluate(scenario, draws, runs, seed, advance)
    if as_json:
        document = {"title": scenario.title, "expects": json.loads(table.to_json(orient="records"))}
        typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    _print(scenario, table)


def _print(scenario: "Scenario", table: "pd.DataFrame") -> None:
    from rich.table import Table
    from rich.text import Text

    screen = console()
    screen.print(scenario.title, style="bold", markup=False)
    screen.print(scenario.question, markup=False)
    for row in table.to_dict("records"):
        screen.print()
        screen.print(f"{row['name'].replace('_', ' ')}: {row['verdict']}", style="bold", markup=False)
        lines = Table.grid(padding=(0, 2, 0, 0))
        for head, words in _lines(row).items():
            lines.add_row(f"  {head}", Text(words))
        screen.print(lines)
    screen.print()
    missed = [name.replace("_", " ") for name in table[table["verdict"] != "shown"]["name"]]
    screen.print(_sum_up(len(table), missed), markup=False)


def _lines(row: "dict[str, Any]") -> dict[str, str]:
    figure, lo, hi = (_said(row[column], row["measure"]) for column in ("figure", "lo", "hi"))
    return {
        "Record": f"{row['record']} ({row['source']})",
        "Measure": row["asked"],
        "Expected": _bounds(row["low"], row["high"]),
        "Model": f"{figure}, 90 % interval of the mean {lo} to {hi}",
    }


def _said(value: float, measure: str) -> str:
    return f"{value:.2f}" if measure in ("in_force", "would_sign") else f"{value:+.3f}"


def _bounds(low: float, high: float) -> str:
    if math.isinf(high):
        return f"at least {low:g}"
    return f"at most {high:g}" if math.isinf(low) else f"from {low:g} to {high:g}"


def _sum_up(total: int, missed: list[str]) -> str:
    if not missed:
        return f"The model shows all {total}. The bounds were written beforehand; that is no proof of the model."
    return f"The model does not show {len(missed)} of {total}: {', '.join(missed)}."
