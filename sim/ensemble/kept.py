"""What is kept of an option's worlds once its blocks are joined: small arrays, one row a world."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble.block import Traces
from sim.ensemble.subjects import Subjects
from sim.model.learn import ENTRIES
from sim.model.policy import Policy

Numbers = NDArray[np.float64]
CLOSING = ("alignment", "trust")
MAPPINGS = ("series", "closing", "ledgers")
JOINED = (
    "alignment", "trust", "would_sign", "level", "wanted", "act", "partner", "instrument", "taken",
    "crises", "severe", "error", "ledger_gap", "bounds_gap",
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
    ledgers
        By stock, `(piece, entry, actor, other)`: sum over the sound worlds of each piece of the work, at the horizon.
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
    error
        Why a world is not sound, empty where it is, `(world,)`.
    ledger_gap, bounds_gap
        Largest distances from closing, and largest amounts taken back at bounds, `(world,)`.
    """

    series: Mapping[str, Numbers]
    closing: Mapping[str, Numbers]
    ledgers: Mapping[str, Numbers]
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
    error: NDArray[np.str_]
    ledger_gap: Numbers
    bounds_gap: Numbers

    @cached_property
    def ledger(self) -> Mapping[str, Numbers]:
        """By stock, `(entry, actor, other)`: mean over the sound worlds at the horizon."""
        return {stock: added(self.ledgers[stock]) / max(int(self.sound.sum()), 1) for stock in CLOSING}

    def at(self, outcome: str, quarters: Sequence[int] | NDArray[np.int64]) -> Numbers:
        """An outcome at some quarters, `(world, quarter, subject)`; -1 is the horizon."""
        return np.asarray(self.series[outcome][:, np.asarray(quarters)])

    def pieces(self) -> "Iterator[Kept]":
        """The same worlds some at a time, for sums over arrays too large to hold at once."""
        yield self


def kept_of(traces: Traces, subjects: Subjects) -> Kept:
    """What is kept of the worlds of a block."""
    column: dict[str, Any] = {name: getattr(traces, name) for name in JOINED if name != "error"}
    series = {name: subjects.of(name, np.asarray(places)) for name, places in traces.series.items()}
    closing = {stock: column.pop(stock) for stock in CLOSING}
    finite = {name: _finite(values) for name, values in {**series, **closing}.items()}
    sound = np.asarray(np.all(list(finite.values()), axis=0))
    error = np.array(["" if fine else _why(finite, world) for world, fine in enumerate(sound)])
    ledgers = {stock: getattr(traces, f"ledger_{stock}")[sound].sum(axis=0)[None] for stock in CLOSING}
    return Kept(series=series, closing=closing, ledgers=ledgers, sound=sound, error=error, **column)


def failed(subjects: Subjects, policy: Policy, size: tuple[int, int, int], why: str) -> Kept:
    """What is kept of worlds that could not be run; `size` is worlds, quarters, actors."""
    worlds, quarters, n = size
    rows, members = np.shape(policy.first)[0], np.shape(policy.members.asked)[0]

    def nothing(*shape: int) -> Numbers:
        return np.full((worlds, *shape), np.nan)

    return Kept(
        series={name: nothing(quarters + 1, len(of)) for name, of in subjects.names.items()},
        closing={stock: nothing(n, n) for stock in CLOSING},
        ledgers={stock: np.zeros((1, len(entries(stock)), n, n)) for stock in CLOSING},
        would_sign=nothing(members),
        level=nothing(rows),
        wanted=nothing(rows),
        act=np.zeros((worlds, quarters, n), np.int8),
        partner=np.zeros((worlds, quarters, n), np.int16),
        instrument=np.zeros((worlds, quarters, n), np.int16),
        taken=np.zeros((worlds, quarters, n), bool),
        crises=nothing(n, n),
        severe=nothing(n, n),
        sound=np.zeros(worlds, bool),
        error=np.full(worlds, why),
        ledger_gap=nothing(),
        bounds_gap=nothing(),
    )


def join(pieces: Sequence[Kept]) -> Kept:
    """Join pieces in the order of their worlds."""
    column: dict[str, Any] = {
        name: np.concatenate([getattr(piece, name) for piece in pieces]) for name in JOINED if name not in CLOSING
    }
    series, closing, ledgers = (
        {name: np.concatenate([getattr(piece, field)[name] for piece in pieces]) for name in getattr(pieces[0], field)}
        for field in MAPPINGS
    )
    sound = np.concatenate([piece.sound for piece in pieces])
    return Kept(series=series, closing=closing, ledgers=ledgers, sound=sound, **column)


def as_one(pieces: Sequence[Kept]) -> Kept:
    """Join pieces and make one of them, whose ledgers are added up."""
    whole = join(pieces)
    return replace(whole, ledgers={stock: added(sums)[None] for stock, sums in whole.ledgers.items()})


def added(sums: Iterable[Numbers]) -> Numbers:
    """The sum of arrays one after the other: it does not depend on who computed which piece when."""
    total = np.zeros(())
    for one in sums:
        total = total + one
    return total


def _finite(values: Numbers) -> NDArray[np.bool_]:
    return np.asarray(np.isfinite(values).reshape(len(values), -1).all(axis=1))


def _why(finite: Mapping[str, NDArray[np.bool_]], world: int) -> str:
    return f"not finite: {', '.join(name for name, fine in finite.items() if not fine[world])}"


def entries(stock: str) -> tuple[str, ...]:
    """Names of the ledger's entries of a stock, `bounds` last."""
    if stock not in ENTRIES:
        raise QuestionError(f"no ledger is kept of {stock!r}; there is one of {' and of '.join(ENTRIES)}")
    return (*ENTRIES[stock], "bounds")
