"""With and without: the effects of a study beside those of the same one with something switched off."""

import pandas as pd

from sim.ensemble import Ensemble
from sim.experiments.effect import leading_outcome, read_effects
from sim.scenario import BASELINE


def side_by_side(full: Ensemble, without: Ensemble) -> pd.DataFrame:
    """Effects of every option on the leading outcome at the horizon.

    Parameters
    ----------
    full, without
        The same scenario, seed, draws and runs; in the second something is off.

    Returns
    -------
    DataFrame
        Columns option, subject, and mean, lo, hi with everything on and, ending in `_without`, with it off. Each is
        paired with the baseline of its own worlds.
    """
    outcome, dates = leading_outcome(full), [full.scenario.quarters]
    tables = [ensemble.effects(quarters=dates) for ensemble in (full, without)]
    rows = []
    for option in full.options:
        if option == BASELINE:
            continue
        pairs = (read_effects(table, e, outcome, option) for table, e in zip(tables, (full, without), strict=True))
        for ours, theirs in zip(*pairs, strict=True):
            rows.append((option, ours.subject, ours.mean, ours.lo, ours.hi, theirs.mean, theirs.lo, theirs.hi))
    columns = ["option", "subject", "mean", "lo", "hi", "mean_without", "lo_without", "hi_without"]
    return pd.DataFrame(rows, columns=columns)
