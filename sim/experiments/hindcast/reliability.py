"""Reliability: of the rows that were given a chance of about so much, how many it happened in.

References
----------
Brown, Cai & DasGupta 2001, Interval estimation for a binomial proportion, Statistical Science 16 (Jeffreys).
"""

import numpy as np
import pandas as pd
from scipy.stats import beta

from sim.experiments.hindcast.chances import Told
from sim.experiments.scores import COVER

EDGES = (0.0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
COLUMNS = ["target", "forecast", "from", "to", "rows", "said", "happened", "low", "high"]


def reliability(target: str, told: Told) -> pd.DataFrame:
    """Chances in classes: how many rows, what was said of them on average, and the share in which it happened.

    Returns
    -------
    pandas.DataFrame
        `COLUMNS`; low and high are the 90 % interval of the share (Jeffreys), which takes rows as independent.
    """
    counts = told.rows["counts"].to_numpy(dtype=bool)
    happened = told.rows["happened"].to_numpy(dtype=float)[counts]
    table = []
    for name, every in told.chances.items():
        chance = every[counts]
        place = np.clip(np.digitize(chance, EDGES) - 1, 0, len(EDGES) - 2)
        for k in np.unique(place):
            at = place == k
            hits, rows = happened[at].sum(), int(at.sum())
            low, high = beta.ppf([(1 - COVER) / 2, (1 + COVER) / 2], hits + 0.5, rows - hits + 0.5)
            table.append((target, name, EDGES[k], EDGES[k + 1], rows, chance[at].mean(), hits / rows, low, high))
    return pd.DataFrame(table, columns=COLUMNS)
