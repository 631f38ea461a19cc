"""The numbers behind the chart of moves, and an order of actors in which blocs stand together."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from sim.charts.choice import checked_against, checked_option
from sim.ensemble import Ensemble
from sim.ensemble.kept import Numbers
from sim.scenario import BASELINE

AGREED = 0.8


def bloc_order(alignment: Numbers) -> list[int]:
    """Actors ordered so that those aligned with each other stand side by side.

    Parameters
    ----------
    alignment
        `(actor, other)`, -1 to 1.

    Returns
    -------
    list of int
        Positions, by the second eigenvector of the Laplacian of likeness (1 + A) / 2; the direction is that which puts
        the first actor in the first half.

    References
    ----------
    Atkins, Boman & Hendrickson 1998, A spectral algorithm for seriation and the consecutive ones problem, SIAM Journal
    on Computing 28(1), section 2.
    """
    likeness = (2 + alignment + alignment.T) / 4
    np.fill_diagonal(likeness, 0.0)
    laplacian = np.diag(likeness.sum(axis=1)) - likeness
    # Rounding keeps equal actors in the order of their codes on every machine.
    place = np.round(np.linalg.eigh(laplacian)[1][:, 1], 9)
    order = np.argsort(place, kind="stable")
    return (order if np.flatnonzero(order == 0)[0] < len(order) / 2 else order[::-1]).tolist()


def agreement(mean: Numbers, pieces: Iterable[Numbers]) -> Numbers:
    """Share of worlds whose change has the sign of the mean, `(actor, other)`; 0 where nothing changes."""
    sign = np.sign(mean)
    counts = [((np.sign(change) == sign).sum(axis=0), len(change)) for change in pieces]
    return np.where(sign != 0, sum(same for same, _ in counts) / sum(worlds for _, worlds in counts), 0.0)


def data(ensemble: Ensemble, option: str | None = None, against: str = BASELINE) -> pd.DataFrame:
    """Numbers of the chart of moves.

    Parameters
    ----------
    ensemble
        The study.
    option
        The one with the largest mean absolute effect when left out.
    against
        What it is set against.

    Returns
    -------
    DataFrame
        One row a cell, row by row as drawn: option, source, target, change (mean paired change of alignment at the
        horizon) and agree (share of worlds whose change has the sign of the mean).
    """
    name = checked_option(ensemble, option)
    order = bloc_order(ensemble.scenario.opening.figures["alignment"])
    codes = ensemble.scenario.actors
    checked_against(ensemble, name, against)
    mean = ensemble.moves(name, against=against).to_numpy()
    agree = agreement(mean, ensemble.closing_change(name, "alignment", against))
    rows = [(name, codes[i], codes[j], mean[i, j], agree[i, j]) for i in order for j in order if i != j]
    return pd.DataFrame(rows, columns=["option", "source", "target", "change", "agree"])
