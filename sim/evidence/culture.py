"""Cultural distance: religion of the population and a judged culture group."""

import numpy as np
import pandas as pd

from sim.evidence.curated import states
from sim.evidence.grids import Grid, Mask
from sim.evidence.sources import Public

BRANCHES = (
    "western_christian", "share_christian_orthodox", "share_muslim_sunni", "share_muslim_shia",
    "other_muslim", "share_jewish", "share_hindu", "share_buddhist", "share_nonreligious",
)  # fmt: skip
SAME_FAITH = 0.5  # credit for sharing a faith but not its branch; judgement, range .3-.7


def culture_distance(public: Public) -> Grid:
    """Half religion, half culture group, in [0, 1], symmetric.

    Religion: one minus the overlap of population shares (2010), where two branches of one faith count half.
    Group: 0 the same, .5 a kindred group, 1 else (`curated/states.csv`, judgement).
    """
    religion = 1 - overlap(public)
    groups = states().set_index("actor").loc[list(public.actors())]
    own, kin = groups["culture"].to_numpy(), groups["kindred"].to_numpy()
    group = np.where(own[:, None] == own[None, :], 0.0, np.where(kin[:, None] == kin[None, :], 0.5, 1.0))
    distance = 0.5 * religion + 0.5 * group
    np.fill_diagonal(distance, 0.0)
    return np.clip(distance, 0.0, 1.0)


def shares(public: Public) -> pd.DataFrame:
    """Return the newest shares of religions, one row a state; a state that nobody counted has none."""
    table = public.table("religion")
    newest: pd.DataFrame = table[table["year"] == table["year"].max()]
    return newest.set_index("iso3").reindex(list(public.actors()))


def not_counted(public: Public) -> Mask:
    """Mark pairs of which one state's religions were not counted, shape (n, n); it stands at the mean of all."""
    silent = shares(public)["share_muslim"].isna().to_numpy()
    return silent[:, None] | silent[None, :]


def overlap(public: Public) -> Grid:
    """Share of two populations that follows the same religion."""
    table = shares(public)
    table = table.fillna(table.mean())
    table = table.assign(
        western_christian=table["share_christian"] - table["share_christian_orthodox"],
        other_muslim=table["share_muslim"] - table["share_muslim_sunni"] - table["share_muslim_shia"],
    )
    branch = table[list(BRANCHES)].to_numpy(dtype=float).clip(0)
    faith = table[["share_christian", "share_muslim", *BRANCHES[5:]]].to_numpy(dtype=float).clip(0)
    return SAME_FAITH * _common(faith) + (1 - SAME_FAITH) * _common(branch)


def _common(shares: Grid) -> Grid:
    common: Grid = np.minimum(shares[:, None, :], shares[None, :, :]).sum(axis=-1)
    return common
