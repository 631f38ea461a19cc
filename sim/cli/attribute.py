"""`entente attribute` and `entente flip`: what the parts of a package bring, and what would turn an order."""

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.force import Address, NumberOfWorkers, workers_and_count
from sim.cli.results_folder import OneOption, Results, chosen_option, open_folder
from sim.cli.screen import console, progress, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd
    from rich.table import Table

    from sim.ensemble import Ensemble
    from sim.ensemble.parts import Parts
    from sim.ensemble.points import Sampling
    from sim.experiments.paired import Workforce

Pair = Annotated[str, typer.Option("--pair", metavar="PAK:TUR", help="Whom it is about: a pair, a state or world.")]
OutcomeName = Annotated[str, typer.Option("--outcome", help="Outcome at the horizon.")]
Draws = Annotated[int | None, typer.Option(min=1, help="Draws; those of the study when left out.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")]


def attribute(
    results: Results,
    pair: Pair,
    option: OneOption = None,
    outcome: OutcomeName = "alignment",
    draws: Draws = None,
    workers: NumberOfWorkers = None,
    cluster: Address = None,
    as_json: AsJson = False,
) -> None:
    """Split a package's effect among its instruments: exact shares (Shapley) over every combination of them."""
    ensemble = open_folder(results)
    name = chosen_option(ensemble, option)
    from sim.experiments.attribute import attribute as split
    from sim.experiments.paired import figure

    scenario = ensemble.scenario
    asked = figure(scenario, outcome, pair)
    with at_work(ensemble, results, draws, workers, cluster, as_json) as (sampling, parts, force):
        found = split(scenario, scenario.option(name), asked, sampling, parts, force)
    if as_json:
        typer.echo(found.table.to_json(orient="records", force_ascii=False, indent=2))
        return
    title = scenario.option(name).title
    tell(f'What each instrument of "{title}" brings to {outcome.replace("_", " ")} of {asked.subject}, in this model')
    console().print(_shares(found.table))
    tell(
        "share: mean over all orders of adding the instruments, with its 90 % interval (by draws); alone: with it "
        "alone; last: what the whole loses without it. Shares add up to the whole."
    )
    _say_pairs(found.interactions)
    if found.failed:
        tell(f"{found.failed} worlds failed and are left out.")


def flip(
    results: Results,
    first: Annotated[str, typer.Argument(metavar="A", help="An option.", show_default=False)],
    second: Annotated[str, typer.Argument(metavar="B", help="Another.", show_default=False)],
    pair: Pair,
    outcome: OutcomeName = "alignment",
    draws: Draws = None,
    workers: NumberOfWorkers = None,
    cluster: Address = None,
    as_json: AsJson = False,
) -> None:
    """Say what one would have to believe for two options to change places."""
    ensemble = open_folder(results)
    from sim.ensemble.question import checked_option
    from sim.experiments.flip import flip as turn
    from sim.experiments.paired import figure

    scenario = ensemble.scenario
    asked = figure(scenario, outcome, pair)
    names = [name if name == "baseline" else checked_option(ensemble, name) for name in (first, second)]
    options = (scenario.option(names[0]), scenario.option(names[1]))
    with at_work(ensemble, results, draws, workers, cluster, as_json) as (sampling, parts, force):
        found = turn(scenario, options, asked, sampling, parts, force)
    if as_json:
        import json

        rows = json.loads(found.alone.to_json(orient="records"))
        told = {"difference": found.difference, "alone": rows, "together": found.together, "sentence": found.sentence}
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    tell(found.sentence)
    if len(found.alone) > 1:
        others = ", ".join(f"{row['assumption']} at {row['to']:.3g}" for row in found.alone.to_dict("records")[1:9])
        tell(f"Each of these alone turns it too: {others}.")


@contextmanager
def at_work(
    ensemble: "Ensemble",
    folder: "Path",
    draws: int | None,
    workers: int | None,
    address: str | None,
    quiet: bool,
) -> "Iterator[tuple[Sampling, Parts, Workforce]]":
    """Which worlds a question about a study runs, where the work is kept, and who does it."""
    from sim.ensemble.parts import Parts
    from sim.ensemble.points import Sampling
    from sim.experiments.paired import Workforce

    sampling = Sampling(draws or ensemble.draws, ensemble.runs, ensemble.seed, ensemble.scenario.quarters)
    with progress(quiet) as advance:
        yield sampling, Parts(folder / "asked"), Workforce(*workers_and_count(workers, address), advance)


def _shares(table: "pd.DataFrame") -> "Table":
    from rich.table import Table

    grid = Table(box=None, pad_edge=False, header_style="none")
    grid.add_column("instrument", overflow="fold")
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
