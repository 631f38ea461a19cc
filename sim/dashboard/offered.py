"""What a visitor may choose from: scenario files by name, and nothing else on this machine."""

from collections.abc import Sequence
from pathlib import Path

_FILES: dict[str, Path] = {}
_RESULTS = [Path("results")]


def offer(files: Sequence[Path], results: Path) -> None:
    """Say which scenario files there are to choose from, the first one opened, and where worlds are kept."""
    _FILES.clear()
    _FILES.update({path.as_posix(): path for path in files})
    _RESULTS[:] = [results]


def names() -> list[str]:
    """What the files are called."""
    return list(_FILES)


def path_of(name: str) -> Path | None:
    """The file of that name, if it is offered."""
    return _FILES.get(name)


def results_root() -> Path:
    """Folder of all results."""
    return _RESULTS[0]
