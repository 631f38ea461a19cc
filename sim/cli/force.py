"""Who does the work: worker processes here, or those of a cluster."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sim.ensemble.batch import Workers
    from sim.ensemble.compute import Force

NumberOfWorkers = Annotated[
    int | None, typer.Option("--workers", min=1, help="Worker processes; one a core when left out.", show_default=False)
]
Address = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="ADDRESS", help="Work on the Dask cluster of this scheduler.", show_default=False
    ),
]


ENGINE = "sim.ensemble.batch"


def make_ready(workers: int | None) -> None:
    """Load the engine for workers while this process reads on, where there is a core for it."""
    from sim.core.workers import cores
    from sim.core.workers import make_ready as load

    if workers != 1 and cores() > 1:
        load(ENGINE)


def opening(workers: int | None, address: str | None) -> "Callable[[], Force]":
    """What gives the workers of a study, once it is known that there is work for them.

    Raises
    ------
    QuestionError
        When the cluster does not answer.
    """

    def opened() -> "Force":
        from sim.ensemble.compute import Force

        return Force(*workers_and_count(workers, address), here=address is None)

    return opened


def workers_and_count(workers: int | None, address: str | None) -> "tuple[Workers, int]":
    """What opens an executor, and how many workers it has.

    Raises
    ------
    QuestionError
        When the cluster does not answer.
    """
    if address is not None:
        from sim.ensemble.cluster import cluster, workers_of

        return partial(cluster, address), workers_of(address)
    from sim.core.workers import cores, processes

    count = workers or cores()
    return partial(processes, count, ENGINE), count
