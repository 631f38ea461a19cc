"""Watch: the ledgers of one pair, and how one side of all states stands to some, in every quarter of every world."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

from sim.ensemble.ensemble import Ensemble
from sim.ensemble.kept import Numbers
from sim.ensemble.retell import Moment, retell
from sim.ensemble.run import Progress

STOCKS = ("alignment", "trust")


class Sight(NamedTuple):
    """What is watched: weights over `(actor, other)` that sum to 1, and weights over actors that sum to 1."""

    pair: NDArray[np.float64]
    parties: NDArray[np.float64]


@dataclass(frozen=True)
class Watched:
    """What was seen of one option.

    Attributes
    ----------
    ledger
        By stock, `(world, quarter, entry)`: what each mechanism has added since the opening, by the end of a quarter.
    stock
        By stock, `(world, quarter, 2)`: the pair at the opening of the first quarter, and at the end of each quarter.
    towards
        By stock, `(world, quarter, actor)`: each actor's mean stock towards the parties, at the end of each quarter.
    """

    ledger: Mapping[str, Numbers]
    stock: Mapping[str, Numbers]
    towards: Mapping[str, Numbers]


def see(moment: Moment, sight: Sight) -> dict[str, dict[str, Array]]:
    """What is recorded of a quarter, by stock."""
    world = moment.closing
    ledgers = {"alignment": world.ledger_alignment, "trust": world.ledger_trust}
    told = {}
    for stock in STOCKS:
        before, after = (getattr(w.state, stock) for w in (moment.opening, world))
        told[stock] = {
            "ledger": jnp.stack([(entry * sight.pair).sum() for entry in ledgers[stock]]),
            "stock": jnp.stack([(values * sight.pair).sum() for values in (before, after)]),
            "towards": after @ sight.parties,
        }
    return told


def watch(
    ensemble: Ensemble,
    options: Sequence[str],
    sight: Sight,
    *,
    off: tuple[str, ...] = (),
    progress: Progress | None = None,
) -> dict[str, Watched]:
    """Run the worlds of a study again under some options, and watch one pair and some parties."""

    def whole(told: Mapping[str, Any], _: NDArray[np.int64]) -> Mapping[str, Any]:
        return told

    parts = retell(ensemble, options, see, sight, whole, off=off, progress=progress)
    return {name: _joined([part[name] for part in parts]) for name in options}


def _joined(parts: Sequence[Any]) -> Watched:
    def column(name: str) -> dict[str, Numbers]:
        return {stock: np.concatenate([part[stock][name] for part in parts]) for stock in STOCKS}

    return Watched(ledger=column("ledger"), stock=column("stock"), towards=column("towards"))
