"""A study that is begun: its folder says what it is of before the first world is run."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from sim.core.errors import ResultsError
from sim.ensemble.atomic import cannot_write, clear_halves, write_text

LOG = "log.txt"


def begin(folder: Path, files: Mapping[str, str], command: str) -> tuple[Path, ...]:
    """Begin a study in its folder, or go on with it there.

    Parameters
    ----------
    folder
        Named after everything that decides the study's numbers.
    files
        Texts by name of file: the scenario as the study has it.
    command
        What was asked, as on the command line.

    Returns
    -------
    tuple of Path
        Folders in which the same command has made another study, since what it reads has changed; none when this
        study was begun before.

    Raises
    ------
    ResultsError
        When the folder cannot be written, or its scenario was changed by hand: its parts are of another one.
    """
    new, texts = not folder.exists(), {folder / name: text for name, text in files.items()}
    clear_halves(folder)
    for file, text in texts.items():
        _check_unchanged(file, text)
    for file, text in texts.items():
        write_text(file, text)
    _note(folder / LOG, command)
    return tuple(other for other in _made_by(command, folder.parent) if new and other != folder)


def _check_unchanged(file: Path, text: str) -> None:
    if file.exists() and file.read_text(encoding="utf-8", errors="replace") != text:
        raise ResultsError(
            f"{file.as_posix()}: is not the scenario that this study was made of; it was changed since. Nothing was "
            f"touched: move the file away to go on here, or run it under another name as a study of its own"
        )


def _note(path: Path, command: str) -> None:
    try:
        with path.open("a", encoding="utf-8", newline="\n") as log:
            log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} begun {command}\n")
    except OSError as error:
        raise cannot_write(path, error) from error


def _made_by(command: str, beside: Path) -> list[Path]:
    return [
        log.parent
        for log in sorted(beside.glob(f"*/{LOG}"))
        if any(line.endswith(f" {command}") for line in log.read_text(encoding="utf-8", errors="replace").splitlines())
    ]
