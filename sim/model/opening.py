"""What a study knows of the actors before a draw: figures and their doubts."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

ACTOR_FIGURES: dict[str, tuple[float, float]] = {
    "capability": (0.0, 100.0),
    "ideal_point": (-4.0, 4.0),
    "quality": (0.1, 5.0),
    "reach": (0.1, 20.0),
    "defence_industry": (0.0, 1.0),
    "budget": (0.0, 1.0),
    "sovereignty": (0.0, 1.0),
    "assertiveness": (0.0, 1.0),
}
DYAD_FIGURES: dict[str, tuple[float, float]] = {
    "alignment": (-1.0, 1.0),
    "trust": (0.0, 1.0),
    "tension": (0.0, 1.0),
    "contested_interest": (0.0, 1.0),
    "dependence": (0.0, 1.0),
    "culture_distance": (0.0, 1.0),
    "signed_lately": (0.0, 50.0),
}
SYMMETRIC = ("alignment", "tension", "contested_interest", "culture_distance", "signed_lately")


@dataclass(frozen=True)
class Opening:
    """Actors, figures and doubts at the start of a scenario, as plain arrays.

    Attributes
    ----------
    actors
        Codes, sorted.
    instruments
        Keys, in catalogue order.
    figures, doubts
        By name: actor figures `(actor,)`, dyad figures `(actor, other)`. A doubt is the standard deviation that a
        draw samples. Bounds: `ACTOR_FIGURES`, `DYAD_FIGURES`.
    level, level_doubt
        Agreements in force, `(actor, other, instrument)`, symmetric, in [0, 2].
    distance_km
        Between capitals, `(actor, other)`.
    catalogue, catalogue_low, catalogue_high
        Instrument figures by column, each `(instrument,)`, and the range that draws sample.
    """

    actors: tuple[str, ...]
    instruments: tuple[str, ...]
    figures: Mapping[str, Numbers]
    doubts: Mapping[str, Numbers]
    level: Numbers
    level_doubt: Numbers
    distance_km: Numbers
    catalogue: Mapping[str, Numbers]
    catalogue_low: Mapping[str, Numbers]
    catalogue_high: Mapping[str, Numbers]
