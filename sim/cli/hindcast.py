"""`entente hindcast`: worlds of a past year run forward, and scored against what happened."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.calibrate import Source
from sim.cli.screen import listed, note, say

if TYPE_CHECKING:
    from sim.experiments.hindcast.study import Hindcast


def hindcast(
    origin: Annotated[int, typer.Option("--from", metavar="YEAR", help="Last year that forecasts may see.")],
    last: Annotated[
        int | None,
        typer.Option("--to", metavar="YEAR", help="Last year scored; the newest on record.", show_default=False),
    ] = None,
    source: Source = None,
    targets: Annotated[
        str, typer.Option(help="What to score, with commas.")
    ] = "agreements,positions,crises,peace,events",
    rolling: Annotated[
        int | None,
        typer.Option(metavar="YEAR", help="Also from every fifth year before, down to this one.", show_default=False),
    ] = None,
    parameters: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="declared, a shipped posterior or its folder; the newest that saw no later year when left out.",
            show_default=False,
        ),
    ] = None,
    states: Annotated[
        str | None, typer.Option(metavar="CODES", help="Only these states, with commas.", show_default=False)
    ] = None,
    draws: Annotated[int, typer.Option(min=1, help="Samples of the assumptions.")] = 64,
    runs: Annotated[int, typer.Option(min=1, help="Streams of luck in each.")] = 4,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Seed of both.")] = 1,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write scores and forecasts here.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
) -> None:
    """Run the worlds of a past year forward and score them against what happened."""
    from sim.cli.hindcast_view import as_document, show
    from sim.ensemble.atomic import check_writable
    from sim.evidence.sources import open_yearly
    from sim.experiments.hindcast import Sampling
    from sim.experiments.hindcast import hindcast as hindcasted

    if out is not None:
        check_writable(out)
    found = hindcasted(
        open_yearly(source),
        origin,
        last,
        targets=listed(targets),
        rolling=rolling,
        sampling=Sampling(draws, runs, seed),
        parameters=parameters,
        states=listed(states or ""),
        note=note,
    )
    if out is not None:
        _keep(found, out)
    if as_json:
        typer.echo(as_document(found))
        return
    show(found)
    if out is not None:
        say(f"Scores and forecasts: {out.as_posix()}")


def _keep(found: "Hindcast", folder: Path) -> None:
    from sim.cli.hindcast_view import kept_files
    from sim.ensemble.atomic import write_text

    for name, text in kept_files(found).items():
        write_text(folder / name, text)
