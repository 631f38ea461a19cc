"""What is usual: how triads differ from their controls in quiet years, when nothing was agreed.

    d = m + a(i) + b(year) + c(j) + rest        fitted on quiet triads, ridge of two rows on a, b, c

States that fear others also differ from their controls in other ways that last: without this, placebo events showed
effects. What is usual for the third state, for the year and for j is taken off every triad, so that an effect is what
is not. Only what happened in quiet years is seen by the fit, never an event.

References
----------
Borusyak, Jaravel & Spiess 2024, Revisiting event-study designs, Review of Economic Studies 91 (imputation from
untreated observations).
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from sim.experiments.third_party_study.design import WINDOW
from sim.experiments.third_party_study.events import Events, Places
from sim.experiments.third_party_study.history import History, Mask, Numbers

RIDGE = 2.0
MOST_EVENTS = 8000  # quiet pairs and years that are looked at, evenly spread


class Triads(NamedTuple):
    """Whose figures these are: third state, j and place of the year; each `(triad,)`."""

    actor: Places
    j: Places
    at: Places


Usual = Mapping[str, Numbers]  # by outcome, `(column, 1 + third states + years + others)`


def quiet(agreed: Mask) -> Mask:
    """Where nothing was agreed within `WINDOW` years before and after, `(actor, other, year)`."""
    near = agreed.copy()
    for step in range(1, WINDOW + 1):
        near[:, :, step:] |= agreed[:, :, :-step]
        near[:, :, :-step] |= agreed[:, :, step:]
    return ~near


def quiet_events(history: History, kind: str, real: Events) -> Events:
    """Pairs in quiet years, from the first to the last year of the real events."""
    still, year = quiet(history.agreed[kind]), np.arange(history.years)
    asked = (year >= real.at.min(initial=history.years)) & (year <= real.at.max(initial=0))
    pairs = ~np.eye(len(history.actors), dtype=bool)
    j, k, at = np.nonzero(still & asked & pairs[:, :, None])
    step = -(-len(j) // MOST_EVENTS) if len(j) else 1
    return Events(j[::step], k[::step], at[::step], np.zeros_like(j[::step]))


def fitted(triads: Triads, columns: Numbers, history: History) -> Numbers:
    """Coefficients of every column, `(column, coefficient)`; columns `(triad, column)`, NaN where not known."""
    places, size = _places(triads, history)
    found = np.zeros((columns.shape[1], size))
    for number, column in enumerate(columns.T):
        known = np.isfinite(column)
        rows = int(known.sum())
        ends = np.arange(rows + 1) * places.shape[1]
        design = csr_array((np.ones(rows * places.shape[1]), places[known].ravel(), ends), shape=(rows, size))
        ridge = np.diag(np.r_[1e-9, np.full(size - 1, RIDGE)])
        found[number] = np.linalg.solve((design.T @ design).toarray() + ridge, design.T @ column[known])
    return found


def expected(coefficients: Numbers, triads: Triads, history: History) -> Numbers:
    """What is usual for triads, `(triad, column)`."""
    return np.asarray(coefficients[:, _places(triads, history)[0]].sum(axis=2).T)


def _places(triads: Triads, history: History) -> tuple[Places, int]:
    n, years = len(history.actors), history.years
    columns = (np.zeros_like(triads.actor), 1 + triads.actor, 1 + n + triads.at, 1 + n + years + triads.j)
    return np.stack(columns, axis=1), 1 + 2 * n + years
