"""`entente rerun`: prove that a folder of results can be made again, whatever command made it."""

import shlex
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from sim.cli.force import Address, NumberOfWorkers
from sim.cli.results_folder import Results
from sim.cli.screen import say, say_aside
from sim.core.errors import ResultsError

DIFFERS = 1
_RUN = "entente run scenario.resolved.yaml"


def rerun(
    results: Results,
    check: Annotated[
        bool, typer.Option("--check", help="Compare byte for byte with what is there; change nothing.")
    ] = False,
    workers: NumberOfWorkers = None,
    cluster: Address = None,
) -> None:
    """Make results again from the scenario file in their folder; with --check, prove that they come out the same."""
    from sim.ensemble.results import read_manifest
    from sim.ensemble.version import model_version

    told = read_manifest(results)
    if told["model"] != model_version():
        say_aside(
            f"{results.as_posix()}: made by another version of the model ({told['model'] or 'unknown'}; this is "
            f"{model_version()}), so it may come out with other numbers"
        )
    again = _words(results, told)
    if not check:
        made = _make(again, results.absolute().parent.parent, workers, cluster)
        say(f"{results.as_posix()}: made again" + ("." if made.name == results.name else f", as {made.as_posix()}."))
        return
    with TemporaryDirectory() as place:
        _compare(results, _make(again, Path(place), workers, cluster))


def _words(results: Path, told: dict[str, object]) -> list[str]:
    """The command that makes a folder again from its own file, in words."""
    from sim.ensemble.results import changed_by_hand
    from sim.ensemble.study import ASKED, RESOLVED

    command = str(told.get("again") or (_RUN if str(told.get("command", _RUN)).startswith("entente run") else ""))
    if not command:
        raise ResultsError(
            f"{results.as_posix()}: does not say how it is made again; it was made by: {told.get('command')}"
        )
    own = {name: str(results.absolute() / name) for name in (RESOLVED, ASKED)}
    try:
        words = [own.get(word, word) for word in shlex.split(command)[1:]]
    except ValueError as error:
        raise changed_by_hand(results, f"again: {error}") from None
    if not words or words[0] not in _commands():
        raise changed_by_hand(results, f"again: expected a command such as `{_RUN}`, found `{command}`")
    return words


def _commands() -> dict[str, Any]:
    from sim.cli.program import app

    return typer.main.get_command(app).commands  # type: ignore[attr-defined, no-any-return]


def _make(words: list[str], root: Path, workers: int | None, address: str | None) -> Path:
    from sim.cli.program import app

    command = typer.main.get_command(app)
    known = {name for option in _commands()[words[0]].params for name in option.opts}
    given = {"--workers": workers, "--cluster": address}
    spare = [flag for flag in ("--no-charts", "--again") if flag in known]
    words = [*words, "--out", str(root), "--quiet", *spare]
    words += [word for name, value in given.items() if value is not None for word in (name, str(value))]
    with redirect_stdout(StringIO()) as said:
        command.main(words, prog_name="entente", standalone_mode=False)
    return Path(said.getvalue().strip().splitlines()[-1])


def _compare(results: Path, made: Path) -> None:
    from sim.ensemble.same import differences, files_of

    wrong = differences(results, made)
    for name, how in wrong.items():
        say_aside(f"{(results / name).as_posix()} {how}.")
    if wrong:
        say_aside(
            f"{len(wrong)} files differ: changed by hand, or made by another version of the model or its packages, "
            f"from other tables, or on another kind of processor."
        )
        raise typer.Exit(DIFFERS)
    say(f"{results.as_posix()}: {len(files_of(results))} files made again, the same byte for byte.")
