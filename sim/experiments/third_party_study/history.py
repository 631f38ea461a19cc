"""A history: yearly figures of all pairs, from the record or from a model world; the study does not know which."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.experiments.third_party_study.design import DISPUTE, FAR, FAR_QUANTILE, FEARS

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class History:
    """Yearly figures of the pairs of some states.

    Attributes
    ----------
    actors
        Codes, sorted.
    first
        The first year.
    grids
        By name (`design.grid_names`), `(actor, other, year)`; NaN where not known.
    agreed
        By kind, `(actor, other, year)`, symmetric: something of it was agreed or held in the year.
    fear
        Points of fear at the opening of each year, `(year, actor, other)`.
    kilometres
        `(actor, other)`.
    capability
        Logarithm of material capability, `(actor, year)`; NaN where a state does not exist.
    """

    actors: tuple[str, ...]
    first: int
    grids: Mapping[str, Numbers]
    agreed: Mapping[str, Mask]
    fear: NDArray[np.int64]
    kilometres: Numbers
    capability: Numbers

    @property
    def years(self) -> int:
        """How many years it holds."""
        return int(self.capability.shape[1])

    def afraid(self) -> Mask:
        """Who fears whom at the opening of each year, `(year, actor, other)`."""
        return self.fear >= FEARS


def known_to_both(grid: Numbers, capability: Numbers) -> Numbers:
    """The same grid, `(actor, other, year)`, unknown where one of the two does not exist and on the diagonal."""
    exists = np.isfinite(capability)
    both = exists[:, None] & exists[None, :] & ~np.eye(len(exists), dtype=bool)[:, :, None]
    return np.where(both, grid, np.nan)


def points(standing: NDArray[np.int64], disputed: Mask, distance: Numbers) -> NDArray[np.int64]:
    """Points of fear of one year, `(actor, other)`.

    Parameters
    ----------
    standing
        Points for rivalries and claims.
    disputed
        Whether a dispute began lately.
    distance
        Of positions; NaN where not known, which makes no point.
    """
    upper = distance[np.triu_indices(len(distance), 1)]
    known = upper[np.isfinite(upper)]
    far = distance > np.quantile(known, FAR_QUANTILE) if len(known) else np.zeros(distance.shape, bool)
    found: NDArray[np.int64] = standing + DISPUTE * disputed + FAR * far
    np.fill_diagonal(found, 0)
    return found
