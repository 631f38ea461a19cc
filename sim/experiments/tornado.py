"""Tornado: how far one assumption alone moves an effect, from the one end of its range to the other.

All else is sampled as before and in the same worlds, so that a bar shows this assumption and not luck. Assumptions that
only matter together with others do not show here; Sobol indices tell of those.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble.effects import bootstrap_mean
from sim.ensemble.parts import Parts
from sim.ensemble.points import Point, Sampling
from sim.experiments.paired import Figure, Workforce, points_of, sound_worlds, values_at
from sim.model import PARAMETERS
from sim.scenario import Option, Scenario

Numbers = NDArray[np.float64]
COLUMNS = (
    "assumption", "low", "high", "at_low", "at_high", "difference", "lo", "hi", "worlds",
    "centre", "low_lo", "low_hi", "high_lo", "high_hi",
)  # fmt: skip


def ranges(scenario: Scenario) -> dict[str, tuple[float, float]]:
    """The range of every parameter that the scenario leaves open."""
    declared = {name: (parameter.low, parameter.high) for name, parameter in PARAMETERS.items()}
    opened = {**declared, **dict(scenario.uncertainties)}
    return {name: ends for name, ends in opened.items() if name not in scenario.parameters and ends[0] < ends[1]}


def pinned(scenario: Scenario, fixed: Mapping[str, float]) -> Scenario:
    """The scenario with some parameters held."""
    left = {name: ends for name, ends in scenario.uncertainties.items() if name not in fixed}
    return replace(scenario, parameters={**scenario.parameters, **fixed}, uncertainties=left)


def tornado(
    scenario: Scenario,
    options: tuple[Option, Option],
    asked: Figure,
    sampling: Sampling,
    parts: Parts,
    force: Workforce,
    names: Sequence[str] | None = None,
) -> pd.DataFrame:
    """The effect of one option against another with each parameter at either end of its range.

    Parameters
    ----------
    scenario
        Holds the ranges.
    options
        The option, and what it is compared with.
    asked, sampling, parts, force
        As for `sim.experiments.paired.values`.
    names
        Which parameters; all that are open when left out.

    Returns
    -------
    DataFrame
        As of `tornadoes`.
    """
    of = ranges(scenario)

    def points(fixed: Mapping[str, float]) -> Sequence[Point]:
        varied = pinned(scenario, fixed)
        return points_of([(varied, option) for option in options])

    chosen = {name: of[name] for name in (names if names is not None else of)}
    return tornadoes(chosen, points, scenario, [asked], sampling, parts, force)[0]


def tornadoes(
    of: Mapping[str, tuple[float, float]],
    points: Callable[[Mapping[str, float]], Sequence[Point]],
    scenario: Scenario,
    asked: Sequence[Figure],
    sampling: Sampling,
    parts: Parts,
    force: Workforce,
) -> list[pd.DataFrame]:
    """Figures with each assumption at either end of its range and all else sampled as before.

    Parameters
    ----------
    of
        Both ends of each assumption.
    points
        What the assumptions held at values make of the scenario: the point asked about, and if there are two, the one
        that it is set against.
    scenario
        As nothing is held.
    asked
        Which figures.
    sampling, parts, force
        As for `sim.experiments.paired.values`.

    Returns
    -------
    list of DataFrame
        For each figure one row an assumption, the strongest first: its ends, the mean at each, their difference with
        its 90 % interval (by draws), and the worlds it rests on; the mean with nothing held (centre), and the intervals
        of what the low and the high end each move it by. Worlds that failed anywhere are left out.
    """
    pairs = [points({}), *(points({name: end}) for name, ends in of.items() for end in ends)]
    sides = len(pairs[0])
    found = values_at([point for pair in pairs for point in pair], scenario, asked, sampling, parts, force)
    effects = found[:, ::2] - found[:, 1::2] if sides == 2 else found
    return [_table(of, effect, sampling) for effect in effects]


def _table(of: Mapping[str, tuple[float, float]], effect: Numbers, sampling: Sampling) -> pd.DataFrame:
    """A tornado from the figure of each world, `(1 + 2 assumption, world)`."""
    sound = sound_worlds(effect)
    centre, draw = effect[0][sound], np.flatnonzero(sound) // sampling.runs
    rows = []
    for (name, (low, high)), ends in zip(of.items(), effect[1:, sound].reshape(len(of), 2, -1), strict=True):
        moves = np.stack([ends[1] - ends[0], ends[0] - centre, ends[1] - centre], axis=1)
        lo, hi = bootstrap_mean(moves, draw, sampling.draws, sampling.seed)
        told = (low, high, *ends.mean(axis=1), moves[:, 0].mean(), lo[0], hi[0], int(sound.sum()))
        rows.append((name, *told, centre.mean(), lo[1], hi[1], lo[2], hi[2]))
    if not rows:
        raise QuestionError("nothing varies; name an assumption with --vary")
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values("difference", key=abs, ascending=False, kind="stable", ignore_index=True)
