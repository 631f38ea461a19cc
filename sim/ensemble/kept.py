"""What is kept of an option's worlds once its blocks are joined: small arrays, one row a world."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.ensemble.block import Traces
from sim.ensemble.subjects import Subjects

Numbers = NDArray[np.float64]


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
    would_sign, level, wanted
        For each row of the policy: `(world, row, party)`, `(world, row)`, `(world, row)`.
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


def join(blocks: Sequence[Traces], subjects: Subjects) -> Kept:
    """Join blocks in the order of their worlds."""
    joined = Traces(*(_join(parts) for parts in zip(*blocks, strict=True)))
    series = {name: subjects.of(name, recorded) for name, recorded in joined.series.items()}
    sound = np.all([_finite(x) for x in (*series.values(), joined.alignment, joined.trust)], axis=0)
    return Kept(
        series=series,
        closing={"alignment": joined.alignment, "trust": joined.trust},
        ledger={
            "alignment": _mean_ledger([block.ledger_alignment for block in blocks], sound),
            "trust": _mean_ledger([block.ledger_trust for block in blocks], sound),
        },
        sound=sound,
        would_sign=joined.would_sign,
        level=joined.level,
        wanted=joined.wanted,
        act=joined.act,
        partner=joined.partner,
        instrument=joined.instrument,
        taken=joined.taken,
        crises=joined.crises,
        severe=joined.severe,
        ledger_gap=joined.ledger_gap,
        bounds_gap=joined.bounds_gap,
    )


def _join(parts: Sequence[Any]) -> Any:
    if isinstance(parts[0], Mapping):
        return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return np.concatenate(parts)


def _finite(values: Numbers) -> NDArray[np.bool_]:
    finite: NDArray[np.bool_] = np.isfinite(values).reshape(len(values), -1).all(axis=1)
    return finite


def _mean_ledger(ledgers: Sequence[Any], sound: NDArray[np.bool_]) -> Numbers:
    # Block by block in order: the sum does not depend on who computed which block when.
    total, first = np.zeros(ledgers[0].shape[1:]), 0
    for ledger in ledgers:
        total += ledger[sound[first : first + len(ledger)]].sum(axis=0)
        first += len(ledger)
    return total / max(int(sound.sum()), 1)
