"""Placebo events: agreements that were not made. Their intervals should exclude zero as often as chance has it.

| placebo | what is drawn |
|---|---|
| years | the same two, in a year when nothing of the kind was agreed between them five years before and after |
| pairs | the same year and k, with a state in place of j that lies as far from k and agreed nothing with it then |

What i does elsewhere is the same whatever stands in place of j, so `pairs` says nothing of it and is not asked.
"""

from typing import Literal

import numpy as np
from numpy.random import Generator

from sim.experiments.third_party_study.design import WINDOW
from sim.experiments.third_party_study.events import Events, bundles
from sim.experiments.third_party_study.history import History, Mask

Drawn = Literal["years", "pairs"]
PLACEBOS: tuple[Drawn, ...] = ("years", "pairs")
# Sides that a placebo can say something of.
TELLS: dict[Drawn, tuple[str, ...]] = {"years": ("cooling", "turning"), "pairs": ("cooling",)}
ALIKE = 8  # states as far from k among which a stand-in for j is drawn


def placebo(history: History, still: Mask, real: Events, drawn: Drawn, luck: Generator) -> Events:
    """Draw placebo events for real ones; a real one for which there is none is left out."""
    return _other_years(still, real, luck) if drawn == "years" else _other_pairs(history, still, real, luck)


def _other_years(still: Mask, real: Events, luck: Generator) -> Events:
    # The two directions of an event move together, as they do in truth.
    year = np.arange(still.shape[2])
    open_years = still[real.j, real.k] & (year >= real.at.min(initial=0)) & (year <= real.at.max(initial=0))
    number = luck.random((len(real.j), len(year)))
    low, high = np.minimum(real.j, real.k), np.maximum(real.j, real.k)
    same = np.unique(np.stack([low, high, real.at]), axis=1, return_inverse=True)[1].ravel()
    score = np.where(open_years, number[same], -1.0)
    return _rebundled(real, real.j, score.argmax(axis=1), score.max(axis=1) >= 0)


def _other_pairs(history: History, still: Mask, real: Events, luck: Generator) -> Events:
    far = np.log(np.maximum(history.kilometres, 1.0))
    unlike = np.abs(far[:, real.k].T - far[real.j, real.k][:, None])
    exists = np.isfinite(history.capability[:, np.maximum(real.at - WINDOW, 0)].T)
    may = still[:, real.k, real.at].T & exists
    rows = np.arange(len(real.j))
    may[rows, real.j] = may[rows, real.k] = False
    order = np.argsort(np.where(may, unlike, np.inf), axis=1, kind="stable")
    most = np.minimum(may.sum(axis=1), ALIKE)
    pick = (luck.random(len(rows)) * np.maximum(most, 1)).astype(np.int64)
    return _rebundled(real, order[rows, pick], real.at, most > 0)


def _rebundled(real: Events, j: np.ndarray, at: np.ndarray, kept: Mask) -> Events:
    j, k, at = j[kept], real.k[kept], at[kept]
    return Events(j, k, at, bundles(j, k, at))
