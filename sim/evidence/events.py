"""News events of the record 2002-2012, as a balance of cooperation and conflict within a pair."""

import numpy as np

from sim.evidence.coefficients import value
from sim.evidence.grids import Grid, to_grid
from sim.evidence.sources import Public

LOUD = 100.0  # events below which a pair is hardly covered


def balance(public: Public, first: int, last: int, *, directed: bool) -> tuple[Grid, Grid]:
    """Return the log-odds of cooperation over conflict and the number of events, both (source, target).

    `ln[(C + c (1 - p)) / (K + c p)]` with C, K the events of cooperation and conflict (material ones count
    twice), p the share of conflict over all pairs and c pseudo-events that keep quiet pairs near the mean.
    Counts follow coverage, so only this ratio within a pair is used. Türkiye is not in the source.

    Parameters
    ----------
    first, last
        Years of the window, both inside the record.
    directed
        False: both directions of a pair are added, and the grids are symmetric.
    """
    events = public.until("icews_dyad_year", last)
    events = events[events["year"] >= first]
    actors = public.actors()
    if events.empty:
        return np.zeros((len(actors), len(actors))), np.zeros((len(actors), len(actors)))
    good = events["verbal_coop"] + 2 * events["material_coop"]
    bad = events["verbal_conf"] + 2 * events["material_conf"]
    share = float(bad.sum() / (good.sum() + bad.sum()))
    sums = [
        to_grid(actors, events["iso3_source"], events["iso3_target"], column, symmetric=not directed)
        for column in (good, bad)
    ]
    pseudo = value("event_pseudo_count")
    odds = np.log((sums[0] + pseudo * (1 - share)) / (sums[1] + pseudo * share))
    return odds, sums[0] + sums[1]
