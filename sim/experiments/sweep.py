"""Sweep: the effects of every option at every point of a design.

Each point is the scenario file with some of its values replaced, read and checked as any scenario. All points meet the
same worlds, so a difference between two points is a difference of assumptions or levers, and not of luck. What a lever
leaves as it was is not run again: a level of one option changes neither the baseline nor the other options.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from sim.core.errors import QuestionError
from sim.ensemble.batch import run_points
from sim.ensemble.draws import doubt_of, known
from sim.ensemble.parts import Parts
from sim.ensemble.points import Keep, Point, Sampling
from sim.ensemble.run import padded_room, padded_rows, watched
from sim.ensemble.subjects import subjects_of
from sim.ensemble.swept import Swept
from sim.experiments.paired import Workforce
from sim.scenario import BASELINE, Room, Scenario, load, policy, shocks
from sim.scenario.levers import full_path, written

NOT_AGAIN = "sweep="


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


def design(base: Scenario, file: str | Path, overrides: Sequence[str], points: pd.DataFrame) -> Design:
    """Read the scenario of each point.

    Raises
    ------
    ScenarioError
        When a value cannot stand where a lever puts it.
    QuestionError
        When there is no option beside the baseline, or a lever changes what all points must share: the actors, the
        horizon or the options' names.
    """
    if all(option.name == BASELINE for option in base.options):
        raise QuestionError(
            f"{file}: no options, and a sweep tells how options change the baseline; "
            f"write one under options: (`entente new FILE` writes a scenario that has some)"
        )
    scenarios = tuple(
        load(file, *overrides, NOT_AGAIN, *(f"{full_path(str(path))}={written(value)}" for path, value in row.items()))
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


def sweep(asked: Design, sampling: Sampling, outcomes: Sequence[str], parts: Parts, force: Workforce) -> Swept:
    """Run every option at every point.

    Parameters
    ----------
    asked
        As `design` gives it.
    sampling
        Which worlds every point meets.
    outcomes
        Names of outcomes, of the subjects that the scenario watches.
    parts
        Where the work is kept, and found again.
    force
        Who does it.
    """
    base = asked.base
    subjects = subjects_of(outcomes, watched(base), base.actors, base.groups)
    keep = Keep(subjects, (0, sampling.quarters))
    names, points = [option.name for option in base.options], points_of(asked)
    parts_of = run_points(points, keep, sampling, parts, force.workers, force.count, force.progress)
    of_options = {name: parts_of[k :: len(names)] for k, name in enumerate(names)}
    told = replace(base, draws=sampling.draws, runs=sampling.runs, seed=sampling.seed)
    return Swept(told, asked.points, keep, sampling, parts, of_options)


def points_of(asked: Design) -> list[Point]:
    """Every option of every point as arrays of one shape, so that a value changes numbers and never the program."""
    rows = max(padded_rows(scenario) for scenario in asked.scenarios)
    room = Room(*(max(sizes) for sizes in zip(*map(padded_room, asked.scenarios), strict=True)))
    names = [option.name for option in asked.base.options]
    return [point for scenario in asked.scenarios for point in _points(scenario, names, rows, room)]


def _points(scenario: Scenario, names: Sequence[str], rows: int, room: Room) -> list[Point]:
    facts = known(scenario.opening, doubt_of(scenario.parameters, scenario.uncertainties))
    happening = shocks(scenario, room)
    return [Point(facts, policy(scenario, name, rows), happening) for name in names]
