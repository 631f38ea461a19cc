"""Own draws: what sets apart the worlds in which an option fails, or is beaten, in a study that is already there.

`failing` runs worlds for this, one a draw; here the worlds of the study serve, so that the answer costs nothing. It
needs as many draws as a discovery does.
"""

import numpy as np

from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.assumptions import assumptions
from sim.experiments.discovery import FEWEST_DRAWS, Discovery, discover, too_few
from sim.experiments.drawn import Drawn
from sim.experiments.failing import Failing
from sim.experiments.goals import goal_met
from sim.experiments.ranks import drawn
from sim.scenario import BASELINE


def where_it_fails(ensemble: Ensemble, option: str, fails: Failing) -> Drawn:
    """The worlds of a study by whether they fail under an option, with what their draws assumed.

    Raises
    ------
    QuestionError
        When there are too few draws to find a box and to check it.
    """
    sound = ensemble.sound(option, BASELINE)
    kept_to = np.all([goal_met(ensemble, bound, option) for bound in fails.bounds], axis=0)
    present, draw = np.unique(ensemble.draw[sound], return_inverse=True)
    _checked(len(present), ensemble.draws - len(present))
    x = assumptions(ensemble.scenario, ensemble.draws, ensemble.seed)
    return Drawn(x.iloc[present].reset_index(drop=True), draw, ~kept_to)


def where_it_is_beaten(ensemble: Ensemble, first: str, second: str, outcome: str, subject: str) -> Drawn:
    """The draws of a study by whether the second option does better than the first, mean over the runs of a draw.

    Raises
    ------
    QuestionError
        When there are too few draws, or the study did not measure the outcome of the subject.
    """
    found = drawn(ensemble, outcome, subject)
    effects = found.effects[:, [found.options.index(name) for name in (first, second)]]
    _checked(len(effects), ensemble.draws - len(effects))
    present = np.unique(ensemble.draw[ensemble.sound()])
    x = assumptions(ensemble.scenario, ensemble.draws, ensemble.seed)
    return Drawn(x.iloc[present].reset_index(drop=True), np.arange(len(effects)), effects[:, 1] > effects[:, 0])


def searched(worlds: Drawn, seed: int) -> Discovery | None:
    """What sets failing worlds apart; None where all worlds are alike, or all of those that would be searched."""
    if worlds.failing.all() or not worlds.failing.any():
        return None
    return discover(worlds, seed)


def _checked(draws: int, left_out: int) -> None:
    if draws < FEWEST_DRAWS:
        raise QuestionError(too_few(draws, left_out))
