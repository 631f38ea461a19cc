"""`entente discover`: in which worlds an option fails."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.results_folder import OneOption, Results, chosen_option, open_folder
from sim.cli.screen import console, tell

if TYPE_CHECKING:
    import pandas as pd


def discover(
    results: Results,
    option: OneOption = None,
    pair: Annotated[str | None, typer.Option(metavar="PAK:TUR", help="Whom it is about.", show_default=False)] = None,
    outcome: Annotated[str, typer.Option(help="Outcome whose change decides.")] = "alignment",
    below: Annotated[
        float | None,
        typer.Option(
            help="Failing: the change stays below this; the scenario's goals when left out.", show_default=False
        ),
    ] = None,
    peel: Annotated[float, typer.Option(help="Largest share that one step peels off.")] = 0.1,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
) -> None:
    """Find the assumptions under which an option fails, and say them in a sentence."""
    ensemble = open_folder(results)
    name = chosen_option(ensemble, option)
    from sim.core.errors import QuestionError
    from sim.experiments.failing import below as stays_below
    from sim.experiments.failing import boxes_table, goals_missed
    from sim.experiments.failing import discover as search

    if (below is None) != (pair is None):
        raise QuestionError("--below and --pair go together: --pair PAK:TUR --below 0.02")
    what, failing = (
        goals_missed(ensemble, name) if below is None else stays_below(ensemble, name, outcome, str(pair), below)
    )
    found = search(ensemble, name, what, failing, peel)
    table = boxes_table(found.boxes)
    if as_json:
        told = {"option": name, "failing": found.what, "sentence": found.sentence, "worlds": found.worlds}
        steps = json.loads(table.to_json(orient="records"))
        typer.echo(json.dumps({**told, "left_out": found.left_out, "steps": steps}, indent=2, ensure_ascii=False))
        return
    tell(f'Where "{ensemble.scenario.option(name).title}" fails: {found.what}.')
    tell(found.sentence)
    if found.best is not None:
        _print_steps(table, found.boxes.index(found.best))
    if found.left_out:
        tell(f"{found.left_out} worlds were not sound and are left out.")
    tell("What goes together in model worlds need not be a cause; fewer draws than assumptions find patterns by luck.")


def _print_steps(table: "pd.DataFrame", best: int) -> None:
    from rich.table import Table

    grid = Table(box=None, pad_edge=False, header_style="none")
    for name in ("step", "coverage", "density", "mass"):
        grid.add_column(name, justify="right")
    grid.add_column("assumptions limited", overflow="fold")
    for row in table.to_dict("records"):
        numbers = (f"{row[name]:.2f}" for name in ("coverage", "density", "mass"))
        named = ", ".join(piece.split(":")[0] for piece in row["limits"].split("; ")) if row["limits"] else "none"
        grid.add_row(f"{'>' if row['step'] == best else ''}{row['step']}", *numbers, named)
    console().print(grid)
    tell("coverage: share of failing worlds in the box; density: share of its worlds that fail; mass: share of all.")
