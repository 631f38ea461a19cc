"""A batch: the tasks of a question, through any executor, a few at a time, and none of them lost.

Workers speak `concurrent.futures.Executor`: processes here, or those of a Dask cluster. A worker that dies takes with
it what it was doing and no more: its tasks are handed out again, up to a few times, since a task that kills every
worker must not run for ever.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import AbstractContextManager

from sim.core.errors import ResultsError
from sim.ensemble.parts import Parts
from sim.ensemble.points import Keep, Part, Point, Sampling, Task, tasks

Workers = Callable[[], AbstractContextManager[Executor]]
Progress = Callable[[int, int], None]
TRIES = 3
IN_FLIGHT = 2


def run_tasks(
    work: Sequence[Task], workers: Workers, count: int, progress: Progress | None = None
) -> Iterator[list[Part]]:
    """The parts of each task, as tasks are done.

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
    """
    left, tried, done = deque(range(len(work))), Counter[int](), 0
    while left:
        with workers() as pool:
            flying: dict[Future[list[Part]], int] = {}
            try:
                while left or flying:
                    while left and len(flying) < IN_FLIGHT * count:
                        number = left.popleft()
                        flying[pool.submit(work[number])] = number
                    for future in wait(flying, return_when=FIRST_COMPLETED).done:
                        parts = future.result()
                        del flying[future]
                        done += 1
                        yield parts
                        if progress is not None:
                            progress(done, len(work))
            except BrokenExecutor as error:
                _give_back(flying, left, tried, error)


def _give_back(
    flying: dict[Future[list[Part]], int], left: deque[int], tried: Counter[int], error: BrokenExecutor
) -> None:
    for number in sorted(flying.values(), reverse=True):
        tried[number] += 1
        left.appendleft(number)
    if tried and max(tried.values()) >= TRIES:
        raise ResultsError(
            f"a worker died {TRIES} times over the same work ({error}); it may have run out of memory: use fewer "
            f"workers with --workers. What was done is kept, and the same command goes on from there"
        ) from error


def run_points(
    points: Sequence[Point],
    keep: Keep,
    sampling: Sampling,
    parts: Parts,
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
