"""Controls for each triad, and what the triad did less its controls around the event."""

import warnings
from typing import NamedTuple

import numpy as np

from sim.experiments.third_party_study.design import ALIKE_KM, CONTROLS, LEAST_CONTROLS, LEAST_YEARS, WINDOW
from sim.experiments.third_party_study.events import Events, Places
from sim.experiments.third_party_study.history import History, Mask, Numbers

BEFORE, AFTER = slice(0, WINDOW), slice(WINDOW + 1, 2 * WINDOW + 1)
SEEN_BY_MATCH, UNSEEN = slice(0, WINDOW - 1), WINDOW - 1


class Compared(NamedTuple):
    """Triads less their controls, in the units of the outcome; each array `(triad, ...)`.

    `path` is less the mean of the years before, `(triad, year -5 to +5)`; `effect` and `check` as the design says, NaN
    where too little is known.
    """

    effect: Numbers
    check: Numbers
    path: Numbers


def compare(history: History, seen: Events, row: Places, actor: Places, may: Mask, panel: Numbers) -> Compared:
    """Set triads beside their controls.

    Parameters
    ----------
    row, actor
        The event and the third state of each triad, `(triad,)`.
    may
        Which states may be controls of each event, `(event, actor)`.
    panel
        The outcome around each event, `(event, actor, year)`.
    """
    enough = np.minimum(_count(panel[:, :, BEFORE]), _count(panel[:, :, AFTER])) >= LEAST_YEARS
    distance = _unlike(history, seen, row, actor, panel)
    distance = np.where(may[row] & enough[row], distance, np.inf)
    distance[~enough[row, actor]] = np.inf
    nearest = np.argsort(distance, axis=1, kind="stable")[:, :CONTROLS]
    found = np.isfinite(np.take_along_axis(distance, nearest, axis=1))
    controls = np.where(found[:, :, None], panel[row[:, None], nearest], np.nan)
    path = panel[row, actor] - _mean(controls, axis=1)
    path[found.sum(axis=1) < LEAST_CONTROLS] = np.nan
    path = path - _mean(path[:, BEFORE], axis=1)[:, None]
    check = path[:, UNSEEN] - _mean(path[:, SEEN_BY_MATCH], axis=1)
    return Compared(_mean(path[:, AFTER], axis=1), check, path)


def _unlike(history: History, seen: Events, row: Places, actor: Places, panel: Numbers) -> Numbers:
    """How unlike each state is to the third state of each triad, `(triad, actor)`."""
    trend = _slope(panel[:, :, SEEN_BY_MATCH])
    known = trend[np.isfinite(trend)]
    spread = float(known.std()) if len(known) else 0.0
    trend = np.where(np.isfinite(trend), trend, 0.0) / (spread if spread > 0 else 1.0)
    far = np.log(np.maximum(history.kilometres, 1.0))
    j, year = seen.j[row], np.maximum(seen.at[row] - 1, 0)
    size = history.capability[:, year].T
    return np.asarray(
        (trend[row] - trend[row, actor][:, None]) ** 2
        + (far[:, j].T - far[actor, j][:, None]) ** 2
        + (history.kilometres[actor] / ALIKE_KM) ** 2
        + (size - size[np.arange(len(row)), actor][:, None]) ** 2
    )


def _slope(values: Numbers) -> Numbers:
    """Slope of the known years of the last axis, NaN with fewer than two."""
    known = np.isfinite(values)
    when = np.where(known, np.arange(values.shape[-1], dtype=np.float64), np.nan)
    when = when - _mean(when, axis=-1)[..., None]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(
            np.nansum(when * values, axis=-1) / np.where(_count(values) > 1, np.nansum(when**2, axis=-1), np.nan)
        )


def _count(values: Numbers) -> Numbers:
    return np.isfinite(values).sum(axis=-1).astype(np.float64)


def _mean(values: Numbers, axis: int) -> Numbers:
    """Mean of what is known, NaN where nothing is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return np.asarray(np.nanmean(values, axis=axis))
