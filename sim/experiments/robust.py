"""Robust: which option one would regret least, whatever turns out to be true.

For one outcome and one option, in each draw of the assumptions (mean over its runs, so luck is not counted as regret):

    gain     change against doing nothing, counted so that more is better
    regret   what the best option of that draw gains more
    worst    mean gain over the worst tenth of the draws

Options none of which is better in everything at once make the front (Pareto): whoever wants more of one outcome there
pays with another.

References
----------
Savage 1951, Journal of the American Statistical Association 46 (regret); Lempert, Popper & Bankes 2003, Shaping the
Next One Hundred Years, RAND (robustness over many futures).
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE

Numbers = NDArray[np.float64]
WORST = 0.1
COLUMNS = (
    "option", "outcome", "subject", "gain", "worst_tenth", "mean_regret", "most_regret", "best_in", "draws", "front",
)  # fmt: skip


def regret(gain: Numbers) -> Numbers:
    """What the best option of each draw gains more, `(option, draw)` from `(option, draw)`; 0 for the best."""
    return np.asarray(gain.max(axis=0) - gain)


def worst_mean(gain: Numbers, share: float = WORST) -> Numbers:
    """Mean over the worst share of the draws, at least one, `(option,)` from `(option, draw)`."""
    count = max(1, round(share * gain.shape[1]))
    return np.asarray(np.sort(gain, axis=1)[:, :count].mean(axis=1))


def best_share(gain: Numbers) -> Numbers:
    """Share of draws in which each option is best; equals share a draw, so that shares sum to 1, `(option,)`."""
    best = gain == gain.max(axis=0)
    return np.asarray((best / best.sum(axis=0)).mean(axis=1))


def front(gains: Numbers) -> NDArray[np.bool_]:
    """Options that none beats in everything, `(option,)` from `(option, outcome)`: more is better throughout."""
    at_least = (gains[None, :, :] >= gains[:, None, :]).all(axis=2)
    better = (gains[None, :, :] > gains[:, None, :]).any(axis=2)
    return np.asarray(~(at_least & better).any(axis=1))


def robust(ensemble: Ensemble, wanted: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """How each option stands when nobody knows which draw is true.

    Parameters
    ----------
    ensemble
        Results; doing nothing is one of the options.
    wanted
        Outcome and subject of everything that counts.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`: gain at the horizon (mean over draws), mean over the worst tenth of draws, mean and largest
        regret, share of draws in which the option is best, how many draws, and whether it is on the front of all
        wanted outcomes together.

    Raises
    ------
    QuestionError
        When an outcome is not measured, has no better direction, or no draw is sound under all options.
    """
    sound = ensemble.sound()
    gains = np.stack([_gain(ensemble, outcome, subject, sound) for outcome, subject in wanted])
    on_front = front(gains.mean(axis=2).T)
    frames = []
    for (outcome, subject), gain in zip(wanted, gains, strict=True):
        lost = regret(gain)
        frames.append(
            pd.DataFrame(
                {
                    "option": ensemble.options,
                    "outcome": outcome,
                    "subject": subject,
                    "gain": gain.mean(axis=1),
                    "worst_tenth": worst_mean(gain),
                    "mean_regret": lost.mean(axis=1),
                    "most_regret": lost.max(axis=1),
                    "best_in": best_share(gain),
                    "draws": gain.shape[1],
                    "front": on_front,
                }
            )
        )
    return pd.concat(frames, ignore_index=True)[list(COLUMNS)]


def _gain(ensemble: Ensemble, outcome: str, subject: str, sound: NDArray[np.bool_]) -> Numbers:
    """Gain by option and draw, `(option, draw)`; draws without a sound world are left out."""
    better = OUTCOMES[outcome].better if outcome in OUTCOMES else None
    if outcome not in ensemble.subjects.names or subject not in ensemble.subjects.names[outcome]:
        raise QuestionError(f"{outcome} of {subject} was not measured; add it to outcomes: or watch: of the scenario")
    if better == "neither":
        raise QuestionError(f"nothing says whether more {outcome} is better; choose an outcome that has a direction")
    place = ensemble.subjects.names[outcome].index(subject)
    draws = np.unique(ensemble.draw[sound])
    if len(draws) == 0:
        raise QuestionError("no world is sound under every option, so options cannot be set against each other")
    sign = 1.0 if better == "higher" else -1.0
    ends = np.stack([ensemble.kept[name].at(outcome, [-1])[:, 0, place] for name in ensemble.options])
    change = sign * (ends - ends[ensemble.options.index(BASELINE)])
    return np.stack([change[:, sound & (ensemble.draw == draw)].mean(axis=1) for draw in draws], axis=1)
