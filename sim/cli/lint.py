"""`entente lint`: what a scenario rests on, what has no source, how old it is, and how much is judgement."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.scenario_file import File, Overrides, read_scenario

if TYPE_CHECKING:
    import pandas as pd


def lint(
    file: File,
    overrides: Overrides = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Every input with grade, vintage and source, as one JSON document.")
    ] = False,
) -> None:
    """List what goes into a scenario without a source, of what date it is, and the share that is judgement."""
    scenario = read_scenario(file, overrides)
    from sim.experiments.inputs import inputs, summary

    table = inputs(scenario)
    if as_json:
        document = {"file": file, "summary": _records(summary(table)), "inputs": _records(table)}
        typer.echo(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
        return
    from sim.cli.lint_view import print_inputs

    print_inputs(file, table, summary(table))


def _records(table: "pd.DataFrame") -> list[dict[str, Any]]:
    plain = table.astype(object).where(table.notna(), None)
    return [{str(key): _plain(value) for key, value in row.items()} for row in plain.to_dict("records")]


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
