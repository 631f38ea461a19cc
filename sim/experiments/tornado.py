"""Tornado: how far one assumption alone moves an effect, from the one end of its range to the other.

All else is sampled as before and in the same worlds, so that a bar shows this assumption and not luck. Assumptions that
only matter together with others do not show here; Sobol indices tell of those.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.ensemble.effects import bootstrap_mean
from sim.ensemble.parts import Parts
from sim.ensemble.points import Sampling
from sim.experiments.paired import Figure, Workforce, sound_worlds, values
from sim.model import PARAMETERS
from sim.scenario import Option, Scenario

Numbers = NDArray[np.float64]
COLUMNS = ("assumption", "low", "high", "at_low", "at_high", "difference", "lo", "hi", "worlds")


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
    """The effect of one option against another with each assumption at either end of its range.

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
        One row an assumption, the strongest first: its ends, the mean effect at each, their difference with its 90 %
        interval (by draws), and the worlds it rests on.
    """
    of_all = ranges(scenario)
    of = {name: of_all[name] for name in (names if names is not None else of_all)}
    varied = [pinned(scenario, {name: end}) for name, ends in of.items() for end in ends]
    asks = [(one, option) for one in varied for option in options]
    figures = values(asks, asked, sampling, parts, force)
    effects = (figures[::2] - figures[1::2]).reshape(len(of), 2, -1)
    rows = []
    for (name, (low, high)), (at_low, at_high) in zip(of.items(), effects, strict=True):
        sound = sound_worlds(np.stack([at_low, at_high]))
        change, draw = (at_high - at_low)[sound], np.flatnonzero(sound) // sampling.runs
        lo, hi = bootstrap_mean(change[:, None], draw, sampling.draws, sampling.seed)
        ends = (low, high, at_low[sound].mean(), at_high[sound].mean())
        rows.append((name, *ends, change.mean(), lo[0], hi[0], int(sound.sum())))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values("difference", key=abs, ascending=False, kind="stable", ignore_index=True)
