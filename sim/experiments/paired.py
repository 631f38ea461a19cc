"""Paired: one figure of each world, under many options and assumptions, all in the same worlds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble.batch import Progress, Workers, run_points
from sim.ensemble.draws import Known, doubt_of, known
from sim.ensemble.parts import Parts
from sim.ensemble.points import BETWEEN, Keep, Point, Sampling
from sim.ensemble.run import ROWS_STEP, padded_shocks
from sim.ensemble.subjects import canonical, subjects_of
from sim.outcomes import OUTCOMES
from sim.scenario import Option, Scenario, policy

Numbers = NDArray[np.float64]
Ask = tuple[Scenario, Option]


@dataclass(frozen=True)
class Workforce:
    """Who does the work: what opens an executor, how many workers it has, and whom to tell how far it is."""

    workers: Workers
    count: int
    progress: Progress | None = None


@dataclass(frozen=True)
class Figure:
    """What is asked of a world: an outcome of a subject at the horizon."""

    outcome: str
    subject: str


def figure(scenario: Scenario, outcome: str, subject: str) -> Figure:
    """Check what is asked, and name it as tables do.

    Raises
    ------
    QuestionError
        When there is no such outcome or subject in the scenario.
    """
    if outcome not in OUTCOMES:
        raise QuestionError(f"{outcome}: no such outcome; entente list outcomes names them")
    about = canonical(subject, OUTCOMES[outcome].directed, scenario.groups) if ":" in subject else subject
    try:
        found = subjects_of([outcome], [about], scenario.actors, scenario.groups).names[outcome]
    except (QuestionError, ValueError):
        found = ()
    if about not in found:
        kind = {"pair": "a pair such as IND:TUR", "actor": "a state such as IND", "world": "world"}
        raise QuestionError(f"{subject}: {outcome} is of {kind[OUTCOMES[outcome].over]} among the scenario's states")
    return Figure(outcome, about)


def values(asks: Sequence[Ask], asked: Figure, sampling: Sampling, parts: Parts, force: Workforce) -> Numbers:
    """The figure in every world, `(ask, world)`; NaN where a world failed.

    Parameters
    ----------
    asks
        Scenarios of the same actors and horizon, each with the option to look at.
    asked
        Which figure.
    sampling, parts, force
        Which worlds, where the work is kept, and who does it.
    """
    return values_at(points_of(asks), asks[0][0], [asked], sampling, parts, force)[0]


def points_of(asks: Sequence[Ask]) -> list[Point]:
    """The point of each scenario under its option, all with as many rows."""
    most = max(sum(len(p.pairs) for p in option.provisions) for _, option in asks)
    rows = max(1, -(-most // ROWS_STEP)) * ROWS_STEP
    facts = {id(scenario): _facts(scenario) for scenario, _ in asks}
    return [
        Point(facts[id(scenario)], policy(scenario, option, rows), padded_shocks(scenario)) for scenario, option in asks
    ]


def values_at(
    points: Sequence[Point],
    scenario: Scenario,
    asked: Sequence[Figure],
    sampling: Sampling,
    parts: Parts,
    force: Workforce,
) -> Numbers:
    """Several figures of every world, `(figure, point, world)`; NaN where a world failed."""
    keep, columns = kept_of(scenario, asked, sampling)
    names = run_points(points, keep, sampling, parts, force.workers, force.count, force.progress)
    return np.stack([parts.joined(of_point)[0][:, columns] for of_point in names], axis=1).transpose(2, 1, 0)


def kept_of(scenario: Scenario, asked: Sequence[Figure], sampling: Sampling) -> tuple[Keep, list[int]]:
    """What to keep of a world for some figures, and in which of its columns each stands."""
    subjects = dict.fromkeys(f.subject for f in asked)
    keep = Keep(
        subjects_of(dict.fromkeys(f.outcome for f in asked), subjects, scenario.actors, scenario.groups),
        (sampling.quarters,),
    )
    columns = keep.columns
    return keep, [columns.index(BETWEEN.join((f.outcome, f.subject, str(sampling.quarters)))) for f in asked]


def _facts(scenario: Scenario) -> Known:
    return known(scenario.opening, doubt_of(scenario.parameters, scenario.uncertainties))


def sound_worlds(figures: Numbers) -> NDArray[np.bool_]:
    """Worlds that are finite under everything asked, `(world,)`.

    Raises
    ------
    QuestionError
        When there is none.
    """
    sound = np.isfinite(figures).all(axis=0)
    if not sound.any():
        raise QuestionError("no world came out sound under everything that was asked; parts/ says why each failed")
    return np.asarray(sound)
