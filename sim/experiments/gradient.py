"""Gradient: how fast a figure moves with every parameter in expectation, beside differences of the sampled model.

Gradients are of worlds in which choices and chances have their probabilities (`sim.model.expect`), one for each draw,
and told over the whole range of a parameter: slope x (high - low). For those that move a figure most, the sampled model
is run at both ends of the range in the same worlds, as a tornado does: where the two disagree, the effect bends over
the range, or lives in what expectation leaves out.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble.effects import bootstrap_mean
from sim.ensemble.slopes import slopes_at
from sim.experiments.paired import kept_of
from sim.experiments.sensitivity import Work, most_important
from sim.experiments.tornado import tornadoes
from sim.model import PARAMETERS

Numbers = NDArray[np.float64]
SAMPLED = {"difference": "sampled", "lo": "sampled_lo", "hi": "sampled_hi", "worlds": "worlds", "centre": "mean"}


def gradients(work: Work, most: int) -> list[pd.DataFrame]:
    """Gradients by every parameter that varies, and paired differences of the sampled model for the strongest.

    Parameters
    ----------
    work
        Its ranges are of parameters, its draws those in which gradients are taken.
    most
        For how many parameters the sampled model is run.

    Returns
    -------
    list of DataFrame
        For each figure one row a parameter, the steepest first: its range, the gradient (a unit of the parameter), the
        slope (over the range) with its 90 % interval over draws, the figure in expectation (expected) and how many
        draws count; then of the sampled model the difference between the ends with its interval, worlds, and the mean
        with nothing held; NaN where it was not run.

    Raises
    ------
    QuestionError
        When something varies that is no parameter, or no draw gives finite gradients.
    """
    of = work.varied.ranges
    if other := [name for name in of if name not in PARAMETERS]:
        raise QuestionError(f"--vary {other[0]}: a gradient is by parameters; use --method tornado for anything else")
    values, slopes = _by_draw(work)
    tables = [_table(work, values[:, k], slopes[:, k]) for k in range(len(work.asked))]
    chosen = most_important(tables, min(most, len(of)))
    sampled = tornadoes(
        {name: of[name] for name in chosen}, work.varied.points, work.scenario, work.asked, work.sampling, work.parts,
        work.force,
    )  # fmt: skip
    named = (table.rename(columns=SAMPLED)[["assumption", *SAMPLED.values()]] for table in sampled)
    return [table.merge(beside, how="left", on="assumption") for table, beside in zip(tables, named, strict=True)]


def _by_draw(work: Work) -> tuple[Numbers, Numbers]:
    """Figures in expectation `(draw, figure)`, and their slopes `(draw, figure, parameter)`."""
    keep, columns = kept_of(work.scenario, work.asked, work.sampling)
    points, sampling = work.varied.points({}), work.sampling
    values, slopes = [], []
    for draw in range(sampling.draws):
        sides = [slopes_at(point, keep, sampling.seed, draw, sampling.quarters) for point in points]
        values.append([side.values[columns] for side in sides])  # noqa: PD011
        slopes.append([side.slopes[columns] for side in sides])
    signs = np.array((1.0, -1.0)[: len(points)])
    return np.einsum("dpf,p->df", np.array(values), signs), np.einsum("dpfk,p->dfk", np.array(slopes), signs)


def _table(work: Work, values: Numbers, slopes: Numbers) -> pd.DataFrame:
    """Gradients of one figure, from `(draw,)` and `(draw, parameter)`."""
    of, sampling = work.varied.ranges, work.sampling
    sound = np.flatnonzero(np.isfinite(slopes).all(axis=1) & np.isfinite(values))
    if not len(sound):
        raise QuestionError("no draw came out with finite gradients")
    low, high = (np.array([ends[k] for ends in of.values()]) for k in (0, 1))
    gradient = slopes[sound][:, [list(PARAMETERS).index(name) for name in of]]
    over_range = gradient * (high - low)
    lo, hi = bootstrap_mean(over_range, sound, sampling.draws, sampling.seed)
    table = pd.DataFrame(
        {
            "assumption": list(of),
            "low": low,
            "high": high,
            "gradient": gradient.mean(axis=0),
            "slope": over_range.mean(axis=0),
            "lo": lo,
            "hi": hi,
            "expected": values[sound].mean(),
            "draws": len(sound),
        }
    )
    return table.sort_values("slope", key=abs, ascending=False, kind="stable", ignore_index=True)
