"""One history asked: its real events, and placebo events drawn in their place."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.experiments.third_party_study.design import ANY, OUTCOMES, SIDES
from sim.experiments.third_party_study.effects import Effects, effects, joined, learn_usual
from sim.experiments.third_party_study.events import Events, events
from sim.experiments.third_party_study.history import History
from sim.experiments.third_party_study.panel import unit
from sim.experiments.third_party_study.placebo import PLACEBOS, TELLS, placebo
from sim.experiments.third_party_study.usual import Usual, quiet

Note = Callable[[str], None]
SIDE_OF = {outcome.name: outcome.side for outcome in OUTCOMES} | {side: side for side in SIDES}
EVERY = 50  # draws between two notes
DRAWN_COLUMNS = ("drawn", "draw", "kind", "outcome", "estimate", "low", "high", "error")


class Prepared(NamedTuple):
    """What real and placebo events share: events by kind, units by outcome, what is usual by kind."""

    history: History
    real: Mapping[str, Events]
    units: Mapping[str, float]
    usual: Mapping[str, Usual]


def prepare(history: History, kinds: Sequence[str]) -> Prepared:
    """Find the events of some kinds and learn what is usual without them."""
    units = {outcome.name: unit(history, outcome) for outcome in OUTCOMES}
    real = {name: events(history, name) for name in kinds}
    return Prepared(history, real, units, {name: learn_usual(history, name, real[name], units) for name in kinds})


def of_events(prepared: Prepared, seen: Mapping[str, Events]) -> dict[str, Effects]:
    """Effects by kind; of all together under `ANY` first where there are several."""
    return with_any(
        {
            name: effects(prepared.history, name, of_kind, prepared.units, prepared.usual[name])
            for name, of_kind in seen.items()
        }
    )


def with_any(found: dict[str, Effects], keep: bool = False) -> dict[str, Effects]:
    """The same with all kinds together first, where there are several."""
    return {ANY: joined(list(found.values()), keep)} | found if len(found) > 1 else found


def placebos(prepared: Prepared, draws: int, seed: int, note: Note) -> pd.DataFrame:
    """Estimates of placebo events, columns `DRAWN_COLUMNS`; what a placebo says nothing of is left out."""
    still = {name: quiet(prepared.history.agreed[name]) for name in prepared.real}
    rows: list[tuple[object, ...]] = []
    for number, drawn in enumerate(PLACEBOS):
        luck = np.random.default_rng([seed, number])
        for draw in range(draws):
            if draw % EVERY == 0:
                note(f"placebo {drawn}: {draw} of {draws}")
            seen = {name: placebo(prepared.history, still[name], prepared.real[name], drawn, luck) for name in still}
            for kind, of_kind in of_events(prepared, seen).items():
                rows += [
                    (drawn, draw, kind, name, told.estimate, told.low, told.high, told.error)
                    for name, told in of_kind.estimates().items()
                    if SIDE_OF[name] in TELLS[drawn]
                ]
    return pd.DataFrame(rows, columns=list(DRAWN_COLUMNS))
