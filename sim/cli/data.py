"""`entente data`: the evidence behind the baseline."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.screen import say

data = typer.Typer(help="Build the evidence behind the baseline.", no_args_is_help=True)


@data.callback()
def _data() -> None:
    pass


@data.command("build")
def build(
    source: Annotated[
        Path | None,
        typer.Option(envvar="ENTENTE_SOURCE", help="Folder of public files.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder to write the four tables to; the package's own baseline when left out.", show_default=False
        ),
    ] = None,
) -> None:
    """Build the four baseline tables from a folder of public files."""
    from sim.evidence import build as build_tables
    from sim.evidence.tables import BASELINE

    tables = build_tables(source, out)
    say(
        f"{len(tables.actors)} states, {len(tables.dyads)} dyads and {len(tables.agreements)} agreements "
        f"written to {out or BASELINE}"
    )
