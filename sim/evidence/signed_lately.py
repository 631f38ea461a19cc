"""Agreements that each pair has signed lately, faded by their age.

    R_ij = sum over agreements of 2^(-age / h)      h: sim/model/learn/signed_lately.py

The record of agreements (DCAD) ends before today. What was signed since is unknown, not nothing: the record is read as
of its own end, as if each pair had gone on at its pace, or the dated list as of today where that says more, one for
each year in which the pair began something. A past world reads the record alone, since who stands on the dated list was
chosen in the light of today.
"""

import numpy as np

from sim.evidence.agreed import faded, record_of_agreements
from sim.evidence.curated import signed, spell_out
from sim.evidence.grids import Grid, Mask, to_grid
from sim.evidence.sources import Public
from sim.model.learn.signed_lately import HALF_LIFE

UNSURE = 0.5  # of the count, once the record has ended


def signed_lately(public: Public) -> tuple[Grid, Grid, Mask]:
    """Return the count, its doubt, and where the dated list gives it, all (actor, other), symmetric."""
    known = min(public.year, record_of_agreements(public))
    count = faded(public, public.actors(), known + 1, HALF_LIFE)
    listed = np.zeros_like(count) if public.is_past else _listed_since(public, known)
    both = np.maximum(count, listed)
    return both, np.zeros_like(both) if known == public.year else UNSURE * both, listed > count


def _listed_since(public: Public, known: int) -> Grid:
    table = spell_out(signed())
    table = table[(table["since"] > known) & (table["level"] > 0)]
    table = table[table["first"].isin(public.actors()) & table["second"].isin(public.actors())]
    # One occasion stands on the list once for each instrument that it brought.
    ends = np.sort(table[["first", "second"]].to_numpy(dtype=str), axis=1)
    table = table.assign(first=ends[:, 0], second=ends[:, 1]).drop_duplicates(["first", "second", "since"])
    weight = 0.5 ** ((public.year - table["since"].clip(upper=public.year)) / HALF_LIFE)
    return to_grid(public.actors(), table["first"], table["second"], weight, symmetric=True)
