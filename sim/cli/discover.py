"""`entente discover`: in which worlds an option fails."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.asking import AsJson, at_work
from sim.cli.discover_view import as_document, print_discovery
from sim.cli.force import Address, NumberOfWorkers
from sim.cli.results_folder import OneOption, Results, chosen_option, open_folder
from sim.cli.screen import tell
from sim.core.errors import QuestionError, together

if TYPE_CHECKING:
    from sim.ensemble import Ensemble
    from sim.experiments.failing import Failing

DRAWS = 400
FEWEST = 30  # sim.experiments.discovery refuses fewer


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
    above: Annotated[float | None, typer.Option(help="Failing: the change is above this.", show_default=False)] = None,
    among: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Search this assumption and screen none; repeatable.", show_default=False),
    ] = None,
    draws: Annotated[int, typer.Option(min=FEWEST, help="Draws of the assumptions, one world each.")] = DRAWS,
    peel: Annotated[float, typer.Option(help="Largest share that one step peels off.")] = 0.1,
    workers: NumberOfWorkers = None,
    cluster: Address = None,
    as_json: AsJson = False,
) -> None:
    """Find the assumptions under which an option fails, say them in a sentence, and check them on other draws."""
    ensemble = open_folder(results)
    from sim.ensemble.assumptions import assumptions
    from sim.experiments.discover import checked_peel
    from sim.experiments.discovery import discover as search
    from sim.experiments.drawn import checked_names
    from sim.experiments.failing import failing_worlds

    name, fails, names, _ = together(
        lambda: chosen_option(ensemble, option),
        lambda: _what_fails(ensemble, pair, outcome, below, above),
        lambda: checked_names(assumptions(ensemble.scenario, FEWEST, ensemble.seed), among or ()),
        lambda: checked_peel(peel),
    )
    chosen = ensemble.scenario.option(name)
    with at_work(ensemble, results, draws, workers, cluster, as_json, runs=1) as asked:
        worlds, left_out = failing_worlds(ensemble.scenario, chosen, fails, *asked)
    bad, whole = int(worlds.failing.sum()), len(worlds.failing)
    found = search(worlds, ensemble.seed, peel, names, left_out) if 0 < bad < whole else None
    counted = {"option": name, "failing": fails.what, "worlds": whole, "failed": bad, "left_out": left_out}
    if as_json:
        typer.echo(json.dumps(as_document(counted, found), indent=2, ensure_ascii=False, allow_nan=False))
        return
    tell(f'Where "{chosen.title}" fails: {fails.what}. It fails in {bad} of {whole} model worlds, one for each draw.')
    print_discovery(found)
    if left_out:
        tell(f"{left_out} worlds were not sound and are left out.")


def _what_fails(
    ensemble: "Ensemble", pair: str | None, outcome: str, below: float | None, above: float | None
) -> "Failing":
    from sim.experiments.failing import effect_outside, goals_missed

    if pair is None and below is None and above is None:
        return goals_missed(ensemble.scenario)
    if pair is None or (below is None and above is None):
        raise QuestionError("--pair goes with --below or --above: --pair PAK:TUR --below 0.02")
    return effect_outside(ensemble.scenario, outcome, pair, below, above)
