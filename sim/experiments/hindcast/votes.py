"""Positions some years after an origin: the UN ideal points that came, and what forecasts expected of them.

| name | mean | spread |
|---|---|---|
| the model | mean over worlds | that of the worlds, joined with the error of a year's votes |
| persistence | the last ideal point | root mean square change over as many years, up to the origin |
| climatology | mean of the state's ideal points | their spread |

Changes of persistence are weighed by age as the model's drift is (`drift.py`), so that both have seen the same.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.evidence.sources import Public
from sim.experiments.hindcast.ahead import Ahead
from sim.experiments.hindcast.chances import OURS, Run
from sim.experiments.hindcast.drift import HALF_LIFE
from sim.experiments.hindcast.expected import Expected, Normal

Numbers = NDArray[np.float64]
HORIZONS = (1, 5, 10)
FILE = "unga_ideal_points"


def last_votes(public: Public) -> int:
    """Return the last year of ideal points on record."""
    return int(public.table(FILE)["year"].max())


def positions(public: Public, runs: Mapping[str, Run], horizon: int) -> Expected:
    """Ideal points of all states that voted, some years after an origin."""
    now = runs[OURS].ahead
    table = public.table(FILE).pivot(index="year", columns="iso3", values="ideal_fp")
    table = table.reindex(index=range(table.index.min(), now.origin + horizon + 1), columns=list(now.actors))
    past, came = table.loc[: now.origin], table.loc[now.origin + horizon].to_numpy(dtype=float)
    said = {name: _worlds(run.ahead, horizon) for name, run in runs.items()}
    said["persistence"] = Normal(past.ffill().iloc[-1].to_numpy(dtype=float), np.full(len(came), _moved(past, horizon)))
    said["climatology"] = Normal(past.mean().to_numpy(dtype=float), past.std().to_numpy(dtype=float))
    rows = pd.DataFrame({"origin": now.origin, "year": now.origin + horizon, "unit": now.actors, "came": came})
    known = np.isfinite(came) & np.isfinite(said["climatology"].spread)
    return Expected(rows, said).where(known)


def _worlds(ahead: Ahead, horizon: int) -> Normal:
    at = ahead.position[:, horizon]
    return Normal(at.mean(axis=0), np.sqrt(at.var(axis=0, ddof=1) + ahead.error**2))


def _moved(past: pd.DataFrame, horizon: int) -> float:
    """Root mean square change over a number of years, of all states, a recent one counting more."""
    change = (past - past.shift(horizon)).to_numpy(dtype=float)
    weight = np.broadcast_to(0.5 ** (np.arange(len(past))[::-1, None] / HALF_LIFE), change.shape)
    known = np.isfinite(change)
    return float(np.sqrt((weight * change**2)[known].sum() / weight[known].sum()))
