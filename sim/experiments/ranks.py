"""Ranks: how firm the order of the options is when everything that is not known is drawn.

For an outcome and a subject, options are ranked in every draw by the mean effect of its worlds at the horizon, best
first (lowest first where lower is better; where neither is, highest first). Options whose effects are equal share the
best of their ranks. A draw samples parameters, opening figures and every figure of the catalogue, so a rank that few
draws keep is an echo of numbers that nobody knows.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE

Numbers = NDArray[np.float64]
RANK_COLUMNS = ("outcome", "subject", "option", "mean", "rank", "keeps", "first", "rank_q05", "rank_q95", "draws")
PAIR_COLUMNS = ("outcome", "subject", "option", "against", "better", "equal", "draws")
_EQUAL = 1e-12


@dataclass(frozen=True)
class Drawn:
    """Effects by draw.

    Attributes
    ----------
    options
        Without the baseline.
    effects
        `(draw, option)`: mean over the sound worlds of the draw, turned so that higher is better.
    """

    options: tuple[str, ...]
    effects: Numbers


def drawn(ensemble: Ensemble, outcome: str, subject: str) -> Drawn:
    """Effects of all options by draw; draws of which no world is sound under every option are left out.

    Raises
    ------
    QuestionError
        When the study did not measure the outcome of the subject.
    """
    if subject not in ensemble.subjects.names.get(outcome, ()):
        raise QuestionError(f"{outcome!r} of {subject!r} was not measured; add it under `outcomes:` and `watch:`")
    return drawn_of_all(ensemble, outcome)[ensemble.subjects.names[outcome].index(subject)]


def drawn_of_all(ensemble: Ensemble, outcome: str) -> list[Drawn]:
    """Effects of all options by draw, for every subject of an outcome, in the order of the subjects."""
    options = tuple(name for name in ensemble.options if name != BASELINE)
    sound = ensemble.sound()
    _, first, counts = np.unique(ensemble.draw[sound], return_index=True, return_counts=True)
    base = ensemble.kept[BASELINE].at(outcome, [-1])[sound, 0]
    effects = np.empty((len(first), len(options), base.shape[1]))
    for place, name in enumerate(options if len(first) else ()):
        change = ensemble.kept[name].at(outcome, [-1])[sound, 0] - base
        effects[:, place] = np.add.reduceat(change, first, axis=0) / counts[:, None]
    towards = -1.0 if OUTCOMES[outcome].better == "lower" else 1.0
    return [Drawn(options, towards * np.ascontiguousarray(effects[..., k])) for k in range(base.shape[1])]


def ranks(effects: Numbers) -> NDArray[np.int64]:
    """Ranks from 1 along the last axis, the highest first; equal effects share the best of their ranks."""
    better = effects[..., None, :] > effects[..., :, None] + _EQUAL
    return np.asarray(better.sum(axis=-1) + 1)


def rank_table(ensemble: Ensemble) -> pd.DataFrame:
    """How firm the rank of each option is, for every outcome and subject that was measured.

    Returns
    -------
    DataFrame
        Columns `RANK_COLUMNS`: mean effect over draws and its rank; shares of draws in which the option keeps that
        rank, and in which none is better; the 5 % and 95 % points of its rank over draws.
    """
    rows = [
        row
        for outcome, subjects in ensemble.subjects.names.items()
        for subject, found in zip(subjects, drawn_of_all(ensemble, outcome), strict=True)
        for row in rank_rows(found, outcome, subject)
    ]
    return pd.DataFrame(rows, columns=list(RANK_COLUMNS))


def rank_rows(found: Drawn, outcome: str, subject: str) -> list[tuple[Any, ...]]:
    """The rows of `rank_table` of one outcome and subject, in the order of the options."""
    if not found.effects.size:
        return []
    towards = -1.0 if OUTCOMES[outcome].better == "lower" else 1.0
    mean, by_draw = found.effects.mean(axis=0), ranks(found.effects)
    overall = ranks(mean)
    low, high = np.quantile(by_draw, [0.05, 0.95], axis=0)
    keeps, leads = (by_draw == overall).mean(axis=0), (by_draw == 1).mean(axis=0)
    return [
        (
            outcome, subject, option, towards * float(mean[k]) + 0.0, int(overall[k]),
            float(keeps[k]), float(leads[k]), float(low[k]), float(high[k]), len(by_draw),
        )
        for k, option in enumerate(found.options)
    ]  # fmt: skip


def pair_table(ensemble: Ensemble, outcome: str) -> pd.DataFrame:
    """In what share of draws one option does better than another, for every subject of an outcome.

    Returns
    -------
    DataFrame
        Columns `PAIR_COLUMNS`, one row for each two options; what is neither better nor equal is worse.
    """
    rows = []
    for subject, found in zip(ensemble.subjects.names[outcome], drawn_of_all(ensemble, outcome), strict=True):
        for a, b in combinations(range(len(found.options)), 2):
            ahead = found.effects[:, a] - found.effects[:, b]
            if ahead.size:
                better, equal = float((ahead > _EQUAL).mean()), float((np.abs(ahead) <= _EQUAL).mean())
                rows.append((outcome, subject, found.options[a], found.options[b], better, equal, len(ahead)))
    return pd.DataFrame(rows, columns=list(PAIR_COLUMNS))
