"""Sweep: the effects of every option at every point of a design.

Each point is the scenario file with some of its values replaced, read and checked as any scenario. All points meet the
same worlds, so a difference between two points is a difference of assumptions or levers, and not of luck. What a lever
leaves as it was is not run again: a level of one option changes neither the baseline nor the other options.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble.batch import run_points
from sim.ensemble.draws import doubt_of, known
from sim.ensemble.effects import effect_table
from sim.ensemble.parts import Parts
from sim.ensemble.points import Keep, Point, Sampling
from sim.ensemble.run import padded_rows, padded_shocks, watched
from sim.ensemble.subjects import subjects_of
from sim.experiments.design import Value
from sim.experiments.paired import Workforce
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE, Scenario, load, policy

Numbers = NDArray[np.float64]
_SHORT = re.compile(r"^options\.([^.\[]+)\[(\d+)\]")


@dataclass(frozen=True)
class Design:
    """A scenario at every point.

    Attributes
    ----------
    base
        The scenario as its file has it.
    points
        One row a point, one column a lever.
    scenarios
        The scenario of each point.
    """

    base: Scenario
    points: pd.DataFrame
    scenarios: tuple[Scenario, ...]


def full_path(path: str) -> str:
    """A lever's path as a scenario file has it: `options.pact[0].level` is short for `...provisions[0].level`."""
    return _SHORT.sub(r"options.\1.provisions[\2]", path)


def design(file: str | Path, overrides: Sequence[str], points: pd.DataFrame) -> Design:
    """Read the scenario of each point.

    Raises
    ------
    ScenarioError
        When a value cannot stand where a lever puts it.
    QuestionError
        When a lever changes what all points must share: the actors, the horizon or the options' names.
    """
    base = load(file, *overrides)
    scenarios = tuple(
        load(file, *overrides, *(f"{full_path(str(path))}={_written(value)}" for path, value in row.items()))
        for row in points.to_dict("records")
    )
    for scenario in scenarios:
        for what in ("actors", "quarters"):
            if getattr(scenario, what) != getattr(base, what):
                raise QuestionError(
                    f"a sweep cannot vary the {what} of a scenario; write one file for each and compare"
                )
        if [option.name for option in scenario.options] != [option.name for option in base.options]:
            raise QuestionError("a sweep cannot add or remove options; write them all into the file")
    return Design(base, points, scenarios)


def sweep(swept: Design, sampling: Sampling, outcomes: Sequence[str], parts: Parts, force: Workforce) -> pd.DataFrame:
    """Effects at the horizon, at every point.

    Parameters
    ----------
    swept
        As `design` gives it.
    sampling
        Which worlds every point meets.
    outcomes
        Names of outcomes, of the subjects that the scenario watches.
    parts
        Where the work is kept, and found again.
    force
        Who does it.

    Returns
    -------
    DataFrame
        point, a column for every lever, option, outcome, subject, the columns of an effect, and how many worlds it
        rests on and how many failed.
    """
    base = swept.base
    subjects = subjects_of(outcomes, watched(base), base.actors, base.groups)
    keep = Keep(subjects, (0, sampling.quarters))
    rows = max(padded_rows(scenario) for scenario in swept.scenarios)
    names = [option.name for option in base.options]
    asked = [point for scenario in swept.scenarios for point in _points(scenario, names, rows)]
    of_points = run_points(asked, keep, sampling, parts, force.workers, force.count, force.progress)
    frames = []
    for k, row in enumerate(swept.points.to_dict("records")):
        of_options = dict(zip(names, of_points[k * len(names) : (k + 1) * len(names)], strict=True))
        frames.append(
            _effects(of_options, keep, sampling, parts).assign(point=k, **{str(p): v for p, v in row.items()})
        )
    table = pd.concat(frames, ignore_index=True)
    levers = [str(path) for path in swept.points.columns]
    first = ["point", *levers, "option", "outcome", "subject"]
    return table[[*first, *(name for name in table.columns if name not in first)]]


def _points(scenario: Scenario, names: Sequence[str], rows: int) -> list[Point]:
    facts = known(scenario.opening, doubt_of(scenario.parameters, scenario.uncertainties))
    happening = padded_shocks(scenario)
    return [Point(facts, policy(scenario, name, rows), happening) for name in names]


def _effects(of_options: Mapping[str, Sequence[str]], keep: Keep, sampling: Sampling, parts: Parts) -> pd.DataFrame:
    """Effects of all options of one point at the horizon."""
    base, _ = parts.joined(of_options[BASELINE])
    frames = []
    for option, names in of_options.items():
        if option != BASELINE:
            values, _ = parts.joined(names)
            sound = np.isfinite(values).all(axis=1) & np.isfinite(base).all(axis=1)
            told = {"option": option, "worlds": int(sound.sum()), "failed": int((~sound).sum())}
            frames.append(
                _option_effects(values[sound], base[sound], np.flatnonzero(sound), keep, sampling).assign(**told)
            )
    return pd.concat(frames, ignore_index=True)


def _option_effects(values: Numbers, base: Numbers, worlds: NDArray[np.int64], keep: Keep, sampling: Sampling) -> Any:
    frames, first = [], 0
    for outcome, subjects in keep.subjects.names.items():
        width = len(subjects) * len(keep.quarters)
        ours, theirs = (x[:, first : first + width].reshape(len(x), len(subjects), -1) for x in (values, base))
        first += width
        if not len(worlds):
            continue
        difference = (ours - theirs)[:, None, :, -1]
        ordinary = (theirs[:, :, -1] - theirs[:, :, 0])[:, None, :]
        draw = worlds // sampling.runs
        band = OUTCOMES[outcome].band
        table = effect_table(difference, ordinary, draw, sampling.draws, sampling.seed, band).drop(columns="quarter")
        table["subject"] = [subjects[k] for k in table["subject"]]
        frames.append(table.assign(outcome=outcome))
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame({"outcome": [], "subject": []})


def _written(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:.12g}"
