"""The numbers behind the chart of moves."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from sim.charts.blocs import in_blocs, sides, strongest
from sim.charts.choice import checked_against, checked_option
from sim.ensemble import Ensemble
from sim.ensemble.kept import Numbers
from sim.scenario import BASELINE

AGREED = 0.8


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
        horizon), agree (share of worlds whose change has the sign of the mean) and bloc (at the start, of the source: 1
        that of the strongest state, else 0).
    """
    name = checked_option(ensemble, option)
    start = np.asarray(ensemble.scenario.opening.figures["alignment"])
    bloc = sides(start, strongest(ensemble.scenario)) > 0
    order = in_blocs(start, bloc)
    codes = ensemble.scenario.actors
    checked_against(ensemble, name, against)
    mean = ensemble.moves(name, against=against).to_numpy()
    agree = agreement(mean, ensemble.closing_change(name, "alignment", against))
    rows = [(name, codes[i], codes[j], mean[i, j], agree[i, j], int(bloc[i])) for i in order for j in order if i != j]
    return pd.DataFrame(rows, columns=["option", "source", "target", "change", "agree", "bloc"])
