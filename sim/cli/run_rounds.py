"""`entente run --target-halfwidth`: rounds of more and more draws, each in a folder of its own until the last."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sim.cli.work import Opening, simulate
from sim.core.errors import EntenteError

if TYPE_CHECKING:
    from sim.ensemble import Ensemble
    from sim.experiments.rounds import Reached
    from sim.scenario import Scenario

MOST_WORLDS = 20_000


def until_known(
    scenario: "Scenario",
    out: Path,
    off: tuple[str, ...],
    force: Opening,
    *,
    quiet: bool,
    target: float,
    of: str | None,
    most: int,
) -> "Reached":
    """Run a scenario with as many draws as it takes.

    Raises
    ------
    EntenteError
        When the scenario has cases, or the target or the ceiling cannot be.
    """
    from sim.ensemble.study import study_folder
    from sim.experiments.rounds import rounds

    if scenario.cases:
        raise EntenteError("--target-halfwidth asks about one case; name it with --case")
    made: list[Path] = []

    def run(now: "Scenario") -> "Ensemble":
        folder = study_folder(now, out, off)
        if not folder.exists():
            made.append(folder)
        return simulate(now, folder, quiet, off, force)[0]  # type: ignore[return-value]  # it has no cases

    reached = rounds(scenario, run, target, of, most)
    for folder in made:
        # What a round did stands in the next one too.
        if folder != study_folder(reached.scenario, out, off):
            shutil.rmtree(folder)
    return reached


def checked(target: float | None, of: str | None, most: int | None) -> None:
    """Refuse what only makes sense with a target.

    Raises
    ------
    BadParameter
        When a target is missing.
    """
    if target is None and (of is not None or most is not None):
        raise typer.BadParameter(
            "goes with --target-halfwidth", param_hint="--of" if of is not None else "--most-worlds"
        )
