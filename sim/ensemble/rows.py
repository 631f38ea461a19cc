"""Rows of a design: each a few points in the worlds of its own luck, which rows of one group share.

A sensitivity design holds groups of rows that differ in some assumptions only. Rows of a group carry the same luck id,
and so meet the same worlds: what differs between them is the assumption, and not luck. Groups differ in luck, so that
what holds over groups holds over luck.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.ensemble.batch import Progress, Workers, run_tasks
from sim.ensemble.parts import Parts
from sim.ensemble.points import Keep, Point, Sampling, Task, part_name

Numbers = NDArray[np.float64]
LuckIds = NDArray[np.int64]


def worlds_of(luck: int, runs: int) -> NDArray[np.int64]:
    """World numbers of a luck id: a draw of its own, and each run in it."""
    return np.arange(luck * runs, (luck + 1) * runs)


def run_rows(
    rows: Sequence[Sequence[Point]],
    luck: LuckIds,
    keep: Keep,
    sampling: Sampling,
    parts: Parts,
    workers: Workers,
    count: int,
    progress: Progress | None = None,
) -> Numbers:
    """Figures of every row, `(row, point, world, column)`; NaN in worlds that failed.

    Parameters
    ----------
    rows
        The points of each row, the same number in each; points of a row share their surroundings.
    luck
        Luck id of each row, `(row,)`: its worlds are the runs of the draw of that number.
    keep, sampling
        What to keep of a world; seed, runs and horizon. How many draws there are plays no part.
    parts, workers, count, progress
        As for `sim.ensemble.batch.run_points`.
    """
    names = [
        [part_name(point, worlds_of(int(which), sampling.runs), keep, sampling) for point in row]
        for row, which in zip(rows, luck, strict=True)
    ]
    there, work = parts.names(), list[Task]()
    for row, of_row, which in zip(rows, names, luck, strict=True):
        wanted = {name: point for name, point in zip(of_row, row, strict=True) if name not in there}
        there |= wanted.keys()
        if wanted:
            work.append(Task(wanted, worlds_of(int(which), sampling.runs), keep, sampling))
    for done in run_tasks(work, workers, count, progress):
        for part in done:
            parts.add(part)
    return np.stack([[parts.read(name).values for name in of_row] for of_row in names])
