"""The scenario file that a command names."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.core.errors import EntenteError

if TYPE_CHECKING:
    from sim.scenario import Scenario

FOLDERS = (Path(), Path("scenarios"))
ENDINGS = (".yaml", ".yml")

File = Annotated[str, typer.Argument(metavar="FILE", help="A scenario file (YAML).", show_default=False)]
Overrides = Annotated[
    list[str] | None,
    typer.Argument(metavar="KEY=VALUE", help="Values to replace, such as horizon=5.", show_default=False),
]


def files_at_hand() -> list[Path]:
    """YAML files in this folder and in `scenarios/` below it, sorted within each."""
    found = [path for folder in FOLDERS if folder.is_dir() for path in sorted(folder.iterdir())]
    return [path for path in found if path.suffix in ENDINGS]


def read_scenario(file: str, overrides: Sequence[str] | None) -> "Scenario":
    """Load a scenario file with its overrides.

    Raises
    ------
    EntenteError
        When there is no such file, at once and before anything heavy is loaded; `ScenarioError` with every problem
        of the file.
    """
    existing(file)
    from sim.scenario import load

    return load(file, *(overrides or ()))


def existing(file: str) -> Path:
    """The path of a file that is there.

    Raises
    ------
    EntenteError
        When there is no such file, with the one that may be meant.
    """
    if not Path(file).exists():
        raise EntenteError(f"{file}: no such file{_nearest(file)}")
    return Path(file)


def _nearest(file: str) -> str:
    stems = {path.stem: path.as_posix() for path in reversed(files_at_hand())}
    near = get_close_matches(Path(file).stem, stems, n=1)
    if near:
        return f"; did you mean {stems[near[0]]}?"
    return f"; there are {', '.join(stems.values())}" if stems else "; `entente new FILE` writes one to start from"
