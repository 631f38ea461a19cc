"""`entente attribute`: what the parts of a package bring."""

import json
from typing import TYPE_CHECKING

import typer

from sim.cli.asking import AsJson, Draws, NoCharts, OutcomeName, Pair, at_work
from sim.cli.force import Address, NumberOfWorkers
from sim.cli.results_folder import OneOption, Results, chosen_option, open_folder
from sim.cli.screen import busy, console, say, tell
from sim.core.errors import together

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from rich.table import Table

    from sim.ensemble import Ensemble
    from sim.experiments.attribute import Attribution
    from sim.experiments.paired import Figure


def attribute(
    results: Results,
    pair: Pair,
    option: OneOption = None,
    outcome: OutcomeName = "alignment",
    draws: Draws = None,
    workers: NumberOfWorkers = None,
    cluster: Address = None,
    no_charts: NoCharts = False,
    as_json: AsJson = False,
) -> None:
    """Split a package's effect among its provisions: exact shares (Shapley) over every combination of them."""
    ensemble = open_folder(results)
    from sim.experiments.attribute import attribute as split
    from sim.experiments.paired import figure

    scenario = ensemble.scenario
    name, asked = together(lambda: chosen_option(ensemble, option), lambda: figure(scenario, outcome, pair))
    with at_work(ensemble, results, draws, workers, cluster, as_json) as (sampling, parts, force):
        found = split(scenario, scenario.option(name), asked, sampling, parts, force)
    chart = None if no_charts else _draw(ensemble, results, name, asked, found, as_json)
    if as_json:
        typer.echo(json.dumps(_as_document(name, asked, found, chart), ensure_ascii=False, indent=2))
        return
    title = scenario.option(name).title
    tell(f'What each provision of "{title}" brings to {outcome.replace("_", " ")} of {asked.subject}, in this model')
    console().print(_shares(found.table))
    tell(
        "share: mean over all orders of adding the provisions, with its 90 % interval (by draws); alone: with it "
        "alone; last: what the whole loses without it. Shares add up to the whole."
    )
    _say_pairs(found.interactions)
    if found.failed:
        tell(f"{found.failed} worlds failed and are left out.")
    if chart is not None:
        say(f"Chart: {chart.as_posix()} (and .svg, .csv)")


def _draw(
    ensemble: "Ensemble", folder: "Path", option: str, asked: "Figure", found: "Attribution", quiet: bool
) -> "Path":
    from sim.charts import attribution, save
    from sim.ensemble.store import write_table

    stem = folder / "charts" / "_".join(("attribution", option, asked.outcome, asked.subject.replace(":", "-")))
    again = f"entente attribute RESULTS --option {option} --outcome {asked.outcome} --pair {asked.subject}"
    with busy("Drawing the chart", quiet):
        write_table(stem, found.table)
        figure = attribution.draw(ensemble, option, (asked.outcome, asked.subject), found.table, found.failed)
        return save(figure, stem, {"title": attribution.TITLE, "command": again})[0]


def _as_document(option: str, asked: "Figure", found: "Attribution", chart: "Path | None") -> dict[str, object]:
    names = list(found.interactions.columns)
    pairs = [
        {"parts": [names[j], names[i]], "together": float(found.interactions.iloc[i, j])}
        for i in range(len(names))
        for j in range(i)
    ]
    return {
        "option": option,
        "outcome": asked.outcome,
        "subject": asked.subject,
        "table": json.loads(found.table.to_json(orient="records")),
        "interactions": pairs,
        "failed": found.failed,
        "chart": chart.as_posix() if chart else None,
    }


def _shares(table: "pd.DataFrame") -> "Table":
    from rich.table import Table

    grid = Table(box=None, pad_edge=False, header_style="none")
    grid.add_column("provision", overflow="fold")
    for name in ("share", "from", "to", "alone", "last"):
        grid.add_column(name, justify="right")
    for row in table.to_dict("records"):
        grid.add_row(row["part"], *(f"{row[name]:+.4f}" for name in ("share", "lo", "hi", "alone", "last")))
    return grid


def _say_pairs(interactions: "pd.DataFrame") -> None:
    names = list(interactions.columns)
    pairs = [(interactions.iloc[i, j], names[i], names[j]) for i in range(len(names)) for j in range(i)]
    if pairs:
        size, a, b = max(pairs, key=lambda one: abs(one[0]))
        how = "add to" if size > 0 else "take from"
        tell(f"{a} and {b} {how} each other most: {size:+.4f} together beyond what each brings.")
