"""Effects of all options on one outcome, which is read once: option by option, world by world."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.ensemble.effects import effect_table, split_variance
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE

if TYPE_CHECKING:
    from sim.ensemble.ensemble import Ensemble

EFFECT_COLUMNS = (
    "option", "outcome", "subject", "quarter",
    "mean", "lo", "hi", "q05", "q95", "p_down", "p_negligible", "p_up", "swing",
)  # fmt: skip


def effects_on(
    ensemble: "Ensemble", outcome: str, options: Sequence[str], against: str, dates: NDArray[np.int64]
) -> dict[str, pd.DataFrame]:
    """The rows of `Ensemble.effects` of one outcome, by option.

    Parameters
    ----------
    ensemble, outcome
        Of whom and what.
    options, against
        The options, and what they are set against.
    dates
        Quarters.
    """
    base = ensemble.kept[BASELINE].at(outcome, [0, *dates])
    ordinary = base[:, 1:] - base[:, :1]
    theirs = base[:, 1:] if against == BASELINE else ensemble.kept[against].at(outcome, dates)
    found = {}
    for name in options:
        sound = ensemble.sound(name, against, BASELINE)
        change = (ensemble.kept[name].at(outcome, dates) - theirs)[sound]
        spread = (ensemble.draw[sound], ensemble.draws, ensemble.seed, OUTCOMES[outcome].band)
        table = effect_table(change, ordinary[sound], *spread)
        table["quarter"] = dates[table["quarter"].to_numpy()]
        names = np.array(ensemble.subjects.names[outcome], dtype=object)
        table["subject"] = names[table["subject"].to_numpy()]
        found[name] = table.assign(option=name, outcome=outcome)
    return found


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
