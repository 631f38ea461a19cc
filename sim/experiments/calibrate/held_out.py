"""What the fitted weights say of years that they have not seen, beside simpler forecasts of the same rows."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.experiments.calibrate.baselines import BASELINES
from sim.experiments.calibrate.rows import Rows
from sim.experiments.scores import Scores, differences, scores

Numbers = NDArray[np.float64]
OURS = "the model"


class Forecast(NamedTuple):
    """Chances of the same rows by several forecasts."""

    rows: Rows
    chances: Mapping[str, Numbers]  # by forecast, `(row,)`; the model's stands under `OURS`


def forecast(rows: Rows, ours: Numbers, first: int, until: int, last: int, *, new: bool) -> Forecast:
    """Put the model's chances of the years after `until` beside those of baselines fitted on the years before.

    Parameters
    ----------
    rows, ours
        Of a whole panel, and what the weights fitted up to `until` say of them.
    first, until, last
        Baselines see the years from `first` to `until`; asked are those after it up to `last`.
    new
        Whether only pairs that had signed nothing before are asked (and seen).
    """
    kind = (rows.first > 0) | (not new)
    seen = rows.where(kind & (rows.year >= first) & (rows.year <= until))
    asked = kind & (rows.year > until) & (rows.year <= last)
    of = rows.where(asked)
    return Forecast(of, {OURS: ours[asked]} | {name: say(seen, of) for name, say in BASELINES.items()})


def joined(forecasts: Sequence[Forecast]) -> Forecast:
    """Forecasts of several origins as one."""
    rows = Rows(*(np.concatenate(parts) for parts in zip(*(each.rows for each in forecasts), strict=True)))
    return Forecast(rows, {name: np.concatenate([f.chances[name] for f in forecasts]) for name in forecasts[0].chances})


def score_table(said: Forecast, times: int = 400) -> pd.DataFrame:
    """Scores of every forecast, and the model's less its, with 90 % intervals clustered by pair and year.

    Returns
    -------
    pandas.DataFrame
        One row a forecast: `forecast`, `log`, `brier`, `auc`, `precision`, and for each of these `_less` (the model's
        less this one's) with `_low` and `_high`; NaN for the model itself.
    """
    happened = said.rows.signed
    pair, year = (np.unique(key, return_inverse=True)[1] for key in (said.rows.pair, said.rows.year))
    others = [name for name in said.chances if name != OURS]
    ends = differences(said.chances[OURS], [said.chances[name] for name in others], happened, pair, year, times)
    mine = scores(said.chances[OURS], happened)
    table = [{"forecast": OURS, **mine._asdict()}]
    for name, (low, high) in zip(others, ends, strict=True):
        theirs = scores(said.chances[name], happened)
        row: dict[str, object] = {"forecast": name, **theirs._asdict()}
        for field in Scores._fields:
            row[f"{field}_less"] = getattr(mine, field) - getattr(theirs, field)
            row[f"{field}_low"], row[f"{field}_high"] = getattr(low, field), getattr(high, field)
        table.append(row)
    return pd.DataFrame(table)
