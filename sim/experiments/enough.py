"""Enough: how many worlds it takes until the mean effect is known as closely as one wants.

Worlds of one draw share their assumptions, so closeness is won by draws first: the half-width of the 90 % interval of a
paired effect falls with the square root of the number of draws, from the spread of the draws' own means.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import t

from sim.core.errors import QuestionError

Numbers = NDArray[np.float64]
COVER = 0.9
FEWEST_DRAWS = 3


@dataclass(frozen=True)
class Enough:
    """What the worlds at hand say of how many are needed.

    Attributes
    ----------
    mean, half_width
        Of the paired effect, over the draws at hand.
    draws, runs
        At hand.
    needed
        Draws, of as many runs, for the half-width that is asked for.
    """

    mean: float
    half_width: float
    draws: int
    runs: int
    needed: int


def draw_means(effect: Numbers, draws: int) -> Numbers:
    """Mean effect of each draw, `(draw,)` from `(world,)`, worlds numbered draw by draw."""
    return np.asarray(effect.reshape(draws, -1).mean(axis=1))


def half_width(means: Numbers) -> float:
    """Half the width of the 90 % interval of the mean, from the draws' means (Student's t)."""
    if len(means) < FEWEST_DRAWS:
        raise QuestionError(f"an interval needs at least {FEWEST_DRAWS} draws, not {len(means)}")
    return float(t.ppf((1 + COVER) / 2, len(means) - 1) * means.std(ddof=1) / np.sqrt(len(means)))


def enough(effect: Numbers, draws: int, target: float) -> Enough:
    """How many draws bring the half-width of the mean effect down to a target.

    Parameters
    ----------
    effect
        Paired effect in each world, `(world,)`, worlds numbered draw by draw.
    draws
        How many draws these are.
    target
        Half-width that is wanted, in the outcome's unit.
    """
    means = draw_means(effect, draws)
    needed = needed_draws(float(means.std(ddof=1)), target)
    return Enough(float(means.mean()), half_width(means), draws, len(effect) // draws, needed)


def needed_draws(spread: float, target: float) -> int:
    """Draws that bring the half-width down to a target, from the standard deviation of the draws' means."""
    if not target > 0:
        raise QuestionError(f"the half-width asked for must be above 0, not {target:g}")
    needed = FEWEST_DRAWS
    while t.ppf((1 + COVER) / 2, needed - 1) * spread / np.sqrt(needed) > target:
        needed = max(needed + 1, int(needed * 1.02))
    return needed


def running(effect: Numbers, draws: int) -> pd.DataFrame:
    """The mean and its half-width as draws are added: draws, mean, half_width."""
    means = draw_means(effect, draws)
    counts = np.arange(FEWEST_DRAWS, draws + 1)
    return pd.DataFrame(
        {
            "draws": counts,
            "mean": [means[:n].mean() for n in counts],
            "half_width": [half_width(means[:n]) for n in counts],
        }
    )
