"""Failing: which worlds count as failed for an option, and what sets them apart."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.assumptions import assumptions
from sim.experiments.discover import Box, chosen, prim, sentence
from sim.experiments.goals import goal_met
from sim.experiments.paired import figure
from sim.model import PARAMETERS
from sim.scenario import BASELINE


@dataclass(frozen=True)
class Discovery:
    """Where an option fails.

    Attributes
    ----------
    what
        What counts as failing, in words.
    boxes
        Every step of peeling; empty when no world or every world fails.
    best
        The step with the best balance of coverage and density, or None.
    failing, worlds, left_out
        How many worlds fail, of how many sound ones, and how many were not sound.
    sentence
        The answer in words.
    """

    what: str
    boxes: tuple[Box, ...]
    best: Box | None
    failing: int
    worlds: int
    left_out: int
    sentence: str


def below(ensemble: Ensemble, option: str, outcome: str, subject: str, limit: float) -> tuple[str, NDArray[np.bool_]]:
    """Worlds in which the effect on an outcome stays below a limit: what that is in words, and which, `(world,)`."""
    asked = figure(ensemble.scenario, outcome, subject)
    if asked.subject not in ensemble.subjects.names.get(outcome, ()):
        raise QuestionError(f"{outcome} of {subject} was not measured; add it to outcomes: or watch: of the scenario")
    place = ensemble.subjects.names[outcome].index(asked.subject)
    ours, base = (ensemble.kept[name].series[outcome][:, -1, place] for name in (option, BASELINE))
    sound = ensemble.sound(option, BASELINE)
    words = f"the change of {outcome.replace('_', ' ')} of {asked.subject} stays below {limit:g}"
    return words, (ours - base)[sound] < limit


def goals_missed(ensemble: Ensemble, option: str) -> tuple[str, NDArray[np.bool_]]:
    """Worlds in which some goal of the scenario is missed."""
    goals = ensemble.scenario.goals
    if not goals:
        raise QuestionError("the scenario has no goals; say what counts as failing: --outcome, --pair and --below")
    met = np.all([goal_met(ensemble, goal, option) for goal in goals], axis=0)
    return "a goal of the scenario is missed", ~met


def discover(ensemble: Ensemble, option: str, what: str, failing: NDArray[np.bool_], peel: float = 0.1) -> Discovery:
    """Search the draws' assumptions for what sets failing worlds apart.

    Parameters
    ----------
    ensemble, option
        The study, and the option that fails.
    what, failing
        What counts as failing in words, and which sound worlds do.
    peel
        As for `prim`.
    """
    sound = ensemble.sound(option, BASELINE)
    worlds, bad = len(failing), int(failing.sum())
    left_out = int((~sound).sum())
    if bad in (0, worlds):
        said = f"It fails in {bad} of {worlds} model worlds, so nothing sets failing worlds apart."
        return Discovery(what, (), None, bad, worlds, left_out, said)
    x = assumptions(ensemble.scenario, ensemble.draws, ensemble.seed)
    boxes = prim(x.iloc[ensemble.draw[sound]].reset_index(drop=True), failing, peel)
    best = chosen(boxes)
    names = {name: f"{name} ({PARAMETERS[name].meaning})" for name in best.limits if name in PARAMETERS}
    return Discovery(what, tuple(boxes), best, bad, worlds, left_out, sentence(best, worlds, names))


def boxes_table(boxes: tuple[Box, ...]) -> pd.DataFrame:
    """Every step as a row: step, coverage, density, mass, limits (in words), least_needed (largest p-value)."""
    rows = [
        {
            "step": step,
            "coverage": box.coverage,
            "density": box.density,
            "mass": box.mass,
            "limits": "; ".join(f"{name}: {limit}" for name, limit in box.limits.items()),
            "least_needed": max(box.p_values.values(), default=np.nan),
        }
        for step, box in enumerate(boxes)
    ]
    return pd.DataFrame(rows, columns=["step", "coverage", "density", "mass", "limits", "least_needed"])
