"""What is kept of an option's worlds once its blocks are joined: small arrays, one row a world."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble.block import Traces
from sim.ensemble.subjects import Subjects
from sim.model.learn import ENTRIES

Numbers = NDArray[np.float64]
CLOSING = ("alignment", "trust")
JOINED = (
    "alignment", "trust", "would_sign", "level", "wanted", "act", "partner", "instrument", "taken",
    "crises", "severe", "ledger_gap", "bounds_gap",
)  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """The worlds of one option.

    Attributes
    ----------
    series
        By outcome, `(world, quarter, subject)`, quarters from 0 to the horizon.
    closing
        By stock (alignment, trust), `(world, actor, other)` at the horizon.
    ledger
        By stock, `(entry, actor, other)`: mean over the sound worlds at the horizon.
    would_sign
        Probability that each party to each provision accepts it when it is asked, `(world, member)`.
    level, wanted
        For each row of the policy, `(world, row)`: level in force at the horizon, and asked for.
    act, partner, instrument, taken
        What each state chose, `(world, quarter, actor)`, and whether its proposal was accepted.
    crises, severe
        `(world, actor, other)` over the horizon.
    sound
        Whether all numbers of the world are finite, `(world,)`.
    ledger_gap, bounds_gap
        Largest distances from closing, and largest amounts taken back at bounds, `(world,)`.
    """

    series: Mapping[str, Numbers]
    closing: Mapping[str, Numbers]
    ledger: Mapping[str, Numbers]
    would_sign: Numbers
    level: Numbers
    wanted: Numbers
    act: NDArray[np.int8]
    partner: NDArray[np.int16]
    instrument: NDArray[np.int16]
    taken: NDArray[np.bool_]
    crises: Numbers
    severe: Numbers
    sound: NDArray[np.bool_]
    ledger_gap: Numbers
    bounds_gap: Numbers


def kept_of(traces: Traces, subjects: Subjects) -> Kept:
    """What is kept of the worlds of a block."""
    column: dict[str, Any] = {name: getattr(traces, name) for name in JOINED}
    series = {name: subjects.of(name, np.asarray(places)) for name, places in traces.series.items()}
    closing = {stock: column.pop(stock) for stock in CLOSING}
    sound = np.asarray(np.all([_finite(values) for values in (*series.values(), *closing.values())], axis=0))
    ledger = {stock: getattr(traces, f"ledger_{stock}")[sound].sum(axis=0) / max(sound.sum(), 1) for stock in CLOSING}
    return Kept(series=series, closing=closing, ledger=ledger, sound=sound, **column)


def join(blocks: Sequence[Kept]) -> Kept:
    """Join blocks in the order of their worlds."""
    column: dict[str, Any] = {
        name: np.concatenate([getattr(block, name) for block in blocks]) for name in JOINED if name not in CLOSING
    }
    series = {name: np.concatenate([block.series[name] for block in blocks]) for name in blocks[0].series}
    closing = {name: np.concatenate([block.closing[name] for block in blocks]) for name in CLOSING}
    sound = np.concatenate([block.sound for block in blocks])
    ledger = {stock: _mean_ledger(blocks, stock) for stock in CLOSING}
    return Kept(series=series, closing=closing, ledger=ledger, sound=sound, **column)


def _finite(values: Numbers) -> NDArray[np.bool_]:
    return np.asarray(np.isfinite(values).reshape(len(values), -1).all(axis=1))


def _mean_ledger(blocks: Sequence[Kept], stock: str) -> Numbers:
    # Block by block in order: the sum does not depend on who computed which block when.
    total = sum((block.ledger[stock] * block.sound.sum() for block in blocks), np.zeros(()))
    return np.asarray(total / max(sum(int(block.sound.sum()) for block in blocks), 1))


def entries(stock: str) -> tuple[str, ...]:
    """Names of the ledger's entries of a stock, `bounds` last."""
    if stock not in ENTRIES:
        raise QuestionError(f"no ledger is kept of {stock!r}; there is one of {' and of '.join(ENTRIES)}")
    return (*ENTRIES[stock], "bounds")
