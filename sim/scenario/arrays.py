"""A scenario as the arrays that the model receives."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.catalogue import instruments
from sim.evidence import Tables
from sim.model.opening import ACTOR_FIGURES, DYAD_FIGURES, SYMMETRIC, Opening
from sim.model.policy import ENTER, OPEN_END, Policy
from sim.scenario.scenario import Option, Provision, Scenario

Numbers = NDArray[np.float64]


def policy(scenario: Scenario, option: str | Option, rows: int | None = None) -> Policy:
    """An option as rows, one for each provision and pair.

    Parameters
    ----------
    scenario
        The scenario that the option belongs to.
    option
        Itself or its name.
    rows
        How many rows to give; the rest is padding. As many as needed, and at least one, when left out.
    """
    chosen = scenario.option(option) if isinstance(option, str) else option
    where = {code: k for k, code in enumerate(scenario.actors)}
    which = {key: k for k, key in enumerate(instruments().keys)}
    wanted = [
        (where[a], where[b], which[p.instrument], *_asked(p), ENTER.index(p.enter), p.start, _end(p.stop))
        for p in chosen.provisions
        for a, b in p.pairs
    ]
    columns = _columns(wanted, 8, rows)
    first, second, instrument, _, relative, enter, start, stop = (c.astype(np.int64) for c in columns)
    return Policy(
        active=_active(wanted, columns),
        first=first,
        second=second,
        instrument=instrument,
        level=columns[3],
        relative=relative.astype(bool),
        enter=enter,
        start=start,
        stop=stop,
    )


def policy_rows(scenario: Scenario) -> int:
    """Rows that hold any option of the scenario."""
    return max(1, *(sum(len(p.pairs) for p in option.provisions) for option in scenario.options))


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


def _asked(provision: Provision) -> tuple[float, bool]:
    if provision.change is not None:
        return provision.change, True
    return provision.level or 0.0, False


def _end(stop: int | None) -> int:
    return OPEN_END if stop is None else stop


def _columns(rows: Sequence[tuple[float, ...]], width: int, length: int | None) -> list[Numbers]:
    length = max(1, len(rows)) if length is None else length
    if length < len(rows):
        raise ValueError(f"{len(rows)} rows do not fit into {length}")
    table = np.zeros((length, width))
    if rows:
        table[: len(rows)] = rows
    return [table[:, k].copy() for k in range(width)]


def _active(rows: Sequence[object], columns: list[Numbers]) -> NDArray[np.bool_]:
    return np.arange(len(columns[0])) < len(rows)


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
