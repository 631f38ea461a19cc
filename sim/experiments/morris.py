"""Morris: a cheap screen of many assumptions, by small steps along a few random paths through all their ranges.

    mu*_j = mean of |y(x + step in x_j) - y(x)| / step, over paths, with x_j in units of its range

Paths and estimator are SALib's. Steps of a path share their luck.

References
----------
Morris 1991, Technometrics 33(2); Campolongo, Cariboni & Saltelli 2007, Environmental Modelling & Software 22(10) (mu*).
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.experiments.rows import Rows, whole_groups
from sim.experiments.sobol import COVER, RESAMPLES, Ranges, problem

Numbers = NDArray[np.float64]
LEVELS = 4


def morris_design(ranges: Ranges, paths: int, seed: int) -> Rows:
    """So many random paths, each of one row more than there are assumptions."""
    from SALib.sample import morris

    # SALib takes a seed of 0 for none.
    sampled = morris.sample(problem(ranges), paths, num_levels=LEVELS, seed=seed + 1)
    return Rows(pd.DataFrame(sampled, columns=list(ranges)), np.repeat(np.arange(paths), len(ranges) + 1))


def morris_screen(ranges: Ranges, rows: Rows, figures: Numbers, seed: int) -> pd.DataFrame:
    """The mean size of each assumption's steps, the largest first.

    Parameters
    ----------
    ranges, rows
        As for and of `morris_design`.
    figures
        `(row,)`; NaN where it is missing. A path of which a row is missing is left out whole.
    seed
        Of the resampling behind the intervals.

    Returns
    -------
    DataFrame
        assumption, mu_star (figure a range), lo, hi (its 90 % interval), mu (with signs), sigma (its spread), paths.

    Raises
    ------
    QuestionError
        When fewer than two paths are whole, or the figure never changes.
    """
    from SALib.analyze import morris

    kept = whole_groups(rows, figures)
    words = {"num_levels": LEVELS, "num_resamples": RESAMPLES, "conf_level": COVER, "seed": seed + 1}
    found = morris.analyze(problem(ranges), rows.points.to_numpy()[kept], figures[kept], **words)
    size, half = np.asarray(found["mu_star"]), np.asarray(found["mu_star_conf"])
    table = pd.DataFrame(
        {
            "assumption": list(ranges),
            "mu_star": size,
            "lo": size - half,
            "hi": size + half,
            "mu": np.asarray(found["mu"]),
            "sigma": np.asarray(found["sigma"]),
            "paths": int(kept.sum()) // (len(ranges) + 1),
        }
    )
    return table.sort_values("mu_star", ascending=False, kind="stable", ignore_index=True)
