"""What draws take of a posterior.

One draw of the posterior serves for all that it knows, so that what holds together stays together.
"""

from collections.abc import Callable

import numpy as np
from jax import Array
from numpy.typing import NDArray

from sim.core.luck import name_word, uniform
from sim.core.struct import Figures
from sim.model.informed import Informed
from sim.model.opening import Opening

_WORD = np.uint64(name_word("draw of the posterior"))


def place(key: Array, draws: int) -> Array:
    """Which draw of a posterior a draw of the study takes; `key` is the luck of the latter."""
    found: Array = (uniform(key, _WORD) * draws).astype(int)
    return found


def parameters_of(opening: Opening, asked: Callable[[str], bool]) -> Figures:
    """Draws of the parameters that a posterior knows and that are `asked` of it, each `(draw of the posterior,)`."""
    known = opening.posterior if isinstance(opening, Informed) else {}
    return Figures({name: draws for name, draws in known.items() if asked(name)})


def costs_of(opening: Opening) -> NDArray[np.float64]:
    """Draws of what instruments cost by themselves, `(draw of the posterior, instrument)`.

    NaN where no posterior knows it, and for those to which somebody gives a figure of their own.
    """
    known = opening.costs if isinstance(opening, Informed) else {}
    low, high = opening.catalogue_low["asc"], opening.catalogue_high["asc"]
    nothing = np.full(max((len(draws) for draws in known.values()), default=1), np.nan)
    return np.stack([
        known[key] if key in known and low[place] < high[place] else nothing
        for place, key in enumerate(opening.instruments)
    ], axis=1)  # fmt: skip
