"""Backlash of an option in plain data and in one line."""

import math
from dataclasses import dataclass

import pandas as pd

from sim.ensemble.backlash import TOTAL
from sim.experiments.words import signed


@dataclass(frozen=True)
class Backlash:
    """Alignment lost outside the pairs that an option ties.

    Attributes
    ----------
    gain
        Of the pairs that it ties, summed; mean over worlds.
    lost, lo, hi
        In all other pairs together, and the 90 % interval of its mean; negative where they gain.
    per_gain
        Lost for a unit of gain; None where nothing that counts is gained.
    most
        The ledger's entry that carries most of it.
    """

    gain: float
    lost: float
    lo: float
    hi: float
    per_gain: float | None
    most: str


def read_backlash(table: pd.DataFrame, option: str) -> Backlash | None:
    """The backlash of an option, from the table of backlash; None where it ties no pairs."""
    own = table[table["option"] == option].set_index("mechanism")
    if TOTAL not in own.index:
        return None
    total, entries = own.loc[TOTAL], own.drop(index=TOTAL)["backlash"]
    most = (entries * (1 if total["backlash"] >= 0 else -1)).idxmax()
    return Backlash(
        gain=float(total["gain"]),
        lost=float(total["backlash"]),
        lo=float(total["lo"]),
        hi=float(total["hi"]),
        per_gain=None if math.isnan(total["per_gain"]) else float(total["per_gain"]),
        most=str(most),
    )


def backlash_words(found: Backlash | None) -> str:
    """The backlash in one line; empty where there is nothing to tell."""
    if found is None:
        return ""
    ratio = "" if found.per_gain is None or found.lost < 0 else f", {found.per_gain:.1f} for each gained"
    return (
        f"own pairs {signed(found.gain)}, all others together {signed(-found.lost)} "
        f"({signed(-found.hi)} to {signed(-found.lo)}){ratio}; largest term: {found.most.replace('_', ' ')}"
    )
