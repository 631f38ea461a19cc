"""`entente rerun`: prove that the folder of a study can be made again."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.results_folder import Results
from sim.cli.screen import say, say_aside

if TYPE_CHECKING:
    from sim.ensemble import Cases, Ensemble

DIFFERS = 1


def rerun(
    results: Results,
    check: Annotated[
        bool, typer.Option("--check", help="Compare byte for byte with what is there; change nothing.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only whether it is the same.")] = False,
) -> None:
    """Make a study again from its own resolved file; with --check, prove that it comes out the same."""
    from sim.cli.results_folder import open_any

    found = open_any(results)
    if not check:
        _make(found, results.parent.parent, quiet)
        say(f"{results.as_posix()}: made again.")
        return
    from sim.ensemble.same import differences, files_of

    with TemporaryDirectory() as place:
        again = _make(found, Path(place), quiet)
        wrong = differences(results, again)
    for name, how in wrong.items():
        say_aside(f"{(results / name).as_posix()} {how}.")
    if wrong:
        say_aside(f"{len(wrong)} files differ: another version of the model or its packages, or another processor.")
        raise typer.Exit(DIFFERS)
    say(f"{results.as_posix()}: {len(files_of(results))} files made again, the same byte for byte.")


def _make(found: "Ensemble | Cases", root: Path, quiet: bool) -> Path:
    from sim.cli.run import make_study
    from sim.cli.run_cases import make_cases

    # All cases of a study have the same switched off.
    off = getattr(found, "first", found).off
    make = make_cases if found.scenario.cases else make_study
    return make(found.scenario, root, "entente run scenario.resolved.yaml", quiet, off)[2]
