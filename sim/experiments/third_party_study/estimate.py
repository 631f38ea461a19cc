"""A mean over triads with an interval that knows that events and third states come in clusters.

    V = V(bundle of events) + V(third state) - V(triad),   never less than either of the first two

Triads of one event share j and the year, triads of one third state share that state; V of a cluster is the sum of the
squared sums of deviations, over n^2, times G/(G-1). The interval is the mean plus and minus t(G-1) sqrt(V), G the
smaller number of clusters.

References
----------
Cameron, Gelbach & Miller 2011, Robust inference with multiway clustering, Journal of Business & Economic Statistics 29.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.stats import norm, t

from sim.experiments.third_party_study.design import COVER
from sim.experiments.third_party_study.events import Places
from sim.experiments.third_party_study.history import Numbers

LEAST_CLUSTERS = 5
POWER = 0.8


class Estimate(NamedTuple):
    """A mean over triads; NaN where there are fewer than five clusters either way.

    `seen` is the smallest true effect that such a study would have told from zero in 80 of 100 cases.
    """

    estimate: float
    low: float
    high: float
    n: int
    bundles: int
    actors: int
    error: float
    seen: float


def mean_of(values: Numbers, bundle: Places, actor: Places | None = None) -> Estimate:
    """Mean and interval of the triads whose value is known; without third states, bundles are the only clusters."""
    known = np.isfinite(values)
    d, clusters = values[known], [places[known] for places in (bundle, actor) if places is not None]
    groups = [len(np.unique(places)) for places in clusters]
    counted = len(d), groups[0], groups[-1]
    if min(groups) < LEAST_CLUSTERS:
        return Estimate(np.nan, np.nan, np.nan, *counted, np.nan, np.nan)
    centre = float(d.mean())
    error = float(np.sqrt(_variance(d - centre, clusters)))
    reach = float(t.ppf((1 + COVER) / 2, min(groups) - 1))
    seen = (reach + float(norm.ppf(POWER))) * error
    return Estimate(centre, centre - reach * error, centre + reach * error, *counted, error, seen)


def _variance(rest: Numbers, clusters: Sequence[Places]) -> float:
    each = [_of_clusters(rest, places) for places in clusters]
    return max(sum(each) - (len(each) - 1) * float((rest**2).sum()) / len(rest) ** 2, *each)


def _of_clusters(rest: Numbers, cluster: Places) -> float:
    sums = np.bincount(np.unique(cluster, return_inverse=True)[1], rest)
    return float((sums**2).sum()) / len(rest) ** 2 * len(sums) / (len(sums) - 1)
