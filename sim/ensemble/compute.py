"""Compute: the worlds of a study, stretch by stretch, through any executor; what is there is not done again."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.core.errors import ResultsError
from sim.core.workers import cores
from sim.ensemble.batch import Progress, Workers, run_tasks
from sim.ensemble.kept import Kept, join
from sim.ensemble.stored import Stored
from sim.ensemble.stretch_file import StretchFile, write_stretch
from sim.ensemble.stretches import Stretch, cut, path_of, stretch_names, whole

if TYPE_CHECKING:
    from sim.ensemble.job import Job

LAST_PIECES = 4


@dataclass(frozen=True)
class Force:
    """Who does the work.

    Attributes
    ----------
    workers
        What opens an executor, again when its workers have died.
    count
        How many workers it has.
    here
        Whether the workers write into the folders of this machine; else what they made is sent back.
    """

    workers: Workers
    count: int
    here: bool = True


def names_of(work: "Job", worlds: int) -> dict[str, list[str]]:
    """Names of the stretches of each option, in the order of worlds."""
    return stretch_names(work.points(), work.subjects, (work.seed, work.runs, work.quarters), worlds)


def compute(
    work: "Job",
    worlds: int,
    force: Force,
    folder: Path | None,
    progress: Progress | None = None,
    *,
    again: bool = False,
    torn: Callable[[Path], None] | None = None,
) -> Mapping[str, Kept]:
    """All options of a study in all its worlds.

    Parameters
    ----------
    work
        What is asked.
    worlds
        How many worlds.
    force
        Who does it.
    folder
        Where worlds are written as they are done, and stay; they are held in memory when None.
    progress
        Called with stretches done and stretches in all.
    again
        Run also what is there.
    torn
        Called with each file that was found torn and is made again.
    """
    names = names_of(work, worlds)
    every = [name for of_option in names.values() for name in of_option]
    there, broken = (set[str](), list[Path]()) if folder is None or again else whole(folder, every)
    if torn is not None:
        for path in broken:
            torn(path)
    held: dict[str, Kept] = {}
    left = _ending_together(_left(work, names, worlds, there, folder if force.here else None), force.count)
    for done in run_tasks(left, force.workers, force.count, progress):
        for name, kept in done.items():
            if kept is not None and folder is not None:
                write_stretch(path_of(folder, name), kept)
            elif kept is not None:
                held[name] = kept
    if folder is None:
        return {option: join([held[name] for name in of_option]) for option, of_option in names.items()}
    return {option: stored(folder, of_option) for option, of_option in names.items()}


def stored(folder: Path, names: list[str]) -> Stored:
    """The worlds of an option from its stretches in a folder."""
    return Stored([StretchFile(path_of(folder, name)) for name in names])


def _left(
    work: "Job", names: Mapping[str, list[str]], worlds: int, there: set[str], folder: Path | None
) -> list[Stretch]:
    left = []
    for k, numbers in enumerate(cut(worlds)):
        # Options that differ in nothing have one name, and are run once.
        wanted = {of_option[k]: option for option, of_option in names.items() if of_option[k] not in there}
        if wanted:
            left.append(Stretch(work, numbers, wanted, folder))
    return left


def _ending_together(left: list[Stretch], count: int) -> list[Stretch]:
    # A worker that has nothing left waits for the others for as long as the last task takes.
    return [*left[:-count], *(piece for stretch in left[-count:] for piece in stretch.parted(LAST_PIECES))]


@contextmanager
def threads() -> Iterator[Executor]:
    """An executor of one thread a core."""
    pool = ThreadPoolExecutor(cores())
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def once(executor: Executor) -> Workers:
    """An executor that somebody else opened, and nobody can open again."""
    left = [executor]

    @contextmanager
    def opened() -> Iterator[Executor]:
        if not left:
            raise ResultsError("the workers of the executor died; open another one and run the study again")
        yield left.pop()

    return opened
