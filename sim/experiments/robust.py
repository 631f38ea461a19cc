"""Robust: which option one would regret least, whatever turns out to be true.

For one outcome and one option, in each draw of the assumptions (mean over its runs, so luck is not counted as regret):

    gain     change against doing nothing, counted so that more is better
    regret   what the best option of that draw gains more
    worst    mean gain over the worst tenth of the draws
    meets    share of worlds in which the scenario's goals are met (satisficing)

Regrets of different outcomes have different units; overall each is a share of the largest that any option has there,
and an option is judged by the outcome in which it is regretted most. Options none of which is better in everything at
once make the front (Pareto): whoever wants more of one outcome there pays with another.

References
----------
Savage 1951, Journal of the American Statistical Association 46 (regret); Lempert, Popper & Bankes 2003, Shaping the
Next One Hundred Years, RAND (robustness over many futures); Simon 1956, Psychological Review 63(2) (satisficing).
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.effects import bootstrap_mean, resampled_weights
from sim.ensemble.simulated import simulated
from sim.experiments.goals import goal_met
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE

Numbers = NDArray[np.float64]
WORST = 0.1
OVERALL_COLUMNS = ("option", "front", "front_share", "beaten_by", "regret", "regret_in", "meets_all", "draws")
COLUMNS = (
    "option", "outcome", "subject", "gain", "lo", "hi", "worst_tenth", "mean_regret", "regret_lo", "regret_hi",
    "most_regret", "best_in", "meets", "draws", "front",
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


def beaten_by(gains: Numbers) -> list[int | None]:
    """For each option the one that beats it in everything, the strongest of several, `(option,)`; None on the front."""
    at_least = (gains[:, None, :] >= gains[None, :, :]).all(axis=2)
    better = at_least & (gains[:, None, :] > gains[None, :, :]).any(axis=2)
    # Who beats another and is beaten by nobody exists wherever anybody does.
    strong = better & front(gains)[:, None]
    return [int(np.argmax(column)) if column.any() else None for column in strong.T]


def front_share(gains: Numbers, draws: int, seed: int) -> Numbers:
    """Share of resamples of the draws with each option on the front, `(option,)` from `(outcome, option, draw)`."""
    weights = resampled_weights(draws, seed)
    means = np.einsum("rd,cod->roc", weights, gains) / draws
    return np.asarray(np.mean([front(one) for one in means], axis=0))


def scaled(most: Numbers) -> Numbers:
    """Largest regrets as shares of the largest of any option, `(option, outcome)`; 0 where nobody regrets anything."""
    largest = most.max(axis=0)
    return np.asarray(most / np.where(largest > 0, largest, 1.0))


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
        Columns `COLUMNS`: gain at the horizon (mean over draws) with its 90 % interval, mean over the worst tenth of
        draws, mean regret with its interval, largest regret, share of draws in which the option is best, share of
        worlds that meet the goals of this outcome and subject (missing where it has none), how many draws, and whether
        the option is on the front of all wanted outcomes together.

    Raises
    ------
    QuestionError
        When an outcome is not measured, has no better direction, or no draw is sound under all options.
    """
    ensemble = simulated(ensemble)
    gains = gains_of(ensemble, wanted)
    draws = gains.shape[2]
    on_front = front(gains.mean(axis=2).T)
    frames = []
    for (outcome, subject), gain in zip(wanted, gains, strict=True):
        lost = regret(gain)
        each = np.arange(draws)
        lo, hi = bootstrap_mean(gain.T, each, draws, ensemble.seed)
        regret_lo, regret_hi = bootstrap_mean(lost.T, each, draws, ensemble.seed)
        columns = {
            "gain": gain.mean(axis=1),
            "lo": lo,
            "hi": hi,
            "worst_tenth": worst_mean(gain),
            "mean_regret": lost.mean(axis=1),
            "regret_lo": regret_lo,
            "regret_hi": regret_hi,
            "most_regret": lost.max(axis=1),
            "best_in": best_share(gain),
            "meets": _meets(ensemble, [(outcome, subject)]),
            "draws": draws,
            "front": on_front,
        }
        frames.append(pd.DataFrame({"option": ensemble.options, "outcome": outcome, "subject": subject, **columns}))
    return pd.concat(frames, ignore_index=True)[list(COLUMNS)]


def overall(ensemble: Ensemble, wanted: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """Each option over everything that counts.

    Returns
    -------
    DataFrame
        Columns `OVERALL_COLUMNS`: whether no other beats it in everything, in what share of resamples of the draws, and
        who does (empty for none); its largest regret as a share of the largest of any option, and in which outcome; the
        share of worlds that meet every goal on what is wanted (missing without goals). The option regretted least comes
        first.
    """
    ensemble = simulated(ensemble)
    gains = gains_of(ensemble, wanted)
    means, draws = gains.mean(axis=2).T, gains.shape[2]
    regrets = scaled(np.stack([regret(gain).max(axis=1) for gain in gains], axis=1))
    better = beaten_by(means)
    columns = {
        "option": ensemble.options,
        "front": front(means),
        "front_share": front_share(gains, draws, ensemble.seed),
        "beaten_by": ["" if k is None else ensemble.options[k] for k in better],
        "regret": regrets.max(axis=1),
        "regret_in": ["=".join(wanted[k]) if row[k] > 0 else "" for row in regrets for k in [int(row.argmax())]],
        "meets_all": _meets(ensemble, wanted),
        "draws": draws,
    }
    table = pd.DataFrame(columns)[list(OVERALL_COLUMNS)]
    return table.sort_values("regret", kind="stable", ignore_index=True)


def gains_of(ensemble: Ensemble, wanted: Sequence[tuple[str, str]]) -> Numbers:
    """Gains by outcome, option and draw, `(outcome, option, draw)`; raises as `robust` does."""
    sound = ensemble.sound()
    return np.stack([_gain(ensemble, outcome, subject, sound) for outcome, subject in wanted])


def _meets(ensemble: Ensemble, wanted: Sequence[tuple[str, str]]) -> list[float]:
    """Share of the worlds sound under every option in which each meets all goals on what is wanted; NaN without any."""
    goals = [goal for goal in ensemble.scenario.goals if (goal.outcome, goal.subject) in wanted]
    if not goals:
        return [np.nan] * len(ensemble.options)

    def share(name: str) -> float:
        met = np.all([goal_met(ensemble, goal, name) for goal in goals], axis=0)
        return float(met[ensemble.sound()[ensemble.sound(name, BASELINE)]].mean())

    return [share(name) for name in ensemble.options]


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
