"""`entente export`: the results of a study in formats that other programs read."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.results_folder import Results, open_any
from sim.cli.screen import busy, say


def export(
    results: Results,
    to: Annotated[str, typer.Option("--to", metavar="csv|iamc|datapackage", help="Which format.", show_default=False)],
    out: Annotated[
        Path | None, typer.Option(help="Folder to write into; RESULTS/export/FORMAT when left out.", show_default=False)
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only where the files are.")] = False,
) -> None:
    """Write results as tidy CSV with a dictionary, as IAMC tables, or as a Frictionless data package."""
    study = open_any(results)
    from sim.exchange import exported

    with busy("Writing", quiet):
        paths = exported(study, results, to, out)
    place = paths[0].parent
    say(place.as_posix() if quiet else f"{len(paths)} files: {place.as_posix()}")
