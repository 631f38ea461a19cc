"""Failing: which worlds count as failed for an option, and what each of them assumed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble.assumptions import assumptions
from sim.ensemble.batch import run_points
from sim.ensemble.parts import Parts
from sim.ensemble.points import BETWEEN, Keep, Sampling
from sim.ensemble.subjects import subjects_of
from sim.experiments.drawn import Drawn
from sim.experiments.goals import met
from sim.experiments.paired import Workforce, figure, points_of, sound_worlds
from sim.scenario import Goal, Option, Scenario


@dataclass(frozen=True)
class Failing:
    """What counts as failing: in words, and the bounds that a world must keep to not to fail."""

    what: str
    bounds: tuple[Goal, ...]


def effect_outside(
    scenario: Scenario, outcome: str, subject: str, below: float | None = None, above: float | None = None
) -> Failing:
    """Failing where the effect on an outcome at the horizon stays below a limit, or rises above one.

    Raises
    ------
    QuestionError
        When a limit is not a finite number, or no world could keep to both.
    """
    for name, limit in (("below", below), ("above", above)):
        if limit is not None and not np.isfinite(limit):
            raise QuestionError(f"--{name} {limit:g}: must be a finite number, such as 0.02")
    if below is not None and above is not None and below > above:
        raise QuestionError(f"--below {below:g} --above {above:g}: every world is one or the other; exchange them")
    asked = figure(scenario, outcome, subject)
    said = [f"stays below {below:g}"] if below is not None else []
    said += [f"is above {above:g}"] if above is not None else []
    words = f"the change of {outcome.replace('_', ' ')} of {asked.subject} {' or '.join(said)}"
    bound = Goal(words, asked.outcome, asked.subject, below, above, scenario.quarters, "change")
    return Failing(words, (bound,))


def goals_missed(scenario: Scenario) -> Failing:
    """Failing where some goal of the scenario is missed."""
    if not scenario.goals:
        raise QuestionError("the scenario has no goals; say what counts as failing: --outcome, --pair and --below")
    return Failing("a goal of the scenario is missed", scenario.goals)


def failing_worlds(
    scenario: Scenario, option: Option, fails: Failing, sampling: Sampling, parts: Parts, force: Workforce
) -> tuple[Drawn, int]:
    """Run an option and the baseline, and tell which worlds fail.

    Parameters
    ----------
    scenario, option
        The option, and the scenario it belongs to.
    fails
        What counts as failing.
    sampling, parts, force
        As for `sim.experiments.paired.values`.

    Returns
    -------
    worlds, left_out
        The sound worlds with what they assumed, and how many were not sound.
    """
    asked = fails.bounds
    outcomes, subjects = ([*dict.fromkeys(each)] for each in zip(*((b.outcome, b.subject) for b in asked), strict=True))
    keep = Keep(
        subjects_of(outcomes, subjects, scenario.actors, scenario.groups),
        tuple(sorted({bound.quarter for bound in asked})),
    )
    points = points_of([(scenario, option), (scenario, scenario.options[0])])
    names = run_points(points, keep, sampling, parts, force.workers, force.count, force.progress)
    ours, base = (parts.joined(of_point)[0] for of_point in names)
    sound = sound_worlds(np.stack([ours, base]).transpose(0, 2, 1).reshape(-1, len(ours)))
    kept_to = np.all([_keeps_to(bound, ours[sound], base[sound], keep.columns) for bound in asked], axis=0)
    x = assumptions(scenario, sampling.draws, sampling.seed)
    present, draw = np.unique(np.flatnonzero(sound) // sampling.runs, return_inverse=True)
    return Drawn(x.iloc[present].reset_index(drop=True), draw, ~kept_to), int((~sound).sum())


def _keeps_to(
    bound: Goal, ours: NDArray[np.float64], base: NDArray[np.float64], columns: Sequence[str]
) -> NDArray[np.bool_]:
    place = columns.index(BETWEEN.join((bound.outcome, bound.subject, str(bound.quarter))))
    values = ours[:, place] - base[:, place] if bound.measure == "change" else ours[:, place]
    return met(values, bound.at_least, bound.at_most)
