"""An option as the rows that the model receives: one for each provision and pair, and a place for each party."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.catalogue import instruments
from sim.model.policy import ENTER, OPEN_END, Members, Policy
from sim.scenario.clause_rows import clauses
from sim.scenario.levels import asked
from sim.scenario.provision import Option, Pair, Provision
from sim.scenario.scenario import Scenario

Numbers = NDArray[np.float64]


class Row(NamedTuple):
    """One pair under one provision of an option."""

    provision: Provision
    pair: Pair
    number: int  # of the provision
    first_member: int
    second_member: int


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
    listed = list(_rows(chosen.provisions))
    length = max(1, len(listed)) if rows is None else rows
    if length < len(listed):
        raise ValueError(f"{len(listed)} rows do not fit into {length}")
    wanted = [asked(scenario, r.provision, r.pair) for r in listed]
    where = {code: k for k, code in enumerate(scenario.actors)}
    which = {key: k for k, key in enumerate(instruments().keys)}

    def column(values: Sequence[float], kind: type = np.int64) -> NDArray[np.generic]:
        return np.array([*values, *[0] * (length - len(listed))], dtype=kind)

    return Policy(
        active=np.arange(length) < len(listed),
        first=column([where[r.pair[0]] for r in listed]),
        second=column([where[r.pair[1]] for r in listed]),
        instrument=column([which[r.provision.instrument] for r in listed]),
        level=column([level for level, _ in wanted], np.float64),
        relative=column([relative for _, relative in wanted], np.bool_),
        enter=column([ENTER.index(r.provision.enter) for r in listed]),
        start=column([r.provision.begins(*r.pair) for r in listed]),
        stop=column([OPEN_END if r.provision.stop is None else r.provision.stop for r in listed]),
        first_member=column([r.first_member for r in listed]),
        second_member=column([r.second_member for r in listed]),
        # A pair more brings at most two parties more.
        members=_members(chosen.provisions, where, which, 2 * length),
        clauses=clauses(scenario, [(r.provision, r.pair) for r in listed], length),
    )


def policy_rows(scenario: Scenario) -> int:
    """Rows that hold any option of the scenario."""
    return max(1, *(sum(len(p.pairs) for p in option.provisions) for option in scenario.options))


def _rows(provisions: Sequence[Provision]) -> list[Row]:
    found, base = [], 0
    for number, provision in enumerate(provisions):
        place = {code: base + k for k, code in enumerate(provision.members)}
        found += [Row(provision, (a, b), number, place[a], place[b]) for a, b in provision.pairs]
        base += len(place)
    return found


def _members(provisions: Sequence[Provision], where: dict[str, int], which: dict[str, int], length: int) -> Members:
    listed = [(number, p, code) for number, p in enumerate(provisions) for code in p.members]

    def column(values: Sequence[float], kind: type = np.int64) -> NDArray[np.generic]:
        return np.array([*values, *[0] * (length - len(listed))], dtype=kind)

    roles = [p.role(code) for _, p, code in listed]
    return Members(
        active=np.arange(length) < len(listed),
        actor=column([where[code] for _, _, code in listed]),
        group=column([number for number, _, _ in listed]),
        instrument=column([which[p.instrument] for _, p, _ in listed]),
        enter=column([ENTER.index(p.enter) for _, p, _ in listed]),
        required=column([role == "member" for role in roles], np.bool_),
        full=column([role != "observer" for role in roles], np.bool_),
        asked=column([_asked_from(p, code) for _, p, code in listed]),
        anchor=column([where[next(other for other in p.parties if other != code)] for _, p, code in listed]),
    )


def _asked_from(provision: Provision, code: str) -> int:
    """Required parties agree together, at the first date of any; others when their own date has come."""
    if provision.role(code) == "member":
        return min(provision.begins(party) for party in provision.parties)
    return provision.begins(code)
