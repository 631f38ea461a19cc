"""`entente new`: a scenario file to start from."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.screen import say


def new(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.", show_default=False)],
) -> None:
    """Write a short scenario file to start from."""
    from sim.ensemble.atomic import write_text
    from sim.scenario.template import template

    if file.exists():
        raise typer.BadParameter(f"{file} exists already; choose another name", param_hint="FILE")
    write_text(file, template())
    say(f"{file} written. Ask it with: entente run {file}")
