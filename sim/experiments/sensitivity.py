"""Sensitivity: a figure at every row of a design, and the cheap screen that says which assumptions to look at closely.

A figure is an outcome of a subject at the horizon, under an option against another, or as it stands under one alone.
Each row of a design is the mean over the runs of its luck id, paired world by world.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.ensemble.parts import Parts
from sim.ensemble.points import Sampling
from sim.ensemble.rows import run_rows
from sim.experiments.morris import morris_design, morris_screen
from sim.experiments.paired import Figure, Workforce, kept_of
from sim.experiments.rows import Rows
from sim.experiments.varied import Varied
from sim.scenario import Scenario

Numbers = NDArray[np.float64]
PATHS = 4


@dataclass(frozen=True)
class Work:
    """What a sensitivity asks of worlds, and how they are run.

    Attributes
    ----------
    scenario, varied
        The scenario as read, and what varies in it.
    asked
        Which figures.
    sampling
        Which worlds.
    parts, force
        Where the work is kept, and who does it.
    """

    scenario: Scenario
    varied: Varied
    asked: tuple[Figure, ...]
    sampling: Sampling
    parts: Parts
    force: Workforce


def at_rows(work: Work, rows: Rows) -> Numbers:
    """The figures at every row of a design, `(figure, row)`; NaN where any of a row's worlds failed."""
    keep, columns = kept_of(work.scenario, work.asked, work.sampling)
    points = [
        work.varied.points({str(name): float(x) for name, x in row.items()}) for row in rows.points.to_dict("records")
    ]
    force = work.force
    found = run_rows(points, rows.luck, keep, work.sampling, work.parts, force.workers, force.count, force.progress)[
        ..., columns
    ]
    effect = found[:, 0] - found[:, 1] if found.shape[1] == 2 else found[:, 0]
    return np.asarray(effect.mean(axis=1).T)


def screen(work: Work) -> list[pd.DataFrame]:
    """All that varies, ranked for each figure by the mean size of steps along a few paths (Morris)."""
    rows = morris_design(work.varied.ranges, PATHS, work.sampling.seed)
    figures = at_rows(work, rows)
    return [morris_screen(work.varied.ranges, rows, figure, work.sampling.seed) for figure in figures]


def most_important(screened: Sequence[pd.DataFrame], most: int) -> tuple[str, ...]:
    """The assumptions that move a figure most, taken from each figure's ranking in turn."""
    ranked = [list(table["assumption"]) for table in screened]
    in_turn = [name for names in zip(*ranked, strict=True) for name in names]
    return tuple(dict.fromkeys(in_turn))[:most]
