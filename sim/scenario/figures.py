"""Figures of states, pairs and instruments that stand in for those of the tables and of the catalogue."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sim.catalogue import instruments
from sim.catalogue.columns import MEANINGS
from sim.model.opening import ACTOR_FIGURES, DYAD_FIGURES, SYMMETRIC, Opening
from sim.scenario.actors import Cast
from sim.scenario.fields import complain, mapping, number
from sim.scenario.outside import split_pair
from sim.scenario.problems import Problems, unknown
from sim.scenario.tree import Node

Figures = Mapping[str, Mapping[str, float]]
INSTRUMENT_FIGURES = {key: (column.low, column.high) for key, column in MEANINGS.items()}


def read_figures(node: Node | None, cast: Cast, problems: Problems) -> dict[str, dict[str, float]]:
    """Values by whom (a state, a pair as `SAU:TUR`, or an instrument) and figure."""
    found: dict[str, dict[str, float]] = {}
    for whom, child in mapping(node, problems).items() if node else ():
        if whom in instruments().keys and whom not in cast.groups:
            found = merged(found, {whom: _read_values(child, INSTRUMENT_FIGURES, problems)})
            continue
        key = Node(whom, child.path, child.file, child.line)
        sides = split_pair(key, problems) if ":" in whom else [key]
        codes = [cast.states(side, problems) for side in sides]
        known = DYAD_FIGURES if len(sides) == 2 else ACTOR_FIGURES
        values = _read_values(child, known, problems)
        if sides and all(codes):
            pairs = tuple(f"{a}:{b}" for a in codes[0] for b in codes[-1] if a != b)
            subjects = pairs if len(sides) == 2 else codes[0]
            found = merged(found, dict.fromkeys(subjects, values))
    return found


def merged(figures: Figures, others: Figures) -> dict[str, dict[str, float]]:
    """Figures with others put over them."""
    return {whom: {**figures.get(whom, {}), **others.get(whom, {})} for whom in (*figures, *others)}


def _read_values(node: Node, known: Mapping[str, tuple[float, float]], problems: Problems) -> dict[str, float]:
    values = {}
    for name, child in mapping(node, problems).items():
        if name not in known:
            complain(child, unknown("figure", name, known), problems)
        elif (value := number(child, *known[name], problems, f"{name}")) is not None:
            values[name] = value
    return values


def with_figures(opening: Opening, figures: Figures) -> Opening:
    """The opening with some figures replaced.

    Those of states and pairs keep their doubts, and one without direction is replaced in both; that of an instrument is
    given, and draws leave it alone.
    """
    if not figures:
        return opening
    changed = {name: np.array(values) for name, values in opening.figures.items()}
    tables = {
        table: {name: np.array(values) for name, values in getattr(opening, table).items()}
        for table in ("catalogue", "catalogue_low", "catalogue_high")
    }
    for whom, values in figures.items():
        if whom in opening.instruments and whom not in opening.actors:
            for table in tables.values():
                for name, value in values.items():
                    table[name][opening.instruments.index(whom)] = value
            continue
        place = tuple(opening.actors.index(code) for code in whom.split(":"))
        for name, value in values.items():
            changed[name][place] = value
            if name in SYMMETRIC:
                changed[name][place[::-1]] = value
    low, high = tables["catalogue_low"], tables["catalogue_high"]
    return replace(opening, figures=changed, catalogue=tables["catalogue"], catalogue_low=low, catalogue_high=high)
