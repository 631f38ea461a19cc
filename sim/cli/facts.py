"""`entente facts`: which stylised facts the model shows, those that fail included."""

from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.screen import progress

if TYPE_CHECKING:
    import pandas as pd

    from sim.experiments.facts import Worlds

MOST_RUNS = 4
PROBE_WORLDS, FEW_WORLDS = 100, 64


def facts(
    worlds: Annotated[int, typer.Option(min=1, max=100_000, help="Model worlds for each option.")] = 500,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only this fact, such as S13; may be given again.", show_default=False),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Seed of draws and luck.")] = 11,
    probes: Annotated[
        bool, typer.Option("--probes", help=f"Measure again with one thing changed, in up to {PROBE_WORLDS} worlds.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
) -> None:
    """Look for the stylised facts and show how each comes out, failures alike."""
    from sim.catalogue.facts import fact_set
    from sim.cli.facts_view import as_document, print_facts
    from sim.core.workers import cores, processes
    from sim.experiments.facts import Worlds, chosen, evaluate, packages_in_order

    wanted = chosen(fact_set(), only or ())
    draws, runs = sampling(worlds)
    # Starting processes takes longer than a few worlds do.
    with processes(cores(), "sim.ensemble.run") if worlds > FEW_WORLDS else nullcontext() as pool:
        with progress(as_json) as advance:
            whole = Worlds(wanted, draws, runs, seed, executor=pool)
            table = evaluate(whole, advance)
            order = None if only or draws == 1 else packages_in_order(whole)
        few = Worlds(wanted, *sampling(min(worlds, PROBE_WORLDS)), seed, executor=pool)
        tried = _probed(few, as_json) if probes else None
    told = {"worlds": worlds, "draws": draws, "runs": runs, "seed": seed}
    if as_json:
        typer.echo(as_document(table, tried, order, told))
    else:
        print_facts(table, tried, order, told)


def sampling(worlds: int) -> tuple[int, int]:
    """Draws and runs that make exactly so many worlds, with as many runs as divide it, at most four."""
    runs = max(k for k in range(1, MOST_RUNS + 1) if worlds % k == 0)
    return worlds // runs, runs


def _probed(worlds: "Worlds", quiet: bool) -> "pd.DataFrame":
    from sim.experiments.facts import probe

    with progress(quiet) as advance:
        return probe(worlds, advance)
