"""`entente flip`: what one would have to believe to decide otherwise."""

from typing import Annotated

import typer

from sim.cli.asking import AsJson, Draws, OutcomeName, Pair, at_work
from sim.cli.force import Address, NumberOfWorkers
from sim.cli.results_folder import Results, open_folder
from sim.cli.screen import tell


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
        told = {
            "difference": found.difference,
            "alone": rows,
            "together": found.together,
            "few": dict(found.few),
            "sentence": found.sentence,
        }
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    tell(found.sentence)
    if len(found.alone) > 1:
        others = ", ".join(f"{row['assumption']} at {row['to']:.3g}" for row in found.alone.to_dict("records")[1:9])
        tell(f"Each of these alone turns it too: {others}.")
