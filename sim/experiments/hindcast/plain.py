"""Plain forecasts of yes or no, each from columns known at the origin and fitted on the years before it.

| name | what it knows |
|---|---|
| base rate | the share of all pairs and years |
| persistence | whether it happened to the pair in the last five years |
| climatology | the shares by class: with a permanent member or not, with a common border or not |
| own past | the pair's own past rate, shrunk towards that of all pairs (gamma and Poisson, by moments) |
| gravity | GDP of the two, distance, border (logit) |
| partners | how many partners the two have (preferential attachment, logit) |
| shared partners | how many partners they share (logit) |
"""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.experiments.logit import fit_logit

Numbers = NDArray[np.float64]
Plain = Callable[[pd.DataFrame, pd.DataFrame], Numbers]
HALF_ROW = 0.5  # added to each count, so that no class has a chance of 0 or 1


def shares(*columns: str) -> Plain:
    """Say the share of a row's class; a class that was never seen has that of all rows."""

    def say(seen: pd.DataFrame, asked: pd.DataFrame) -> Numbers:
        whole = (seen["happened"].sum() + HALF_ROW) / (len(seen) + 1)
        if not columns:
            return np.full(len(asked), whole)
        counts = seen.groupby(list(columns))["happened"].agg(["sum", "size"])
        share = ((counts["sum"] + HALF_ROW * whole) / (counts["size"] + HALF_ROW)).rename("share")
        joined = asked[list(columns)].join(share, on=list(columns))["share"]
        return joined.fillna(whole).to_numpy(dtype=float)

    return say


def _logit(*columns: str) -> Plain:
    def say(seen: pd.DataFrame, asked: pd.DataFrame) -> Numbers:
        said = fit_logit(seen[list(columns)].to_numpy(dtype=float), seen["happened"].to_numpy(dtype=float))
        return said(asked[list(columns)].to_numpy(dtype=float))

    return say


def _own_past(_seen: pd.DataFrame, asked: pd.DataFrame) -> Numbers:
    pairs = asked.drop_duplicates("pair")
    mean, spread = pairs["disputes"].mean(), pairs["disputes"].var()
    shape = mean**2 / max(spread - mean, 1e-3 * mean)
    rate = (asked["disputes"] + shape) / (asked["years"] * (1 + shape / mean))
    return -np.expm1(-rate.to_numpy(dtype=float))


_GRAVITY = _logit("gdp", "distance", "border")
OF_AGREEMENTS: Mapping[str, Plain] = {
    "base rate": shares(),
    "persistence": shares("signed_lately"),
    "climatology": shares("great", "border"),
    "gravity": _GRAVITY,
    "partners": _logit("partners"),
    "shared partners": _logit("shared"),
}
OF_CRISES: Mapping[str, Plain] = {
    "base rate": shares(),
    "persistence": shares("disputed_lately"),
    "climatology": shares("great", "border"),
    "own past": _own_past,
    "gravity": _GRAVITY,
}
"""From the rows before the origin and the rows asked about to chances of the latter, `(row,)`."""
