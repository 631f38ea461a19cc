"""Would the parties sign, and does it last?"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sim.ensemble.kept import Kept
from sim.scenario import Option, Scenario

COLUMNS = ("option", "provision", "instrument", "party", "would_sign", "in_force")
TOLERANCE = 1e-9


def signing_table(scenario: Scenario, kept: Mapping[str, Kept]) -> pd.DataFrame:
    """One row for each option, provision and party; see `Ensemble.signing`."""
    rows = [
        row for option in scenario.options if option.name in kept for row in _rows(scenario, option, kept[option.name])
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(scenario: Scenario, option: Option, kept: Kept) -> list[tuple[str, int, str, str, float, float]]:
    rows, first = [], 0
    sound = kept.sound
    for number, provision in enumerate(option.provisions):
        places = range(first, first + len(provision.pairs))
        first += len(provision.pairs)
        if provision.enter == "imposed":
            stands = float(provision.stop is None or provision.stop >= scenario.quarters)
        else:
            stands = _stands(kept.level[sound][:, places], kept.wanted[sound][:, places], provision.change)
        for party in provision.parties:
            odds = [
                kept.would_sign[sound][:, place, pair.index(party)]
                for place, pair in zip(places, provision.pairs, strict=True)
                if party in pair
            ]
            hardest = np.min(odds, axis=0)
            rows.append((option.name, number, provision.instrument, party, float(hardest.mean()), stands))
    return rows


def _stands(level: np.ndarray, wanted: np.ndarray, change: float | None) -> float:
    """Share of worlds in which all pairs still have what was asked for (or less, when a reduction was asked)."""
    reduced = change is not None and change < 0
    there = level <= wanted + TOLERANCE if reduced else level >= wanted - TOLERANCE
    return float(there.all(axis=1).mean())
