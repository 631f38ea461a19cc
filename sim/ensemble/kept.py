"""What is kept of an option's worlds once its blocks are joined: small arrays, one row a world."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.ensemble.block import Traces

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


def join(blocks: Sequence[Traces]) -> Kept:
    """Join blocks in the order of their worlds."""

    def column(name: str) -> NDArray[np.generic]:
        return np.concatenate([getattr(block, name) for block in blocks])

    series = {name: np.concatenate([block.series[name] for block in blocks]) for name in blocks[0].series}
    closing = {"alignment": column("alignment"), "trust": column("trust")}
    sound = np.all([_finite(values) for values in (*series.values(), *closing.values())], axis=0)
    return Kept(
        series=series,
        closing=closing,
        ledger={
            "alignment": _mean_ledger(blocks, "ledger_alignment", sound),
            "trust": _mean_ledger(blocks, "ledger_trust", sound),
        },
        sound=sound,
        **{
            name: column(name)
            for name in (
                "would_sign", "level", "wanted", "act", "partner", "instrument", "taken",
                "crises", "severe", "ledger_gap", "bounds_gap",
            )
        },
    )  # fmt: skip


def _finite(values: NDArray[np.generic]) -> NDArray[np.bool_]:
    return np.isfinite(values).reshape(len(values), -1).all(axis=1)


def _mean_ledger(blocks: Sequence[Traces], name: str, sound: NDArray[np.bool_]) -> Numbers:
    # Block by block in order: the sum does not depend on who computed which block when.
    total, first = 0.0, 0
    for block in blocks:
        ledger = getattr(block, name)
        keep = sound[first : first + len(ledger)]
        total = total + ledger[keep].sum(axis=0)
        first += len(ledger)
    return np.asarray(total) / max(int(sound.sum()), 1)
