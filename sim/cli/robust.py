"""`entente robust`: which option one would regret least."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.results_folder import Results, open_folder
from sim.cli.screen import console, tell

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table


def robust(
    results: Results,
    wanted: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="OUTCOME=SUBJECT",
            help="What counts, such as alignment=PAK:TUR; the scenario's goals when left out.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
) -> None:
    """Set options against each other over all draws: worst tenth, regret, how often best, and the front."""
    ensemble = open_folder(results)
    from sim.core.errors import QuestionError
    from sim.experiments.paired import figure
    from sim.experiments.robust import robust as stand

    pairs = [tuple(text.split("=", 1)) for text in wanted or () if "=" in text]
    if len(pairs) < len(wanted or ()):
        raise QuestionError("write what counts as OUTCOME=SUBJECT, such as alignment=PAK:TUR")
    if not pairs:
        pairs = list(dict.fromkeys((goal.outcome, goal.subject) for goal in ensemble.scenario.goals))
    if not pairs:
        raise QuestionError("the scenario has no goals; say what counts, such as alignment=PAK:TUR stability=world")
    asked = [figure(ensemble.scenario, outcome, subject) for outcome, subject in pairs]
    table = stand(ensemble, [(one.outcome, one.subject) for one in asked])
    if as_json:
        typer.echo(table.to_json(orient="records", force_ascii=False, indent=2))
        return
    for (outcome, subject), rows in table.groupby(["outcome", "subject"], sort=False):
        tell(f"\n{str(outcome).replace('_', ' ').capitalize()} of {subject}, over {rows['draws'].iloc[0]} draws")
        console().print(_grid(rows.sort_values("most_regret", kind="stable")))
    kept = ", ".join(dict.fromkeys(table.loc[table["front"], "option"]))
    tell(f"\nNone beats these in everything that counts at once: {kept}.")
    tell(
        "gain: change against doing nothing, counted so that more is better; worst tenth: its mean over the worst "
        "tenth of draws; regret: what the best option of a draw gains more; best in: draws of 100 in which it is best."
    )


def _grid(rows: "pd.DataFrame") -> "Table":
    from rich.table import Table

    grid = Table(box=None, pad_edge=False, header_style="none")
    grid.add_column("option", overflow="fold")
    for name in ("gain", "worst tenth", "mean regret", "most regret", "best in"):
        grid.add_column(name, justify="right")
    for row in rows.to_dict("records"):
        sizes = (f"{row[name]:+.3f}" for name in ("gain", "worst_tenth"))
        regrets = (f"{row[name]:.3f}" for name in ("mean_regret", "most_regret"))
        grid.add_row(row["option"], *sizes, *regrets, f"{100 * row['best_in']:.0f}")
    return grid
