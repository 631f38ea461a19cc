"""What happened in a quarter, as rows: acts, agreements that began, deepened or ended, crises."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.abm.acts import NOTHING, said
from sim.core.pairs import members
from sim.experiments.signing import title_of
from sim.model.quarter import World

if TYPE_CHECKING:
    from sim.abm.readings import Readings

SAME = 1e-9


class Happening(NamedTuple):
    """One thing that happened."""

    quarter: int  # in which it happened, from 0
    date: str
    kind: str  # act, agreement begins, agreement deepens, agreement ends, crisis, severe crisis
    first: str
    second: str  # empty where there is no other
    instrument: str
    what: str  # in words


def happenings(model: "Readings", before: World, after: World) -> list[Happening]:
    """What one quarter brought; the model stands at its closing."""
    quarter = model.quarter - 1
    when = quarter, model.date_of(quarter)
    acts = [
        Happening(*when, "act", code, act.partner, act.instrument, _told(model, number))
        for number, (code, act) in enumerate(zip(model.codes, model.last_acts, strict=True))
        if act != NOTHING
    ]
    return [*acts, *_agreements(model, when, before, after), *_crises(model, when, before, after)]


def _told(model: "Readings", number: int) -> str:
    act, names = model.last_acts[number], model.loaded.names
    words = f"{names[model.codes[number]]}: {said(act, names)}"
    if act.kind == "take up":
        words += ", accepted" if model.taken[number] else ", declined"
    return words


def _agreements(model: "Readings", when: tuple[int, str], before: World, after: World) -> list[Happening]:
    old, new = np.asarray(before.in_force), np.asarray(after.in_force)
    kinds = {
        "agreement begins": (old <= SAME) & (new > SAME),
        "agreement deepens": (old > SAME) & (new > old + SAME),
        "agreement ends": (old > SAME) & (new <= SAME),
    }
    found = []
    for kind, where in kinds.items():
        for tool, pair in np.argwhere(where):
            a, b = _pair(model, pair)
            key = model.tools[tool]
            words = f"{_both(model, a, b)}: {title_of(key)}, level {old[tool, pair]:.2f} to {new[tool, pair]:.2f}"
            found.append(Happening(*when, kind, a, b, key, words))
    return found


def _crises(model: "Readings", when: tuple[int, str], before: World, after: World) -> list[Happening]:
    def more(name: str) -> NDArray[np.bool_]:
        grown: NDArray[np.bool_] = np.asarray(getattr(after, name)) > np.asarray(getattr(before, name))
        return grown

    grave, found = more("severe"), []
    for pair in np.flatnonzero(more("crises")):
        kind, (a, b) = "severe crisis" if grave[pair] else "crisis", _pair(model, pair)
        found.append(Happening(*when, kind, a, b, "", f"{_both(model, a, b)}: {kind}"))
    return found


def _pair(model: "Readings", pair: np.int64) -> tuple[str, str]:
    first, second = members(len(model.codes))
    return model.codes[first[pair]], model.codes[second[pair]]


def _both(model: "Readings", a: str, b: str) -> str:
    return f"{model.loaded.names[a]} and {model.loaded.names[b]}"
