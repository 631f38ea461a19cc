"""What an outcome did around each event, for every third state: `(event, actor, year -5 to +5)`."""

import numpy as np

from sim.experiments.third_party_study.design import WINDOW, Outcome
from sim.experiments.third_party_study.events import Events, Places
from sim.experiments.third_party_study.history import History, Mask, Numbers

SPAN = 2 * WINDOW + 1


def around(history: History, outcome: Outcome, seen: Events) -> Numbers:
    """The outcome around each event, in the direction that the claim expects; NaN where it is not known."""
    grid = history.grids[outcome.grid]
    years = seen.at[:, None] + np.arange(-WINDOW, WINDOW + 1)
    if outcome.over == "partner":
        found = _window(grid, seen.j, years)
    elif outcome.over == "others":
        two = _known(_window(grid, seen.j, years)) + _known(_window(grid, seen.k, years))
        found = _window(_summed(grid)[:, None], np.zeros_like(seen.j), years) - two
    else:
        found = _of_fellows(grid, history.afraid(), seen, years)
    return outcome.sign * _told(outcome, np.moveaxis(found, 0, 1))


def unit(history: History, outcome: Outcome) -> float:
    """Standard deviation of the outcome's yearly change over all pairs (or states) and years."""
    grid = history.grids[outcome.grid]
    if outcome.over == "partner":
        series = grid
    elif outcome.over == "others":
        series = _summed(grid)[:, None]
    else:
        afraid = np.moveaxis(history.afraid(), 0, -1).astype(np.float64)
        with_fellows = np.einsum("iot,okt->ikt", _known(grid), afraid)
        seen = np.isfinite(_summed(grid))[:, None] & (afraid.sum(axis=0) > 0)[None]
        series = np.where(seen, with_fellows, np.nan)
    change = np.diff(_told(outcome, series), axis=-1)
    known = change[np.isfinite(change)]
    spread = float(known.std()) if len(known) else np.nan
    return spread if spread > 0 else np.nan


def _told(outcome: Outcome, values: Numbers) -> Numbers:
    return np.log1p(np.maximum(values, 0)) if outcome.logged else values


def _known(grid: Numbers) -> Numbers:
    return np.where(np.isfinite(grid), grid, 0.0)


def _summed(grid: Numbers) -> Numbers:
    """Sum over all others, `(actor, year)`; unknown where nothing is known."""
    silent = ~np.isfinite(grid).any(axis=1)
    return np.where(silent, np.nan, _known(grid).sum(axis=1))


def _window(grid: Numbers, other: Places, years: np.ndarray) -> Numbers:
    """`(actor, other, year)` cut to one other and some years of each event, unknown outside the record."""
    inside: Mask = (years >= 0) & (years < grid.shape[-1])
    cut = grid[:, other[:, None], np.clip(years, 0, grid.shape[-1] - 1)]
    return np.where(inside, cut, np.nan)


def _of_fellows(grid: Numbers, afraid: Mask, seen: Events, years: np.ndarray) -> Numbers:
    """Sums over the states that fear k at the opening of the year of the event, j left out, `(actor, event, year)`."""
    fellows = afraid[seen.at, :, seen.k].copy()
    fellows[np.arange(len(seen.j)), seen.j] = False
    inside = (years >= 0) & (years < grid.shape[-1])
    at, known, silent = np.clip(years, 0, grid.shape[-1] - 1), _known(grid), ~np.isfinite(_summed(grid))
    found = np.empty((len(grid), len(years), SPAN))
    for event, mark in enumerate(fellows):
        cut = known[:, mark][:, :, at[event]].sum(axis=1)
        found[:, event] = np.where(inside[event] & ~silent[:, at[event]], cut, np.nan)
    return found
