"""The numbers behind the timeline: what happened in a typical world under an option, and what also in the baseline."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from sim.charts.choice import checked_option, measured_pairs, signatories
from sim.ensemble import Ensemble
from sim.ensemble.chronicle import chronicle, counts, typical_world
from sim.ensemble.seen import BEGINS, CRISIS, ENDS, SEVERE
from sim.scenario import BASELINE
from sim.scenario.dates import quarter_name

BOTH, OURS, THEIRS = "both", "option", "baseline"
MOST_PAIRS = 14
WEIGHT = {SEVERE: 3.0, CRISIS: 2.0, BEGINS: 1.0, ENDS: 0.5}
KEY = ["quarter", "first", "second", "what", "instrument"]


def data(
    ensemble: Ensemble, option: str | None = None, progress: Callable[[int, int], Any] | None = None
) -> pd.DataFrame:
    """Numbers of the timeline; one world is run again for them.

    Parameters
    ----------
    ensemble
        The study.
    option
        The one with the largest mean absolute effect when left out.
    progress
        Called with blocks done and blocks in all.

    Returns
    -------
    DataFrame
        One row an event: option, world, quarter, date, first, second, what, instrument (as `sim.ensemble.chronicle`),
        met (`option` or `baseline` where it happened in one of them only, `both` where in the same quarter of both).
    """
    name = checked_option(ensemble, option)
    table = chronicle(ensemble, [name, BASELINE], typical_world(ensemble, name), progress=progress)
    ours, theirs = (table[table["option"] == of].drop(columns="option") for of in (name, BASELINE))
    found = ours.merge(theirs[KEY], how="outer", on=KEY, indicator="met", sort=False)
    said = {"both": BOTH, "left_only": OURS, "right_only": THEIRS}
    found["met"] = found["met"].astype(str).map(said)
    found["world"] = int(table["world"].iloc[0]) if len(table) else 0
    found.insert(0, "option", name)
    found.insert(3, "date", [quarter_name(ensemble.scenario.start + int(q)) for q in found["quarter"]])
    return found.sort_values(["quarter", "what", "first", "second", "instrument"], kind="stable").reset_index(drop=True)


def shown_pairs(ensemble: Ensemble, table: pd.DataFrame) -> list[tuple[str, str]]:
    """Pairs that have a row: those of parties and those watched first, then those to which most happened."""
    parties = set(signatories(ensemble, str(table["option"].iloc[0]))) if len(table) else set()
    watched = {frozenset(pair.split(":")) for pair in measured_pairs(ensemble, "alignment")}
    weights = table.assign(weight=table["what"].map(WEIGHT)).groupby(["first", "second"], sort=True)["weight"].sum()

    def rank(pair: tuple[str, str]) -> tuple[int, float]:
        near = 2 * (set(pair) <= parties) + (bool(set(pair) & parties) and frozenset(pair) in watched)
        return -near, -float(weights[pair])

    pairs: list[tuple[str, str]] = [(str(a), str(b)) for a, b in weights.index]
    return sorted(pairs, key=rank)[:MOST_PAIRS]


def spans(ensemble: Ensemble, option: str) -> dict[str, tuple[float, float, float]]:
    """Median, and the middle 90 of 100 worlds, of how many offers were taken and crises broke out in a world."""
    sound = ensemble.sound(option, BASELINE)
    found = {name: np.quantile(each[sound], (0.5, 0.05, 0.95)) for name, each in counts(ensemble, option).items()}
    return {name: (float(a), float(b), float(c)) for name, (a, b, c) in found.items()}
