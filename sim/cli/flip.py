"""`entente flip`: what one would have to believe to decide otherwise."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.asking import AsJson, Draws, OutcomeName, Pair, at_work
from sim.cli.force import Address, NumberOfWorkers
from sim.cli.results_folder import Results, open_folder
from sim.cli.screen import tell
from sim.core.errors import together

if TYPE_CHECKING:
    from sim.scenario import Option


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

    def option(name: str) -> "Option":
        return scenario.option(name if name == "baseline" else checked_option(ensemble, name))

    one, other, asked = together(
        lambda: option(first), lambda: option(second), lambda: figure(scenario, outcome, pair)
    )  # fmt: skip
    with at_work(ensemble, results, draws, workers, cluster, as_json) as (sampling, parts, force):
        found = turn(scenario, (one, other), asked, sampling, parts, force)
    if as_json:
        import json

        rows = json.loads(found.alone.to_json(orient="records"))
        told = {
            "difference": found.difference,
            "alone": rows,
            "together": found.together,
            "few": dict(found.few),
            "left_out": found.left_out,
            "sentence": found.sentence,
        }
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    tell(found.sentence)
    if len(found.alone) > 1:
        others = ", ".join(f"{row['assumption']} at {row['to']:.3g}" for row in found.alone.to_dict("records")[1:9])
        tell(f"Each of these alone turns it too: {others}.")
