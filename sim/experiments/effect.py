"""An effect as plain data: one row of the table of effects, with its worlds as whole numbers."""

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sim.ensemble import Ensemble
from sim.experiments.words import said_of, subject_name, whole_counts
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE

_FIRST_CHOICE = "alignment"


@dataclass(frozen=True)
class Effect:
    """One option, one outcome, one subject, at the horizon, against another option in the same worlds.

    Attributes
    ----------
    subject, name
        As in tables, and in words.
    mean, lo, hi
        Mean over worlds and its 90 % interval (bootstrap clustered by draw).
    swing
        The mean over the ordinary spread of the change in the baseline; None where nothing ever changes.
    p_down, p_negligible, p_up
        Shares of worlds.
    down, same, up, worlds
        The same as whole numbers, and what they sum to.
    """

    subject: str
    name: str
    mean: float
    lo: float
    hi: float
    swing: float | None
    p_down: float
    p_negligible: float
    p_up: float
    down: int
    same: int
    up: int
    worlds: int


def leading_outcome(ensemble: Ensemble) -> str:
    """The outcome that the answer is told in: alignment, or the first of pairs, or the first measured."""
    measured = list(ensemble.subjects.names)
    of_pairs = [name for name in measured if OUTCOMES[name].over == "pair"]
    return _FIRST_CHOICE if _FIRST_CHOICE in measured else (of_pairs or measured)[0]


def read_effects(
    table: pd.DataFrame, ensemble: Ensemble, outcome: str, option: str, against: str = BASELINE
) -> tuple[Effect, ...]:
    """Effects on all subjects of an outcome at the horizon, from a table of effects against that option."""
    wanted = (
        (table["option"] == option) & (table["outcome"] == outcome) & (table["quarter"] == ensemble.scenario.quarters)
    )
    total = said_of(int(ensemble.sound(option, against, BASELINE).sum()))
    return tuple(_effect(row, ensemble, outcome, total) for row in table[wanted].to_dict("records"))


def _effect(row: dict[Any, Any], ensemble: Ensemble, outcome: str, total: int) -> Effect:
    subject, swing = str(row["subject"]), float(row["swing"])
    p_down, p_negligible, p_up = (float(row[name]) for name in ("p_down", "p_negligible", "p_up"))
    down, same, up = whole_counts((p_down, p_negligible, p_up), total)
    return Effect(
        subject=subject,
        name=subject_name(ensemble.scenario, subject, OUTCOMES[outcome].directed),
        mean=float(row["mean"]),
        lo=float(row["lo"]),
        hi=float(row["hi"]),
        swing=None if math.isnan(swing) else swing,
        p_down=p_down,
        p_negligible=p_negligible,
        p_up=p_up,
        down=down,
        same=same,
        up=up,
        worlds=total,
    )
