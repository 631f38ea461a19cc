"""What every question that runs worlds of a study shares: which worlds, where the work is kept, and who does it."""

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.force import workers_and_count
from sim.cli.screen import progress
from sim.core.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sim.ensemble import Ensemble
    from sim.ensemble.parts import Parts
    from sim.ensemble.points import Sampling
    from sim.experiments.paired import Workforce

Pair = Annotated[str, typer.Option("--pair", metavar="PAK:TUR", help="Whom it is about: a pair, a state or world.")]
OutcomeName = Annotated[str, typer.Option("--outcome", help="Outcome at the horizon.")]
Draws = Annotated[int | None, typer.Option(min=1, help="Draws; those of the study when left out.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")]
NoCharts = Annotated[bool, typer.Option("--no-charts", help="Draw no chart.")]


@contextmanager
def at_work(
    ensemble: "Ensemble",
    folder: "Path",
    draws: int | None,
    workers: int | None,
    address: str | None,
    quiet: bool,
    runs: int | None = None,
) -> "Iterator[tuple[Sampling, Parts, Workforce]]":
    """Which worlds a question about a study runs, where the work is kept, and who does it.

    Raises
    ------
    QuestionError
        When the study was run with something switched off: the question would be put to another model.
    """
    from sim.ensemble.parts import Parts
    from sim.ensemble.points import Sampling
    from sim.experiments.paired import Workforce

    if ensemble.off:
        raise QuestionError(
            f"{folder.as_posix()} was run with {', '.join(ensemble.off)} switched off, and this question runs worlds "
            f"with everything on; ask it of a study made without --without"
        )
    sampling = Sampling(draws or ensemble.draws, runs or ensemble.runs, ensemble.seed, ensemble.scenario.quarters)
    with progress(quiet) as advance:
        yield sampling, Parts(folder / "asked"), Workforce(*workers_and_count(workers, address), advance)
