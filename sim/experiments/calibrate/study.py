"""One calibration: fit, sample where asked, and score on the years that follow."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.evidence.sources import Public
from sim.experiments.calibrate.apart import fit_apart, numbers_apart
from sim.experiments.calibrate.crises import Fitted
from sim.experiments.calibrate.fit import Estimate, estimate
from sim.experiments.calibrate.held_out import forecast, joined, score_table
from sim.experiments.calibrate.panel import Panel
from sim.experiments.calibrate.rows import chances_of_rows, rows_of
from sim.experiments.calibrate.sample import sample
from sim.experiments.calibrate.summary import affinity_and_trust, ridge, summary

Numbers = NDArray[np.float64]
Method = Literal["map", "nuts"]
Note = Callable[[str], None]
LAPLACE_DRAWS = 1000
HELD_OUT = 5  # years that are asked about after each origin
TIMES = 400  # of the bootstrap


class Calibration(NamedTuple):
    """What was estimated, and how good it is.

    Attributes
    ----------
    draws
        Of the posterior, `(draw, number)`, as estimated (`sim.experiments.calibrate.weights.names`).
    numbers
        As `summary` gives them, with those that were estimated apart.
    apart
        Disputes and positions.
    ridge, affinity_and_trust
        What the data hold together.
    divergent
        Steps of the sampler that failed; 0 without one.
    first, until, method
        Years fitted, and how.
    """

    estimate: Estimate
    draws: Numbers
    numbers: pd.DataFrame
    apart: tuple[Fitted, Fitted]
    ridge: pd.DataFrame
    affinity_and_trust: dict[str, float]
    divergent: int
    first: int
    until: int
    method: Method


def calibrate(
    panel: Panel,
    public: Public,
    first: int,
    until: int,
    *,
    method: Method,
    seed: int,
    chains: int,
    draws: int,
    warm_up: int,
    note: Note,
) -> Calibration:
    """Estimate the weights from the choices of `first` to `until`.

    Parameters
    ----------
    panel
        Years of choices; later ones are not seen.
    public
        The files that they came from.
    method
        "map" draws from the normal approximation at the mode, "nuts" from the posterior.
    seed, chains, draws, warm_up
        Of the draws; the last three of NUTS.
    note
        Told what is being done.
    """
    note("mode of the posterior")
    found = estimate(panel, first, until)
    effective = r_hat = None
    divergent = 0
    if method == "nuts":
        note("draws of the posterior")
        sampled = sample(panel, first, until, found, chains=chains, draws=draws, warm_up=warm_up, seed=seed)
        theta, effective, r_hat, divergent = sampled
    else:
        theta = found.draws(LAPLACE_DRAWS, seed)
    note("disputes and positions")
    apart = fit_apart(panel, public, first, until, LAPLACE_DRAWS, seed)
    numbers = pd.concat([summary(theta, effective, r_hat), numbers_apart(apart)], ignore_index=True)
    held_together = ridge(theta), affinity_and_trust(theta)
    return Calibration(found, theta, numbers, apart, *held_together, divergent, first, until, method)


Modes = Mapping[int, Numbers]


def rolled(panel: Panel, first: int, origins: Sequence[int], note: Note) -> dict[int, Numbers]:
    """Fit up to each origin: the modes, by origin."""
    modes: dict[int, Numbers] = {}
    for origin in origins:
        note(f"origin {origin}")
        modes[origin] = estimate(panel, first, origin, modes[max(modes)] if modes else None).mode
    return modes


def scored(panel: Panel, public: Public, modes: Modes, first: int, *, new: bool, times: int = TIMES) -> pd.DataFrame:
    """Score modes on the years after each of their origins, up to the next one, beside baselines; as `score_table`.

    Parameters
    ----------
    panel, public
        Years of choices, those that follow the last origin included, and the files they came from.
    modes
        By origin, the last year that was fitted.
    first
        First year that was fitted.
    new
        Whether only pairs that had signed nothing before are asked.
    times
        Of the bootstrap.
    """
    rows, ends = rows_of(panel, public), [*sorted(modes)[1:], panel.years()[-1]]
    return score_table(joined([
        forecast(rows, chances_of_rows(panel, modes[origin]), first, origin, end, new=new)
        for origin, end in zip(sorted(modes), ends, strict=True)
    ]), times)  # fmt: skip
