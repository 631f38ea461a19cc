"""Export a study: tidy CSV with a dictionary, IAMC, or a Frictionless data package."""

from collections.abc import Callable
from pathlib import Path

from sim.core.errors import QuestionError, ResultsError
from sim.ensemble import Cases, Ensemble
from sim.ensemble.atomic import check_writable
from sim.ensemble.results import open_results, read_manifest
from sim.exchange.iamc import write_iamc
from sim.exchange.package import write_package
from sim.exchange.resources import Source, write_csv
from sim.scenario.problems import unknown

FORMATS: dict[str, Callable[[Source, Path], list[Path]]] = {
    "csv": write_csv,
    "iamc": write_iamc,
    "datapackage": write_package,
}


OURS = ("README.md", "datapackage.json")


def export(results: str | Path, to: str, out: str | Path | None = None) -> list[Path]:
    """Write the results of a study in a format that other programs read.

    Parameters
    ----------
    results
        Folder of a study, as `entente run` named it.
    to
        "csv", "iamc" or "datapackage".
    out
        Folder to write into; `RESULTS/export/FORMAT` when left out.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    QuestionError
        When there is no such format.
    ResultsError
        When it is not the folder of a whole study, or `out` cannot be written or holds other files.
    """
    folder = Path(results)
    return exported(open_results(folder), folder, to, out)


def exported(study: Ensemble | Cases, folder: Path, to: str, out: str | Path | None = None) -> list[Path]:
    """The same of a study that has been opened; see `export`."""
    if to not in FORMATS:
        raise QuestionError(f"--to {to}: {unknown('format', to, FORMATS)}")
    place = Path(out) if out is not None else folder / "export" / to
    check_writable(place)
    there = sorted(place.iterdir()) if place.is_dir() else []
    others = [path.name for path in there if path.name not in OURS and path.suffix != ".csv"]
    if others:
        raise ResultsError(f"{place.as_posix()}: holds other files ({others[0]}); name an empty folder with --out")
    return FORMATS[to](Source(study, folder, read_manifest(folder)), place)
