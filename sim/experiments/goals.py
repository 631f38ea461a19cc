"""Goals: in what share of model worlds an option reaches them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.ensemble import Ensemble
from sim.experiments.words import of_worlds
from sim.scenario import BASELINE, Goal

COLUMNS = (
    "option", "goal", "outcome", "subject", "quarter", "as", "at_least", "at_most", "worlds", "share",
)  # fmt: skip
ALL_GOALS = "all goals at once"


@dataclass(frozen=True)
class GoalAnswer:
    """How far one option meets one goal.

    Attributes
    ----------
    title, option, option_title
        Which goal (or all at once), and under which option.
    share, said
        Share of worlds, and the same as `91 of 100`.
    """

    title: str
    option: str
    option_title: str
    share: float
    said: str


def met(values: NDArray[np.float64], at_least: float | None, at_most: float | None) -> NDArray[np.bool_]:
    """Which values keep to bounds, both included; a bound that is None binds nothing."""
    values = np.asarray(values)
    low = -np.inf if at_least is None else at_least
    high = np.inf if at_most is None else at_most
    return (values >= low) & (values <= high)


def goal_met(ensemble: Ensemble, goal: Goal, option: str) -> NDArray[np.bool_]:
    """Whether each world that is sound under the option and the baseline meets a goal, `(world,)`."""
    sound = ensemble.sound(option, BASELINE)
    place = ensemble.subjects.names[goal.outcome].index(goal.subject)
    ours, base = (ensemble.kept[n].at(goal.outcome, [goal.quarter])[sound, 0, place] for n in (option, BASELINE))
    return met(ours - base if goal.measure == "change" else ours, goal.at_least, goal.at_most)


def goals_table(ensemble: Ensemble) -> pd.DataFrame:
    """One row for each goal and option, and of several goals one for all at once.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`; `share` is the share of worlds in which the goal is met.
    """
    rows: list[tuple[object, ...]] = []
    goals, names = ensemble.scenario.goals, ensemble.options
    for goal in goals:
        about = (goal.title, goal.outcome, goal.subject, goal.quarter, goal.measure, goal.at_least, goal.at_most)
        rows += [(name, *about, *_share(goal_met(ensemble, goal, name))) for name in names]
    if len(goals) > 1:
        blank = (ALL_GOALS, "", "", ensemble.scenario.quarters, "", None, None)
        together = ((name, np.all([goal_met(ensemble, goal, name) for goal in goals], axis=0)) for name in names)
        rows += [(name, *blank, *_share(all_met)) for name, all_met in together]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def goal_answers(ensemble: Ensemble, table: pd.DataFrame) -> tuple[GoalAnswer, ...]:
    """The table of goals as plain data with words."""
    return tuple(
        GoalAnswer(
            title=str(row["goal"]),
            option=str(row["option"]),
            option_title=ensemble.scenario.option(str(row["option"])).title,
            share=float(row["share"]),
            said=of_worlds(float(row["share"]), int(row["worlds"])),
        )
        for row in table.to_dict("records")
    )


def _share(worlds: NDArray[np.bool_]) -> tuple[int, float]:
    return len(worlds), float(worlds.mean()) if len(worlds) else float("nan")
