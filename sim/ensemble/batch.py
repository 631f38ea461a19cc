"""A batch: the tasks of a question, through any executor, a few at a time, and none of them lost.

Workers speak `concurrent.futures.Executor`: processes here, or those of a Dask cluster. A worker that dies takes with
it what it was doing and no more: its tasks are handed out again. A task that was there at two deaths is run alone from
then on, so that one which kills every worker is found and the others are not blamed for it.
"""

import platform
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, TypeVar

from sim.core.errors import QuestionError, ResultsError
from sim.core.workers import give_back_memory
from sim.ensemble.points import Keep, Point, Sampling, tasks
from sim.ensemble.version import made_with

if TYPE_CHECKING:
    from sim.ensemble.parts import Parts

T = TypeVar("T")
Workers = Callable[[], AbstractContextManager[Executor]]
Progress = Callable[[int, int], None]
DEATHS = 2
TRIES_ALONE = 3
IN_FLIGHT = 2


def run_tasks(
    work: Sequence[Callable[[], T]], workers: Workers, count: int, progress: Progress | None = None
) -> Iterator[T]:
    """What each task gives, as tasks are done.

    Parameters
    ----------
    work
        What is left to do.
    workers
        Opens an executor; opened again when its workers have died.
    count
        How many workers it has; twice as many tasks are in flight, and memory does not grow with the rest.
    progress
        Called with tasks done and tasks in all.

    Raises
    ------
    ResultsError
        When a task has cost its worker's life several times.
    QuestionError
        When a worker has another version of the model.
    """
    left, deaths, done = deque(range(len(work))), Counter[int](), 0
    # What reading the scenario has left over would lie there until the last task.
    give_back_memory()
    while left:
        flying: dict[Future[T], int] = {}
        try:
            with workers() as pool:
                while left or flying:
                    while left and len(flying) < _at_once(left[0], deaths, count):
                        flying[pool.submit(perform, work[left[0]], made_with())] = left[0]
                        left.popleft()
                    for future in wait(flying, return_when=FIRST_COMPLETED).done:
                        given = future.result()
                        del flying[future]
                        done += 1
                        yield given
                        if progress is not None:
                            progress(done, len(work))
        except BrokenExecutor as error:
            _give_back(flying.values(), left, deaths, error)
        except QuestionError as error:
            if not deaths:
                raise
            raise QuestionError(f"{error}. What was done is kept, and the same command goes on from there") from None


def perform(task: Callable[[], T], asked_with: str) -> T:
    """Do a task where it was sent to, provided that the model there is the one that asks.

    Raises
    ------
    QuestionError
        When it is another: its numbers would stand beside others in one table.
    """
    if made_with() != asked_with:
        raise QuestionError(
            f"a worker on {platform.node()} has another version: {made_with()}; here is {asked_with}. "
            f"Install the same on all machines (constraints.txt)"
        )
    done = task()
    give_back_memory()
    return done


def _at_once(following: int, deaths: Counter[int], count: int) -> int:
    return 1 if deaths[following] >= DEATHS else IN_FLIGHT * count


def _give_back(flying: Iterable[int], left: deque[int], deaths: Counter[int], error: BrokenExecutor) -> None:
    lost = sorted(flying, reverse=True)
    left.extendleft(lost)
    # Where no worker lived long enough to be handed anything, what it would have been handed counts as tried.
    lost = lost or [left[0]]
    deaths.update(lost)
    if max(deaths[number] for number in lost) >= DEATHS + TRIES_ALONE:
        raise ResultsError(
            f"a worker died {DEATHS + TRIES_ALONE} times over the same work ({error}); it may have run out of memory: "
            f"use fewer workers with --workers. What was done is kept, and the same command goes on from there"
        ) from error


def run_points(
    points: Sequence[Point],
    keep: Keep,
    sampling: Sampling,
    parts: "Parts",
    workers: Workers,
    count: int,
    progress: Progress | None = None,
) -> list[list[str]]:
    """Run whatever is not yet there; the names of each point's parts in the order of worlds.

    Parameters
    ----------
    points, keep, sampling
        As for `sim.ensemble.points.tasks`.
    parts
        Where parts are kept, and found again.
    workers, count, progress
        As for `run_tasks`.
    """
    left, names = tasks(points, keep, sampling, parts.names())
    for done in run_tasks(left, workers, count, progress):
        for part in done:
            parts.add(part)
    return names
