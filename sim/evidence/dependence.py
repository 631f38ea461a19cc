"""Dependence on suppliers: five-year shares of arms deliveries times reliance on imports.

    D_ij = s_ij r_i,   s_ij = c (d_ij + k o_ij) / sum_j (d_ij + k o_ij),   r_i = m_i / (m_i + h_i)

| symbol | meaning |
|---|---|
| d | deliveries 2021-25, million TIV |
| o | share of deliveries 2011-20, k pseudo-deliveries: only a thin recent record leans on it |
| c | what the forty supply of the world's exports: Spain, the Netherlands, Sweden and others are left out |
| m | imports a year in money, mean of 2011-20 and 2021-25 as equipment serves long: TIV x dollars per TIV |
| h | home procurement: military spending x share for equipment x defence industry |

Rows sum to at most c r_i < 1. `share` without reliance is what SIPRI publishes.
"""

import numpy as np
from numpy.typing import NDArray

from sim.evidence.coefficients import value
from sim.evidence.grids import Grid, to_grid
from sim.evidence.sources import RECORD_BEGINS, Public
from sim.evidence.states import Vector, industry_scale, joined, judged, spending

RECENT, OLDER = 5, 10  # years


def recent_years(public: Public) -> tuple[int, int]:
    """First and last year of the record that counts in full."""
    return public.year - RECENT + 1, public.year


def older_years(public: Public) -> tuple[int, int]:
    """First and last year of the record that a thin recent one leans on."""
    return public.year - RECENT - OLDER + 1, public.year - RECENT


def deliveries(public: Public, first: int, last: int) -> Grid:
    """Deliveries in a window, million TIV, (recipient, supplier)."""
    table = public.table("arms_transfers")
    table = table[table["year"].between(first, last)]
    return to_grid(
        public.actors(),
        table["iso3_recipient"],
        table["iso3_supplier"],
        table["tiv_delivered_est"],
        symmetric=False,
    )


def shares(public: Public) -> Grid:
    """Share of each supplier in imports, (recipient, supplier); rows sum to the coverage or to 0."""
    recent, older = deliveries(public, *recent_years(public)), deliveries(public, *older_years(public))
    before = older / np.maximum(older.sum(axis=1, keepdims=True), 1.0)
    blend = recent + value("thin_record") * before
    total = blend.sum(axis=1, keepdims=True)
    share: Grid = np.divide(blend, total, out=np.zeros_like(blend), where=total > 0)
    return value("supplier_coverage") * share


def import_reliance(public: Public) -> Vector:
    """Share of a state's new equipment that comes from abroad, in [0, 1]."""
    on_record = [(max(first, RECORD_BEGINS), last) for first, last in (recent_years(public), older_years(public))]
    yearly = [
        deliveries(public, first, last).sum(axis=1) / (last - first + 1) for first, last in on_record if first <= last
    ]
    imports = np.mean(yearly, axis=0) * value("dollars_per_tiv") * public.price_level()
    industry, _, _ = joined(public, industry_scale(public), judged(public, "defence_industry"))
    home = spending(public) * value("equipment_share") * industry
    reliance: Vector = (imports + 1.0) / (imports + home + 1.0)
    return reliance


def dependence(public: Public) -> tuple[Grid, Grid]:
    """Return dependence and its doubt, (recipient, supplier)."""
    level = shares(public) * import_reliance(public)[:, None]
    doubt = value("dependence_doubt_least") + (0.15 + 0.15 * is_thin(public)) * level
    return level, doubt


def is_thin(public: Public) -> NDArray[np.bool_]:
    """Mark recipients whose recent record is thin, (recipient, supplier)."""
    recent = deliveries(public, *recent_years(public))
    return np.broadcast_to(recent.sum(axis=1, keepdims=True) < 4 * value("thin_record"), recent.shape)
