"""Events and triads: who newly agreed with whom, which third states fear the partner, and which are indifferent."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from sim.experiments.third_party_study.design import LEAST_YEARS, WINDOW
from sim.experiments.third_party_study.history import History, Mask

Places = NDArray[np.int64]


class Events(NamedTuple):
    """Events seen from one of the two: j agreed with k in a year; each array `(event,)`.

    `bundle` numbers what was agreed together: pairs that share a party in one year, as the members of an alliance do.
    """

    j: Places
    k: Places
    at: Places  # place of the year
    bundle: Places

    def where(self, kept: Mask | Places) -> "Events":
        """Some of them."""
        return Events(*(column[kept] for column in self))


def first_in_years(agreed: Mask) -> Mask:
    """Where something was agreed that had not been for `WINDOW` years, `(actor, other, year)`."""
    fresh = agreed.copy()
    for back in range(1, WINDOW + 1):
        fresh[:, :, back:] &= ~agreed[:, :, :-back]
    fresh[:, :, :WINDOW] = False
    return fresh


def events(history: History, kind: str) -> Events:
    """All events of a kind with room for a window on either side, both directions of each."""
    fresh = first_in_years(history.agreed[kind])
    fresh[:, :, history.years - LEAST_YEARS :] = False
    j, k, at = np.nonzero(fresh)
    return Events(j, k, at, bundles(j, k, at))


def bundles(j: Places, k: Places, at: Places) -> Places:
    """Number what hangs together: events of one year that share a party."""
    if not len(j):
        return j
    most = int(max(j.max(), k.max())) + 1
    one, other = at * most + j, at * most + k
    size = int(max(one.max(), other.max())) + 1
    of_party = connected_components(coo_array((np.ones(len(j)), (one, other)), shape=(size, size)), directed=False)[1]
    found: Places = np.unique(of_party[one], return_inverse=True)[1]
    return found


def roles(history: History, kind: str, seen: Events) -> tuple[Mask, Mask]:
    """Which third states are the triads of each event, and which may be controls, both `(event, actor)`."""
    afraid = history.afraid()[seen.at]
    rows = np.arange(len(seen.j))
    of_k = history.fear[seen.at, :, seen.k]
    third = np.ones_like(of_k, dtype=bool)
    third[rows, seen.j] = third[rows, seen.k] = False
    third &= ~afraid[rows, :, seen.j] & np.isfinite(history.capability[:, np.maximum(seen.at - WINDOW, 0)].T)
    before, now = _touched(history, kind, seen, afraid)
    return third & afraid[rows, :, seen.k] & ~before, third & (of_k == 0) & ~now


def _touched(history: History, kind: str, seen: Events, afraid: Mask) -> tuple[Mask, Mask]:
    """Whether j agreed such a thing with anybody a state fears in the years before, and up to the year itself."""
    agreed = history.agreed[kind]
    years = np.clip(seen.at[:, None] - np.arange(1, WINDOW + 1), 0, None)
    before = agreed[seen.j[:, None], :, years].any(axis=1)
    now = before | agreed[seen.j, :, seen.at]
    return tuple((afraid & side[:, None, :]).any(axis=2) for side in (before, now))  # type: ignore[return-value]
