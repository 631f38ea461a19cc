"""What a posterior holds beside the motives: example, habit, size and distance, and how common each class is.

The likelihood of `entente calibrate` adds them to the worth that both sides see in an observed class of agreements; the
model has no such motives (decision 044), so its states do not choose by them. A second forecast of agreements counts
them in, at the posterior's medians, with columns as they stood at the origin.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.pairs import members
from sim.evidence.agreed import CLASSES
from sim.evidence.example import COLUMNS, beside_motives
from sim.evidence.sources import Public

Numbers = NDArray[np.float64]
Held = dict[str, float]


class Beside(NamedTuple):
    """What is added to the worth of the observed classes."""

    classes: Numbers  # (class,)
    pairs: Numbers  # (direction, pair)


def held_beside(numbers: pd.DataFrame) -> Held:
    """Medians of what a posterior holds beside the motives, by name, from its numbers."""
    medians = dict(zip(numbers["number"], numbers["median"], strict=True))
    return {key: float(medians[key]) for key in (*COLUMNS, *map(class_name, CLASSES)) if key in medians}


def class_name(instrument: str) -> str:
    """What a posterior calls the term of a class."""
    return f"class {instrument}"


def beside(held: Held, public: Public, actors: Sequence[str], origin: int) -> Beside:
    """The terms of a world that stands at the end of its origin; zeros for what is not held."""
    one, other = members(len(actors))
    columns = beside_motives(public, actors, origin + 1)
    grid = sum((held.get(name, 0.0) * columns[name] for name in COLUMNS), np.zeros((len(actors), len(actors))))
    pairs = np.stack([grid[one, other], grid[other, one]])
    return Beside(np.array([held.get(class_name(name), 0.0) for name in CLASSES]), pairs)
