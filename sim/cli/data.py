"""`entente data`: the evidence behind the baseline, and behind worlds of the past."""

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
    as_of: Annotated[
        int | None,
        typer.Option(help="Build the world as of the opening of this past year instead.", show_default=False),
    ] = None,
    states: Annotated[
        str, typer.Option(help="With --as-of: codes to keep, such as AUS,NZL,USA; all when left out.")
    ] = "",
) -> None:
    """Build the four tables of a world from a folder of public files."""
    from sim.evidence import build as build_tables
    from sim.evidence.tables import BASELINE

    if as_of is not None:
        _build_past(source, as_of, out, [code for code in states.split(",") if code])
        return
    if states:
        raise typer.BadParameter("goes with --as-of YEAR only", param_hint="--states")
    tables = build_tables(source, out)
    say(
        f"{len(tables.actors)} states, {len(tables.dyads)} dyads and {len(tables.agreements)} agreements "
        f"written to {out or BASELINE}"
    )


def _build_past(source: Path | None, opening: int, out: Path | None, states: list[str]) -> None:
    from sim.evidence import build_past
    from sim.evidence.past import open_past

    if out is None:
        raise typer.BadParameter("name the folder for a past world: --out DIR", param_hint="--out")
    tables = build_past(source, opening, out, states)
    say(
        f"As of the opening of {opening}: {len(tables.actors)} states, {len(tables.dyads)} dyads and "
        f"{len(tables.agreements)} agreements written to {out}"
    )
    early = open_past(source, opening).not_yet()
    if early:
        say(f"Left out, for they did not exist yet: {', '.join(early)}")


@data.command("yardsticks")
def yardsticks(
    source: Annotated[
        Path | None,
        typer.Option(envvar="ENTENTE_SOURCE", help="Folder of public files.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="File to write; the package's own when left out.", show_default=False),
    ] = None,
) -> None:
    """Measure well-known shifts of the record with the alignment index of their years."""
    from sim.evidence.yardsticks import SHIPPED
    from sim.evidence.yardsticks import yardsticks as measured

    text, file = measured(source), out or SHIPPED
    file.write_text(text, encoding="utf-8", newline="\n")
    say(f"{text.count('- key:')} shifts written to {file}, {text.count('seen: no')} of which the index misses")
