"""How much of the spread of effects is luck, and how much is what is not known."""

import pandas as pd

from sim.experiments.words import percent


def luck_share(table: pd.DataFrame, outcome: str) -> float | None:
    """Median share of luck in the spread of an outcome's effects; None where it cannot be told."""
    shares = table.loc[table["outcome"] == outcome, "luck_share"].dropna()
    return float(shares.median()) if len(shares) else None


def luck_words(share: float | None) -> str:
    """The share in plain words."""
    if share is None:
        return "How much of the spread is luck cannot be told from one draw, or from one run a draw."
    return (
        f"Of the spread of effects between worlds, {percent(share, 1)} is luck (median); the rest is what is not known."
    )
