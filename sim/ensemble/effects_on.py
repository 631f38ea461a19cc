"""Effects of all options on one outcome, which is read once: option by option, world by world."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.ensemble.effects import effect_columns, split_variance
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE

if TYPE_CHECKING:
    from sim.ensemble.ensemble import Ensemble

EFFECT_COLUMNS = (
    "option", "outcome", "subject", "quarter",
    "mean", "lo", "hi", "q05", "q95", "p_down", "p_negligible", "p_up", "swing",
)  # fmt: skip
Columns = Mapping[str, NDArray[Any]]
MOST_HELD = 3  # options whose worlds are held at once


def effects_on(
    ensemble: "Ensemble", outcome: str, pairs: Iterable[tuple[str, str]], dates: NDArray[np.int64]
) -> dict[tuple[str, str], Columns]:
    """The rows of `Ensemble.effects` of one outcome, for each option and what it is set against.

    Parameters
    ----------
    ensemble, outcome
        Of whom and what.
    pairs
        Each option with what it is set against.
    dates
        Quarters.
    """
    kept = lru_cache(MOST_HELD)(lambda option: ensemble.kept[option].at(outcome, dates))
    opening, names = ensemble.kept[BASELINE].at(outcome, [0]), np.array(ensemble.subjects.names[outcome], dtype=object)
    found: dict[tuple[str, str], Columns] = {}
    for name, against in pairs:
        sound = ensemble.sound(name, against, BASELINE)
        change, ordinary = (kept(name) - kept(against))[sound], (kept(BASELINE) - opening)[sound]
        spread = (ensemble.draw[sound], ensemble.draws, ensemble.seed, OUTCOMES[outcome].band)
        told = effect_columns(change, ordinary, *spread)
        rows = len(told["mean"])
        told |= {"quarter": dates[told["quarter"]], "subject": names[told["subject"]]}
        said = {"option": name, "against": against, "outcome": outcome}
        found[name, against] = told | {column: np.full(rows, word, dtype=object) for column, word in said.items()}
    return found


def table_of(found: Sequence[Columns], columns: Sequence[str]) -> pd.DataFrame:
    """Some rows one under the other."""
    if not found:
        return pd.DataFrame(columns=list(columns))
    return pd.DataFrame({column: np.concatenate([rows[column] for rows in found]) for column in columns})


def luck_shares(ensemble: "Ensemble", against: str) -> pd.DataFrame:
    """Share of the spread of each effect at the horizon that is luck and not assumptions."""
    names = [name for name in ensemble.options if name != against and ensemble.sound(name, against).any()]
    found = {}
    for outcome in ensemble.subjects.names:
        theirs = ensemble.kept[against].at(outcome, [-1])[:, 0]
        for name in names:
            sound = ensemble.sound(name, against)
            change = (ensemble.kept[name].at(outcome, [-1])[:, 0] - theirs)[sound]
            luck, assumptions = split_variance(change, ensemble.draw[sound])
            total = luck + assumptions
            found[name, outcome] = np.where(total > 0, luck / np.where(total > 0, total, 1.0), np.nan)
    rows = [
        (name, outcome, subject, ensemble.scenario.quarters, share)
        for name in names
        for outcome, subjects in ensemble.subjects.names.items()
        for subject, share in zip(subjects, found[name, outcome], strict=True)
    ]
    return pd.DataFrame(rows, columns=["option", "outcome", "subject", "quarter", "luck_share"])
