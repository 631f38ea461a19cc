"""The folder of a study that a command names."""

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.screen import say_aside

if TYPE_CHECKING:
    from sim.ensemble import Cases, Ensemble

Results = Annotated[
    Path, typer.Argument(metavar="RESULTS", help="Folder of a study, as `entente run` named it.", show_default=False)
]
OneOption = Annotated[
    str | None,
    typer.Option("--option", help="Option to set against the baseline; may be left out where there is only one."),
]
Without = Annotated[
    list[str] | None,
    typer.Option(
        "--without", metavar="MECHANISM", help="Run with this mechanism off, for the causal question; repeatable."
    ),
]


def open_any(folder: Path) -> "Ensemble | Cases":
    """The study of a folder, with cases or without; what is doubtful about it is said aside.

    Raises
    ------
    ResultsError
        When it is not the folder of a whole study.
    """
    from sim.ensemble import open_results

    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        study = open_results(folder)
    for warning in found:
        say_aside(str(warning.message))
    return study


def open_folder(folder: Path) -> "Ensemble":
    """The study of a folder, of one case if it has several; what of it could not be simulated is said aside.

    Raises
    ------
    ResultsError
        When it is not the folder of a whole study, or of one with cases.
    QuestionError
        When the baseline could be simulated in no world.
    """
    from sim.core.errors import ResultsError
    from sim.ensemble import Cases
    from sim.ensemble.simulated import simulated

    ensemble = open_any(folder)
    if isinstance(ensemble, Cases):
        folders = ", ".join((folder / "cases" / name).as_posix() for name in ensemble)
        raise ResultsError(f"{folder.as_posix()}: a study with cases; name the folder of one: {folders}")
    ensemble = simulated(ensemble)
    for sentence in ensemble.left_out:
        say_aside(sentence)
    return ensemble


def chosen_option(ensemble: "Ensemble", option: str | None) -> str:
    """The option asked about, or the only one.

    Raises
    ------
    QuestionError
        When it is not in the study, or was left out where there are several.
    """
    from sim.core.errors import QuestionError
    from sim.ensemble.question import checked_option
    from sim.scenario import BASELINE

    names = [name for name in ensemble.options if name != BASELINE]
    if option is None and len(names) > 1:
        raise QuestionError(f"say which option with --option; there are {', '.join(names)}")
    return checked_option(ensemble, option if option is not None else "".join(names) or BASELINE)
