"""Files written whole or not at all, with one clear error when they cannot be."""

import errno
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sim.core.errors import ResultsError

_CAUSES = {
    errno.ENOSPC: "the disk is full; free some space or name a folder elsewhere with --out",
    errno.EDQUOT: "your share of the disk is full; free some space or name a folder elsewhere with --out",
    errno.EACCES: "you may not write there; name another folder with --out",
    errno.EPERM: "you may not write there; name another folder with --out",
    errno.EROFS: "the disk can only be read; name another folder with --out",
    errno.ENOTDIR: "part of this path is a file; name another place with --out",
    errno.EFBIG: "files may not grow so large here (`ulimit -f`); raise the limit or name another folder with --out",
    errno.EIO: "the disk does not answer as it should; name a folder on another one with --out",
    errno.EEXIST: "part of this path is a file; name another place with --out",
}


_HALF = ".part"


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """Give a path to write to; what stands there takes the place of `path` when all went well.

    Raises
    ------
    ResultsError
        When the folder cannot be made or the file cannot be written.
    """
    # Two commands at work in one folder must not write into each other's half.
    half = path.with_name(f".{path.name}.{platform.node()}.{os.getpid()}{_HALF}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield half
        half.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)


def clear_halves(folder: Path) -> None:
    """Remove what writers that were killed left half written, in a folder and below it."""
    for half in folder.rglob(f".*.{platform.node()}.*{_HALF}"):
        if not _lives(half.suffixes[-2].lstrip(".")):
            with suppress(OSError):
                half.unlink()


def _lives(process: str) -> bool:
    if os.name == "nt":
        return True  # signal 0 is no question there
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (OSError, ValueError):
        return True
    return True


def write_text(path: Path, text: str) -> None:
    """Write a text in UTF-8, with the same line ends on every system."""
    with written(path) as half:
        half.write_text(text, encoding="utf-8", newline="\n")


def check_writable(folder: Path) -> None:
    """Refuse a folder that cannot be written, before hours are spent on what should go into it.

    Raises
    ------
    ResultsError
        When it, or the nearest folder above it that exists, is no folder or is closed.
    """
    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    if not place.is_dir():
        raise cannot_write(folder, NotADirectoryError(errno.ENOTDIR, "Not a directory"))
    if not os.access(place, os.W_OK | os.X_OK):
        raise cannot_write(folder, PermissionError(errno.EACCES, "Permission denied"))


def cannot_write(path: Path, error: OSError) -> ResultsError:
    """The error that says which file could not be written, why, and what to do."""
    why = _CAUSES.get(error.errno or 0, error.strerror or str(error))
    return ResultsError(f"{path}: cannot be written: {why}")
