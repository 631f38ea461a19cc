"""Pairing: how much surer an effect is because an option meets exactly the worlds of its baseline.

For one outcome at the horizon, o under the option and b in the baseline, variances over worlds:

    paired     var(o - b), both in the same world
    same_draw  var(o - b'), the same assumptions and other luck
    unpaired   var(o) + var(b), other assumptions and other luck
    times      unpaired / paired: so many times the worlds would be needed without pairing
    at_most    (sd_o^2 + sd_b^2) / (sd_o - sd_b)^2, what `times` would be if o and b went together perfectly
    luck       share of `paired` that lies between runs of one draw; the rest is between assumptions

No pairing can do better than `at_most`: an option that drives an outcome to its ceiling takes the spread out of o, the
spread of b is left, and the effect differs from world to world because it does, not because of luck.

References
----------
Law 2015, Simulation Modeling and Analysis, 5th edition, section 11.2 (common random numbers).
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.scenario import BASELINE

Numbers = NDArray[np.float64]
FEWEST_RUNS = 2
COLUMNS = (
    "option", "outcome", "subject", "paired", "same_draw", "unpaired", "times", "at_most", "luck", "draws", "runs",
)  # fmt: skip


def variances(ours: Numbers, theirs: Numbers) -> dict[str, float]:
    """The variances and ratios of the module, from values by draw and run, each `(draw, run)`.

    Where the effect is the same in every world nothing is left to compare, and `times` and `luck` are NaN.
    """
    effect = ours - theirs
    paired, within = float(effect.var(ddof=1)), float(effect.var(axis=1, ddof=1).mean())
    same_draw = float((ours - np.roll(theirs, 1, axis=1)).var(ddof=1))
    first, second = (float(values.std(ddof=1)) for values in (ours, theirs))
    unpaired, apart = first**2 + second**2, (first - second) ** 2
    return {
        "paired": paired,
        "same_draw": same_draw,
        "unpaired": unpaired,
        "times": unpaired / paired if paired > 0 else np.nan,
        "at_most": unpaired / apart if apart > 0 else np.inf,
        "luck": within / paired if paired > 0 else np.nan,
    }


def pairing(ensemble: Ensemble) -> pd.DataFrame:
    """The variance of every effect at the horizon, paired and not.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`, one row for each option, outcome and subject. Draws with a world that is not sound under
        some option are left out.

    Raises
    ------
    QuestionError
        When draws have one run, or fewer than two draws are sound: luck could not be told from assumptions.
    """
    if ensemble.runs < FEWEST_RUNS:
        raise QuestionError("each draw has one run, so luck cannot be told from assumptions; run with --runs 2 or more")
    whole = ensemble.sound().reshape(ensemble.draws, ensemble.runs).all(axis=1)
    if whole.sum() < 2:
        raise QuestionError(f"{whole.sum()} of {ensemble.draws} draws are sound under every option; two are needed")
    rows = []
    for option in ensemble.options:
        for outcome, subjects in ensemble.subjects.names.items() if option != BASELINE else ():
            ours, theirs = (_ends(ensemble, name, outcome)[whole] for name in (option, BASELINE))
            for place, subject in enumerate(subjects):
                told = variances(ours[:, :, place], theirs[:, :, place])
                rows.append((option, outcome, subject, *told.values(), int(whole.sum()), ensemble.runs))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _ends(ensemble: Ensemble, option: str, outcome: str) -> Numbers:
    """Values at the horizon, `(draw, run, subject)`."""
    ends = ensemble.kept[option].at(outcome, [-1])
    return np.asarray(ends.reshape(ensemble.draws, ensemble.runs, -1))
