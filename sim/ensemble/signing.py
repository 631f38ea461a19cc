"""Would the parties sign, and does it last?"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.ensemble.kept import Kept
from sim.scenario import Option, Provision, Scenario

COLUMNS = (
    "option", "provision", "instrument", "party", "role", "would_sign", "in_force", "in_force_some", "still_in",
)  # fmt: skip
TOLERANCE = 1e-9
_Row = tuple[str, int, str, str, str, float, float, float, float]
_Worlds = NDArray[np.bool_]


def signing_table(scenario: Scenario, kept: Mapping[str, Kept]) -> pd.DataFrame:
    """One row for each option, provision and party; see `Ensemble.signing`."""
    ran = [option for option in scenario.options if option.name in kept and kept[option.name].sound.any()]
    rows = [row for option in ran for row in _rows(scenario, option, kept[option.name])]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(scenario: Scenario, option: Option, kept: Kept) -> list[_Row]:
    rows: list[_Row] = []
    first, member = 0, 0
    for number, provision in enumerate(option.provisions):
        stands = _stands(scenario, provision, kept, first)
        among_all = stands.all(axis=1)
        among_some = stands.any(axis=1) & ~among_all
        for place, party in enumerate(provision.members):
            own = [k for k, pair in enumerate(provision.pairs) if party in pair]
            shares = among_all, among_some, stands[:, own].any(axis=1)
            rows.append(
                (  # type: ignore[arg-type]
                    option.name, number, provision.instrument, party, provision.role(party),
                    float(kept.would_sign[kept.sound, member + place].mean()),
                    *(float(share.mean()) for share in shares),
                )
            )  # fmt: skip
        first, member = first + len(provision.pairs), member + len(provision.members)
    return rows


def _stands(scenario: Scenario, provision: Provision, kept: Kept, first: int) -> _Worlds:
    """Whether each pair still has what was asked for (or less, when a reduction was asked), `(world, pair)`."""
    places = slice(first, first + len(provision.pairs))
    level, wanted = kept.level[kept.sound, places], kept.wanted[kept.sound, places]
    if provision.enter == "imposed":
        return np.full(level.shape, provision.stop is None or provision.stop >= scenario.quarters)
    reduced = provision.change is not None and provision.change < 0
    return np.asarray(level <= wanted + TOLERANCE if reduced else level >= wanted - TOLERANCE)
