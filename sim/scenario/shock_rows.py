"""Shocks as the rows that the model receives: each kind spelled out as what it does, to whom."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np

from sim.catalogue import ShockKind, instruments, shock_kinds
from sim.catalogue.shock_entries import EVERYONE, REST, ShockRow
from sim.core.luck import name_word
from sim.model.policy import OPEN_END
from sim.model.shocks import KINDS, Conditions, Shocks, Threats, shock_rows
from sim.scenario.circumstances import Condition, Range, Shock
from sim.scenario.scenario import Scenario

Row = dict[str, float]


class Room(NamedTuple):
    """How many rows, conditions and threats to give; the rest is padding."""

    rows: int
    conditions: int
    threats: int


def room_needed(scenario: Scenario) -> Room:
    """What the shocks of a scenario need under the worst of its cases."""
    needed = [_needed(scenario, (*scenario.shocks, *case.shocks)) for case in scenario.cases]
    needed.append(_needed(scenario, scenario.shocks))
    return Room(*(max(sizes) for sizes in zip(*needed, strict=True)))


def _needed(scenario: Scenario, shocks: Sequence[Shock]) -> Room:
    rows = sum(len(list(_rows(shock, scenario.actors, {}))) for shock in shocks)
    return Room(rows, len(_conditions(shocks)), sum(shock.credibility is not None for shock in shocks))


def shocks(scenario: Scenario, room: Room | None = None) -> Shocks:
    """The scenario's own shocks as rows; cases stand in scenarios of their own (`sim.scenario.cases.under`).

    Parameters
    ----------
    scenario
        As read.
    room
        How much to give; as much as needed when left out. Without rows nothing of shocks is computed.
    """
    room = room or _needed(scenario, scenario.shocks)
    conditions = _conditions(scenario.shocks)
    place = {condition: k for k, condition in enumerate(conditions)}
    listed: list[Row] = []
    threats: list[tuple[int, Shock]] = []
    for shock in scenario.shocks:
        if shock.credibility is not None:
            threats.append((len(listed), shock))
        listed += _rows(shock, scenario.actors, place)
    return shock_rows(
        listed,
        room.rows,
        _condition_arrays(conditions, scenario.actors, room.conditions),
        _threat_arrays(threats, scenario.actors, room.threats),
    )


def _conditions(shocks: Sequence[Shock]) -> tuple[Condition, ...]:
    return tuple(dict.fromkeys(shock.condition for shock in shocks if shock.condition is not None))


def _rows(shock: Shock, actors: tuple[str, ...], place: dict[Condition, int]) -> Iterator[Row]:
    kind = shock_kinds()[shock.kind]
    bounds = _branches(kind, shock)
    common = _common(shock, place)
    for number, row in enumerate(kind.rows):
        for codes in _codes(row, shock, actors):
            luck = shock.name if kind.together else f"{shock.name} {_own(kind, row, shock, codes)}"
            first, second, third = (actors.index(code) for code in (*codes, codes[0], codes[0])[:3])
            low, high = sorted(row.plus + row.times * size for size in shock.size)
            yield common | {
                "kind": KINDS.index(row.does),
                "first": first,
                "second": second,
                "third": third,
                "low": low,
                "high": high,
                "spread": row.spread * sum(shock.size) / 2,
                "persistence": row.persistence,
                "branch_low": bounds[row.branch][0],
                "branch_high": bounds[row.branch][1],
                "suspect": row.suspect,
                "word": name_word(luck),
                "size_word": name_word(f"{luck} row {number}"),
            }


def _common(shock: Shock, place: dict[Condition, int]) -> Row:
    """What all rows of a shock share."""
    rate = shock.rate or (0.0, 0.0)
    credible = shock.credibility or (1.0, 1.0)
    return {
        "start": shock.start,
        "stop": OPEN_END if shock.stop is None else shock.stop,
        "lasts": OPEN_END if shock.lasts is None else shock.lasts,
        "chance_low": shock.probability[0],
        "chance_high": shock.probability[1],
        "rate_low": rate[0],
        "rate_high": rate[1],
        "condition": -1 if shock.condition is None else place.get(shock.condition, -1),
        "after": shock.after,
        "credible_low": credible[0],
        "credible_high": credible[1],
    }


def _codes(row: ShockRow, shock: Shock, actors: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The states of each row that a row of the catalogue stands for: every choice of different states."""
    sides = [actors if role == EVERYONE else (role,) if role.isupper() else shock.who.get(role, ()) for role in row.who]
    seen: set[frozenset[str]] = set()
    for codes in product(*sides):
        once = frozenset(codes)
        if len(once) == len(codes) and (once not in seen or len(codes) == 3):
            seen.add(once)
            yield codes


def _own(kind: ShockKind, row: ShockRow, shock: Shock, codes: tuple[str, ...]) -> str:
    """Whose luck it is where each has its own: the states that the file named, in an order of no meaning."""
    if kind.branches and len(shock.who) > 1:
        return ""
    return " ".join(sorted(code for role, code in zip(row.who, codes, strict=True) if role in shock.who))


def _branches(kind: ShockKind, shock: Shock) -> dict[str | None, Range]:
    """The part of (0, 1) that each branch takes: the first its share, the next its share of the rest."""
    bounds: dict[str | None, Range] = {None: (0.0, 1.0)}
    low = 0.0
    for branch in kind.branches:
        high = low + shock.settings[branch] * (1 - low)
        bounds[branch] = (low, high)
        low = high
    return bounds | {REST: (low, 1.0)}


def _condition_arrays(conditions: Sequence[Condition], actors: tuple[str, ...], room: int) -> Conditions:
    n, keys = len(actors), instruments().keys
    between = np.zeros((room, n, n), bool)
    for k, condition in enumerate(conditions):
        places = [actors.index(code) for code in condition.parties]
        between[k][np.ix_(places, places)] = True
        np.fill_diagonal(between[k], False)
    return Conditions(
        between,
        np.array(_filled([keys.index(c.instrument) for c in conditions], room), np.int64),
        np.array(_filled([c.least for c in conditions], room), np.float64),
        np.array(_filled([float(c.holds) for c in conditions], room), bool),
    )


def _threat_arrays(threats: Sequence[tuple[int, Shock]], actors: tuple[str, ...], room: int) -> Threats:
    def masks(groups: list[tuple[str, ...]]) -> np.ndarray:
        table = np.zeros((room, len(actors)))
        for k, codes in enumerate(groups):
            table[k, [actors.index(code) for code in codes]] = 1.0
        return table

    asked = [shock.condition for _, shock in threats if shock.condition]
    return Threats(
        np.array(_filled([row for row, _ in threats], room), np.int64),
        masks([shock.who["by"] for _, shock in threats]),
        masks([shock.who["on"] for _, shock in threats]),
        masks([condition.parties for condition in asked]),
        np.array(_filled([instruments().keys.index(c.instrument) for c in asked], room), np.int64),
    )


def _filled(values: Sequence[float], room: int) -> list[float]:
    return [*values, *([0.0] * (room - len(values)))]
