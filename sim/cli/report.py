"""`entente report`: a study as one page to hand on."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.results_folder import Results, open_folder
from sim.cli.screen import busy, say


def report(
    results: Results,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="The page; report.html in RESULTS when left out.", show_default=False
        ),
    ] = None,
    show: Annotated[bool, typer.Option("--open", help="Show the page in your browser.")] = False,
) -> None:
    """Write a study as one HTML page that needs no network: to read, to mail, to print."""
    if out is not None and out.is_dir():
        raise _a_folder(out)
    ensemble = open_folder(results)
    with busy("Writing the page; one world is run again for its timeline", False):
        from sim.report import write_report

        file = write_report(ensemble, results, out)
    say(f"Report: {file.as_posix()} ({file.stat().st_size / 1e6:.1f} MB)")
    if show:
        typer.launch(file.absolute().as_uri())


def _a_folder(out: Path) -> Exception:
    from sim.core.errors import ResultsError

    return ResultsError(
        f"--out {out.as_posix()}: this is a folder; name a file, such as {(out / 'report.html').as_posix()}"
    )
