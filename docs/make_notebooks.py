"""Run the notebooks from top to bottom, each in a fresh kernel, and keep them with their outputs: `make notebooks`."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from traitlets.config import Config

FOLDER = Path(__file__).parents[1] / "notebooks"
SECONDS_A_CELL = 600


def notebooks() -> list[Path]:
    """All notebooks, in their order."""
    return sorted(FOLDER.glob("*.ipynb"))


def executed(path: Path, folder: Path = FOLDER) -> nbformat.NotebookNode:
    """A notebook with the outputs of a run, and nothing in it that differs from run to run.

    Parameters
    ----------
    path
        The notebook.
    folder
        Where its kernel works; the files that it names are found from there.
    """
    book = nbformat.read(path, as_version=4)
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    with TemporaryDirectory() as sockets:
        # Over socket files: no ports, and no warning about them.
        how = {"transport": "ipc", "ip": f"{sockets}/kernel"} if os.name == "posix" else {}
        place = {"metadata": {"path": str(folder)}}
        client = NotebookClient(book, timeout=SECONDS_A_CELL, resources=place, config=Config({"KernelManager": how}))
        # A backend that is set for programs without a screen would keep figures of pandas out of the notebook.
        client.execute(env={name: value for name, value in os.environ.items() if name != "MPLBACKEND"})
    for cell in book.cells:
        cell.metadata.pop("execution", None)
    book.metadata["language_info"] = {"name": "python"}
    return book


def main(wanted: Sequence[str]) -> None:
    """Run the notebooks named (all when none is), and write each over itself."""
    for path in notebooks():
        if not wanted or any(path.stem.startswith(word) for word in wanted):
            nbformat.write(executed(path), path)
            print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
