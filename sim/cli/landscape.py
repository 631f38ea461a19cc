"""`entente landscape`: which sides states take, how balanced their network is, and which pair fits it least."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.results_folder import Results, open_folder
from sim.cli.screen import busy, progress, say

if TYPE_CHECKING:
    from sim.ensemble import Ensemble
    from sim.ensemble.network import Network
    from sim.experiments.landscape import Landscape

Quarter = Annotated[
    str | None,
    typer.Option("--quarter", metavar="N", help="Quarters passed, or a date such as 2029Q1.", show_default="horizon"),
]


def landscape(
    results: Results,
    option: Annotated[str, typer.Option("--option", help="Option to look at beside the baseline.")] = "baseline",
    quarter: Quarter = None,
    seconds: Annotated[float, typer.Option(min=0, help="Time for the proof of frustration.")] = 10.0,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
) -> None:
    """Show the sides that fit alignment best, their energy and frustration, and the pair most out of place."""
    ensemble = open_folder(results)
    from sim.ensemble.network import networks
    from sim.ensemble.question import checked_option, checked_quarter
    from sim.experiments.landscape import landscape as seen
    from sim.scenario import BASELINE

    asked = [BASELINE] if option == BASELINE else [BASELINE, checked_option(ensemble, option)]
    when = checked_quarter(ensemble, quarter)
    with progress(as_json) as advance:
        found = networks(ensemble, asked, progress=advance)
    with busy("Looking for divisions", as_json):
        told = [seen(ensemble, found[name], name, when, seconds) for name in asked]
    files = _write(ensemble, results, found)
    if as_json:
        typer.echo(_as_document(ensemble, told))
        return
    from sim.cli.landscape_view import print_landscapes

    print_landscapes(ensemble, told)
    say(f"Every quarter: {files[0].as_posix()}, {files[1].as_posix()}")


def _write(ensemble: "Ensemble", folder: Path, found: "dict[str, Network]") -> tuple[Path, Path]:
    from sim.ensemble.network import bloc_table, network_table
    from sim.ensemble.store import write_table

    stems = folder / "tables" / "network", folder / "tables" / "blocs"
    write_table(stems[0], network_table(ensemble, found))
    write_table(stems[1], bloc_table(ensemble, found))
    return stems[0].with_suffix(".csv"), stems[1].with_suffix(".csv")


def _as_document(ensemble: "Ensemble", told: "list[Landscape]") -> str:
    from sim.outcomes.landscape import OBJECTION

    actors = ensemble.scenario.actors
    document = [
        {
            "option": one.option,
            "quarter": one.quarter,
            "optima": [
                {"energy": energy, "sides": [[a for a, s in zip(actors, side, strict=True) if s == w] for w in (1, -1)]}
                for side, energy in one.optima
            ],
            "searched_whole": one.searched_whole,
            "with_strongest": dict(zip(actors, map(float, one.with_strongest), strict=True)),
            "triangles": {"balanced": one.balanced, "total": one.triangles},
            "frustration": {
                "low": one.frustration.low, "high": one.frustration.high, "proven": one.frustration.proven,
                "ties": one.ties,
            },
            "most_out_of_place": {"pair": ":".join(one.pair), "worlds": one.pair_worlds, "misfit": one.misfit},
        }
        for one in told
    ]  # fmt: skip
    return json.dumps({"landscapes": document, "note": OBJECTION}, indent=2, ensure_ascii=False, allow_nan=False)
