"""A scenario as the arrays that the model receives."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.catalogue import instruments
from sim.evidence import Tables
from sim.model.opening import ACTOR_FIGURES, DYAD_FIGURES, SYMMETRIC, Opening

Numbers = NDArray[np.float64]


def opening(tables: Tables, actors: Sequence[str]) -> Opening:
    """Figures, doubts and agreements of the chosen actors.

    Parameters
    ----------
    tables
        World tables.
    actors
        Codes, sorted.
    """
    codes, catalogue = list(actors), instruments()
    by_actor = tables.actors.set_index("actor")
    by_dyad = tables.dyads.set_index(["source", "target"])
    figures = {name: _by_actor(by_actor, name, codes) for name in ACTOR_FIGURES}
    figures |= {name: _by_dyad(by_dyad, name, codes) for name in DYAD_FIGURES}
    doubts = {name: _by_actor(by_actor, f"{name}_doubt", codes) for name in ACTOR_FIGURES}
    doubts |= {name: _by_dyad(by_dyad, f"{name}_doubt", codes) for name in DYAD_FIGURES}
    for name in SYMMETRIC:
        figures[name] = (figures[name] + figures[name].T) / 2
    return Opening(
        actors=tuple(codes),
        instruments=catalogue.keys,
        figures=figures,
        doubts=doubts,
        level=_agreements(tables.agreements, "level", codes),
        level_doubt=_agreements(tables.agreements, "level_doubt", codes),
        distance_km=_by_dyad(by_dyad, "distance_km", codes),
        catalogue=catalogue.by_column(catalogue.values),
        catalogue_low=catalogue.by_column(catalogue.low),
        catalogue_high=catalogue.by_column(catalogue.high),
    )


def _by_actor(table: pd.DataFrame, name: str, codes: list[str]) -> Numbers:
    return table[name].reindex(codes).to_numpy(dtype=np.float64, copy=True)


def _by_dyad(table: pd.DataFrame, name: str, codes: list[str]) -> Numbers:
    square = table[name].unstack().reindex(index=codes, columns=codes)
    values = square.to_numpy(dtype=np.float64, copy=True)
    np.fill_diagonal(values, 0.0)
    return values


def _agreements(table: pd.DataFrame, name: str, codes: list[str]) -> Numbers:
    where = {code: k for k, code in enumerate(codes)}
    which = {key: k for k, key in enumerate(instruments().keys)}
    values = np.zeros((len(codes), len(codes), len(which)))
    rows = zip(table["first"], table["second"], table["instrument"], table[name], strict=True)
    for first, second, instrument, value in rows:
        if first in where and second in where:
            i, j, m = where[first], where[second], which[instrument]
            values[i, j, m] = values[j, i, m] = value
    return values
