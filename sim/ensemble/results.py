"""Open the folder of a study again: the same ensemble, without running anything."""

import json
import warnings
from os import PathLike
from pathlib import Path
from typing import Any

import pyarrow as pa

from sim.core.errors import EntenteError, ResultsError
from sim.ensemble.cases import Cases
from sim.ensemble.compute import stored
from sim.ensemble.ensemble import Ensemble
from sim.ensemble.run import watched
from sim.ensemble.study import study_id
from sim.ensemble.subjects import subjects_of
from sim.ensemble.version import model_version
from sim.ensemble.worlds_file import DESIGN, read_design
from sim.scenario import Scenario, load

RESOLVED, MANIFEST = "scenario.resolved.yaml", "manifest.json"
_TEXTS = ("model", "study", "command", "again")


class ResultsWarning(UserWarning):
    """The numbers of a folder need not be those that a new run would give."""


def open_results(folder: str | PathLike[str]) -> Ensemble | Cases:
    """Read a study back from its folder.

    Parameters
    ----------
    folder
        As `entente run` names it: `results/<scenario>/<study id>`.

    Returns
    -------
    Ensemble or Cases
        What `sim.run` gave, number for number: effects, series, ledger, moves, signing, charts.

    Raises
    ------
    ResultsError
        When it is not the folder of a whole study.

    Warns
    -----
    ResultsWarning
        When another version of the model, or of its tables, made it.
    """
    place = Path(folder)
    told = read_manifest(place)
    _check_study(place, told)
    scenario = _scenario(place)
    if note := _other_version(told, scenario):
        warnings.warn(f"{place.as_posix()}: {note}", ResultsWarning, stacklevel=2)
    if scenario.cases:
        opened: dict[str, Any] = {case.name: open_results(place / "cases" / case.name) for case in scenario.cases}
        return Cases(scenario, opened)
    subjects = subjects_of(scenario.outcomes, watched(scenario), scenario.actors, scenario.groups)
    try:
        parts = read_design(place / DESIGN)
        kept = {option.name: stored(place, parts[option.name]) for option in scenario.options}
        missing = next((path for each in kept.values() for path in each.torn()), None)
    except FileNotFoundError as error:
        raise _torn(place, f"{DESIGN} is missing") from error
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowInvalid) as error:
        raise _torn(place, str(error)) from error
    if missing:
        raise _torn(place, f"{missing.relative_to(place).as_posix()} is missing or torn")
    return Ensemble(scenario, subjects, scenario.draws, scenario.runs, scenario.seed, tuple(told["off"]), kept)


def read_manifest(folder: Path) -> dict[str, Any]:
    """What the manifest of a study says.

    Raises
    ------
    ResultsError
        When the folder is not that of a whole study.
    """
    if not (folder / MANIFEST).is_file():
        raise ResultsError(f"{folder.as_posix()}: {_no_study(folder)}")
    try:
        told = {"off": [], "model": "", "study": "", **json.loads((folder / MANIFEST).read_text(encoding="utf-8"))}
    except (OSError, ValueError, TypeError) as error:
        raise _torn(folder, f"{MANIFEST}: {error}") from error
    wrong = [f"{key}: expected text" for key in _TEXTS if not isinstance(told.get(key, ""), str)]
    if not isinstance(told["off"], list) or not all(isinstance(name, str) for name in told["off"]):
        wrong.append("off: expected a list of names of mechanisms and motives, [] for none")
    if wrong:
        raise changed_by_hand(folder, "; ".join(wrong))
    return told


def changed_by_hand(folder: Path, why: str) -> ResultsError:
    """The error of a manifest that no command has written so."""
    return ResultsError(f"{(folder / MANIFEST).as_posix()}: is not as it was written ({why}); give the command again")


def _check_study(folder: Path, told: dict[str, Any]) -> None:
    """Refuse what another command than `entente run` has made, which is sound and yet no study."""
    kind = next(iter(str(told.get("again", "")).split()[1:]), "run")
    if kind != "run":
        place = folder.as_posix()
        raise ResultsError(
            f"{place}: is a {kind}, with tables and charts of its own (`entente chart {place}`); "
            f"name the folder of a study, as `entente run` names it"
        )


def _no_study(folder: Path) -> str:
    if not folder.exists():
        return "no such folder; write the one that `entente run` named on its last line"
    studies = sorted(path.parent for path in folder.glob(f"**/{MANIFEST}")) if folder.is_dir() else []
    if studies:
        return f"holds no {MANIFEST} of its own; did you mean {studies[-1].as_posix()}?"
    return f"is not the folder of a whole study ({MANIFEST} is missing); write the one that `entente run` named"


def _scenario(folder: Path) -> Scenario:
    try:
        return load(folder / RESOLVED)
    except EntenteError as error:
        raise ResultsError(f"{folder.as_posix()}: its scenario cannot be read again:\n{error}") from error


def _other_version(told: dict[str, Any], scenario: Scenario) -> str | None:
    if told["model"] != model_version():
        return (
            f"made by another version of the model ({told['model'] or 'unknown'}; this is {model_version()}), "
            f"so what is run again may give other numbers"
        )
    if told["study"] != study_id(scenario, tuple(told["off"])):
        return "its scenario or tables have changed since, so what is run again may give other numbers"
    return None


def _torn(folder: Path, why: str) -> ResultsError:
    return ResultsError(
        f"{folder.as_posix()}: cannot be read as a study ({why}); make it again with `entente run "
        f"{(folder / RESOLVED).as_posix()}`"
    )
