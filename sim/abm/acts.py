"""Acts by name: what a state does in a quarter, as people and programs write it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.experiments.signing import title_of
from sim.model.choose import ACT_NAMES, Chosen

Numbers = NDArray[np.int64]
_SAID = {
    "null": "nothing new",
    "arm": "arm",
    "hedge": "turn from a supplier",
    "take up": "offer {tool} to {other}",
    "leave": "end {tool} with {other}",
    "pressure": "pressure on {other}",
    "de-escalate": "a step of de-escalation towards {other}",
}


class Act(NamedTuple):
    """One act: its kind (`sim.model.choose.ACT_NAMES`), and whom and what it is about where that applies."""

    kind: str
    partner: str = ""  # code of a state
    instrument: str = ""  # key of the catalogue


NOTHING, ARM, HEDGE = (Act(kind) for kind in ACT_NAMES[:3])


def take_up(partner: str, instrument: str) -> Act:
    """Propose an agreement, or a deeper one."""
    return Act("take up", partner, instrument)


def leave(partner: str, instrument: str) -> Act:
    """End an agreement."""
    return Act("leave", partner, instrument)


def pressure(partner: str) -> Act:
    """Press a state to drop its ties with a rival, or meet sanctions."""
    return Act("pressure", partner)


def deescalate(partner: str) -> Act:
    """Offer a step of de-escalation."""
    return Act("de-escalate", partner)


def named(chosen: Chosen, codes: Sequence[str], tools: Sequence[str]) -> list[Act]:
    """The acts of all states, in the order of their codes."""
    act, partner, tool = (np.asarray(column) for column in chosen)
    return [_named(*row, codes, tools) for row in zip(act, partner, tool, strict=True)]


def _named(act: int, partner: int, tool: int, codes: Sequence[str], tools: Sequence[str]) -> Act:
    kind = ACT_NAMES[act]
    whom = codes[partner] if "{other}" in _SAID[kind] else ""
    return Act(kind, whom, tools[tool] if "{tool}" in _SAID[kind] else "")


def said(act: Act, names: Mapping[str, str]) -> str:
    """An act as a reader is told of it: `offer Joint exercises to Türkiye`."""
    tool = title_of(act.instrument) if act.instrument else ""
    return _SAID[act.kind].format(other=names.get(act.partner, act.partner), tool=tool)


def replaced(chosen: Chosen, others: dict[int, Act], codes: Sequence[str], tools: Sequence[str]) -> Chosen:
    """The acts of all states with the rows of some replaced, and no other row touched."""
    act, partner, tool = (np.array(column) for column in chosen)
    for row, new in others.items():
        act[row] = ACT_NAMES.index(new.kind)
        partner[row] = codes.index(new.partner) if new.partner else row
        tool[row] = tools.index(new.instrument) if new.instrument else 0
    return Chosen(act, partner, tool)
