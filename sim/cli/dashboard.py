"""`entente dashboard`: look at one world or many in a browser."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.scenario_file import ENDINGS, existing, files_at_hand
from sim.cli.screen import say, say_aside

RESULTS = Path("results")
PORT = 8765


def dashboard(
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="A scenario file to open first.", show_default=False)
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to serve; 0 takes any that is free.")] = PORT,
    host: Annotated[
        str, typer.Option(help="Address to serve at; others can only reach another than this.")
    ] = "127.0.0.1",
    out: Annotated[Path, typer.Option(help="Folder of all results.")] = RESULTS,
) -> None:
    """Open a page on this machine: play worlds, move options, set two side by side, run many."""
    from sim.dashboard.server import check_installed, is_loopback, opened, serve

    chosen = [existing(file)] if file else []
    check_installed()
    listening = opened(host, port)
    where = listening.getsockname()
    if not is_loopback(where[0]):
        say_aside(
            f"Whoever can reach this machine at port {where[1]} can use this page, read the scenarios it offers and "
            "run worlds here: it asks for no password."
        )
    name = f"[{where[0]}]" if ":" in where[0] else where[0]

    def ready() -> None:
        say(f"Entente is at http://{name}:{where[1]} (Ctrl-C stops it)")

    serve(offered(chosen), out, listening, ready)


def offered(chosen: list[Path]) -> list[Path]:
    """The file that was named, then those beside it, or those at hand where none was named."""
    beside = [p for path in chosen for p in sorted(path.parent.iterdir()) if p.suffix in ENDINGS]
    return list(dict.fromkeys((*chosen, *(beside or files_at_hand()))))
