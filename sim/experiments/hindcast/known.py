"""What a plain forecast knows of each pair at an origin, and nothing later.

| column | meaning |
|---|---|
| partners, shared | partners of the two so far; partners that they share |
| signed_lately, disputed_lately | 1 where the pair did in the last five years |
| signed_ever | 1 where the pair ever signed on record |
| disputes | disputes between the two that began on record, and `years` of record |
| gdp, distance, border, great | log GDP of the two, log km, 1 with a land border, 1 with a permanent member |
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.pairs import members
from sim.evidence.agreed import faded
from sim.evidence.covariates import contiguous, kilometres, newest
from sim.evidence.grids import Grid, vector
from sim.evidence.sources import Public
from sim.evidence.tension import onsets

Numbers = NDArray[np.float64]
GREAT = ("USA", "RUS", "CHN", "GBR", "FRA")
LATELY = 5
NEAREST_KM = 50.0


def known_at(public: Public, actors: Sequence[str], origin: int) -> pd.DataFrame:
    """Columns of every pair, by the order of pairs, as they stood at the end of a year."""
    one, other = members(len(actors))
    signed = faded(public, actors, origin + 1, np.inf)
    lately = signed - faded(public, actors, origin + 1 - LATELY, np.inf)
    met = np.where(signed > 0, 1.0, 0.0)
    began = int(public.table("mids_dyad_year")["year"].min())
    partners, size = met.sum(axis=1), _log_gdp(public, actors, origin)
    great = np.isin(np.array(actors), GREAT)
    grids: dict[str, Grid] = {
        "partners": partners[:, None] + partners[None, :],
        "shared": met @ met,
        "signed_lately": np.where(lately > 0, 1.0, 0.0),
        "signed_ever": met,
        "disputes": disputes_between(public, actors, began, origin),
        "disputed_lately": np.minimum(1.0, disputes_between(public, actors, origin + 1 - LATELY, origin)),
        "gdp": size[:, None] + size[None, :],
        "distance": np.log(np.maximum(NEAREST_KM, kilometres(public, actors))),
        "border": contiguous(tuple(actors), public.table("geography")),
        "great": (great[:, None] | great[None, :]).astype(float),
    }
    columns = {name: grid[one, other] for name, grid in grids.items()}
    return pd.DataFrame({"pair": pair_names(actors), **columns, "years": float(origin + 1 - began)})


def pair_names(actors: Sequence[str]) -> NDArray[np.str_]:
    """Names of all pairs in their order, `A:B`."""
    one, other = members(len(actors))
    codes = np.array(actors)
    return np.char.add(np.char.add(codes[one], ":"), codes[other])


def disputes_between(public: Public, actors: Sequence[str], first: int, last: int) -> Grid:
    """Disputes that began between two originators in some years, (actor, other), symmetric."""
    places = [public.actors().index(code) for code in actors]
    return onsets(public, first, last)[np.ix_(places, places)]


def _log_gdp(public: Public, actors: Sequence[str], origin: int) -> Numbers:
    money = newest(public.until("gdp_population", origin).dropna(subset="gdp_current_usd"))["gdp_current_usd"]
    return np.log(vector(actors, money, float(money.median())))
