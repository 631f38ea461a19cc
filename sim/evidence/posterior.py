"""A posterior on disk: what is known of each number, draws of it, and where it came from.

    numbers.csv    one row a number: range before, range after, how much of the doubt is left, what the sampler says
    draws.csv      one row a draw, one column a parameter of the model, in its unit; `asc.KEY` for what an instrument
                   costs by itself (column asc of the catalogue)
    about.csv      key and value: years, method, states, sources, command

Figures are rounded to three digits: they are derived from public data whose terms forbid to pass on the tables.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import SourceError

Numbers = NDArray[np.float64]
SHIPPED = Path(__file__).parent / "posteriors"
FILES = ("numbers", "draws", "about")
OWN_COST = "asc."
DIGITS = 3


@dataclass(frozen=True)
class Posterior:
    """What choices on record say of parameters.

    Attributes
    ----------
    numbers, draws
        As the files above.
    about
        Provenance, by key.
    """

    numbers: pd.DataFrame
    draws: pd.DataFrame
    about: dict[str, str]


def parted(draws: pd.DataFrame) -> tuple[dict[str, Numbers], dict[str, Numbers]]:
    """Draws of parameters by name, and of what instruments cost by themselves by key, each `(draw,)`."""
    parameters: dict[str, Numbers] = {}
    costs: dict[str, Numbers] = {}
    for column in draws:
        name, values = str(column), draws[column].to_numpy(dtype=float)
        if name.startswith(OWN_COST):
            costs[name.removeprefix(OWN_COST)] = values
        else:
            parameters[name] = values
    return parameters, costs


def shipped() -> tuple[str, ...]:
    """Names of the posteriors that come with the package, sorted."""
    return tuple(sorted(path.name for path in SHIPPED.iterdir() if path.is_dir())) if SHIPPED.is_dir() else ()


def write_posterior(found: Posterior, folder: Path) -> None:
    """Write the three files, rounded."""
    folder.mkdir(parents=True, exist_ok=True)
    about = pd.DataFrame(sorted(found.about.items()), columns=["key", "value"])
    for name, table in (("numbers", found.numbers), ("draws", found.draws), ("about", about)):
        rounded = table.map(lambda cell: float(f"{cell:.{DIGITS}g}") if isinstance(cell, float) else cell)
        text = rounded.to_csv(index=False, lineterminator="\n")
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")


def read_posterior(name: str, beside: Path | None = None) -> Posterior:
    """Read a posterior by its name among those shipped, or by its folder.

    Parameters
    ----------
    name
        As `shipped` lists it, or a path.
    beside
        Folder from which a path is taken.

    Raises
    ------
    SourceError
        Nothing is called so, or a file of it is missing.
    """
    folder = SHIPPED / name if name in shipped() else (beside or Path()) / name
    missing = [f"{part}.csv" for part in FILES if not (folder / f"{part}.csv").is_file()]
    if missing:
        known = ", ".join(shipped()) or "none"
        raise SourceError(
            f"no posterior {name!r} ({', '.join(missing)} missing in {folder.as_posix()}); shipped: {known}; "
            "`entente calibrate --out FOLDER` makes one"
        )
    numbers, draws, about = (pd.read_csv(folder / f"{part}.csv") for part in FILES)
    return Posterior(numbers, draws, dict(zip(about["key"], about["value"].astype(str), strict=True)))
