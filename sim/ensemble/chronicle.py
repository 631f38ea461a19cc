"""Chronicle: what happened in one world, quarter by quarter: agreements that began and ended, and crises.

The world told is a typical one. Of every world that came out finite under option and baseline it is the one nearest the
medians of how many offers were taken, how many crises broke out, and how far the option moved the watched pairs, each
measured in interquartile ranges.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.catalogue import instruments
from sim.core.pairs import members
from sim.ensemble.ensemble import Ensemble
from sim.ensemble.kept import Numbers
from sim.ensemble.retell import retell
from sim.ensemble.run import Progress
from sim.ensemble.seen import BEGINS, CRISIS, ENDS, SEVERE, seen
from sim.model.choose import TAKE_UP
from sim.scenario import BASELINE

COLUMNS = ("option", "world", "quarter", "first", "second", "what", "instrument")
PAIRS = 4


def typical_world(ensemble: Ensemble, option: str, against: str = BASELINE) -> int:
    """Number of the world nearest the medians; the first of equals."""
    sound = ensemble.sound(option, against)
    measures = np.column_stack([*counts(ensemble, option).values(), *_changes(ensemble, option, against)])
    known = measures[sound]
    low, middle, high = np.quantile(known, (0.25, 0.5, 0.75), axis=0)
    scale = np.where(high > low, high - low, 1.0)
    far = (((measures - middle) / scale) ** 2).sum(axis=1)
    return int(np.argmin(np.where(sound, far, np.inf)))


def counts(ensemble: Ensemble, option: str) -> dict[str, Numbers]:
    """How many offers were taken and how many crises broke out in each world, `(world,)`."""
    kept = ensemble.kept[option]
    offers = (np.asarray(kept.taken) & (np.asarray(kept.act) == TAKE_UP)).sum(axis=(1, 2))
    return {"offers taken": offers.astype(np.float64), "crises": np.asarray(kept.crises).sum(axis=(1, 2)) / 2}


def _changes(ensemble: Ensemble, option: str, against: str) -> list[Numbers]:
    """How far the option moved alignment of the first watched pairs in each world."""
    if "alignment" not in ensemble.subjects.names:
        return []
    ours, theirs = (ensemble.kept[name].at("alignment", [-1])[:, 0, :PAIRS] for name in (option, against))
    return list((ours - theirs).T)


def chronicle(
    ensemble: Ensemble, options: Sequence[str], world: int, *, progress: Progress | None = None
) -> pd.DataFrame:
    """Run one world of a study again under some options and tell what happened in it.

    Parameters
    ----------
    ensemble
        The study.
    options
        Names of options.
    world
        Number of the world, draw * runs + run.
    progress
        Called with blocks done and blocks in all.

    Returns
    -------
    DataFrame
        One row an event, in the order of time: option, world, quarter (in which it happened, 0 the first), first,
        second (codes), what (an agreement begins or ends, a crisis, or a severe one), instrument (of an agreement).
    """

    def summary(told: Mapping[str, Any], _: NDArray[np.int64]) -> list[tuple[object, ...]]:
        return [row for name in options for row in _events(ensemble, name, world, told[name])]

    rows = retell(ensemble, options, seen, np.zeros(0), summary, worlds=[world], progress=progress)[0]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values("quarter", kind="stable").reset_index(drop=True)


def _events(ensemble: Ensemble, option: str, world: int, told: Mapping[str, Any]) -> list[tuple[object, ...]]:
    actors, keys = ensemble.scenario.actors, instruments().keys
    first, second = members(len(actors))
    rows: list[tuple[object, ...]] = []
    for what in (BEGINS, ENDS):
        for quarter, instrument, pair in np.argwhere(told[what][0]):
            named = (actors[first[pair]], actors[second[pair]], what, keys[instrument])
            rows.append((option, world, int(quarter), *named))
    severe = told[SEVERE][0] > 0
    for quarter, pair in np.argwhere(told[CRISIS][0] > 0):
        what = SEVERE if severe[quarter, pair] else CRISIS
        rows.append((option, world, int(quarter), actors[first[pair]], actors[second[pair]], what, ""))
    return rows
