"""The numbers behind the alignment map: every pair before and after, what the option changed, and who stands where."""

import numpy as np
import pandas as pd

from sim.charts.blocs import sides, strongest
from sim.charts.choice import checked_against, checked_option
from sim.charts.move_table import agreement
from sim.ensemble import Ensemble
from sim.ensemble.kept import Numbers, added
from sim.scenario import BASELINE


def standing(ensemble: Ensemble, option: str) -> tuple[Numbers, Numbers]:
    """Mean alignment at the horizon, `(actor, other)`, and the share of worlds with the strongest, `(actor,)`."""
    first, found = strongest(ensemble.scenario), []
    for piece in ensemble.kept[option].pieces():
        closing = piece.closing["alignment"][piece.sound]
        found.append((closing.sum(axis=0), (sides(closing, first) > 0).sum(axis=0), len(closing)))
    worlds = sum(count for *_, count in found)
    totals, joined = added(total for total, *_ in found), added(with_it for _, with_it, _ in found)
    return totals / worlds, joined / worlds


def data(ensemble: Ensemble, option: str | None = None, against: str = BASELINE) -> pd.DataFrame:
    """Numbers of the alignment map.

    Parameters
    ----------
    ensemble
        The study.
    option
        The one with the largest mean absolute effect when left out.
    against
        What it is set against.

    Returns
    -------
    DataFrame
        One row a pair: option, against, source, target, start (alignment at the opening, by the figures of the file),
        after_against and after (means over worlds at the horizon), change (mean paired change), agree (share of worlds
        whose change has its sign), and of source and target `_start` (1 with the strongest state, else 0), `_against`
        and `_after` (share of worlds in which it stands with the strongest).
    """
    name = checked_option(ensemble, option)
    checked_against(ensemble, name, against)
    codes, scenario = ensemble.scenario.actors, ensemble.scenario
    start = np.asarray(scenario.opening.figures["alignment"])
    change = ensemble.moves(name, against=against).to_numpy()
    agree = agreement(change, ensemble.closing_change(name, "alignment", against))
    grids = {of: standing(ensemble, of) for of in (name, against)}
    begun = (sides(start, strongest(scenario)) > 0).astype(float)
    i, j = np.triu_indices(len(codes), 1)
    named = np.array(codes, dtype=object)
    columns: dict[str, object] = {"option": name, "against": against, "source": named[i], "target": named[j]}
    columns |= {"start": start[i, j], "after_against": grids[against][0][i, j], "after": grids[name][0][i, j]}
    columns |= {"change": change[i, j], "agree": agree[i, j]}
    for side, at in (("source", i), ("target", j)):
        shares = {"start": begun, "against": grids[against][1], "after": grids[name][1]}
        columns |= {f"{side}_{when}": share[at] for when, share in shares.items()}
    return pd.DataFrame(columns)


def of_actors(table: pd.DataFrame, column: str) -> dict[str, float]:
    """A column of source and target as one figure for each actor."""
    found = dict(zip(table["source"], table[f"source_{column}"], strict=True))
    return found | dict(zip(table["target"], table[f"target_{column}"], strict=True))
