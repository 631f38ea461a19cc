"""Network: who stands with whom, and which pair fits least, at the end of every quarter of every world."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.ensemble.ensemble import Ensemble
from sim.ensemble.kept import Numbers
from sim.ensemble.retell import retell
from sim.ensemble.run import Progress
from sim.ensemble.seen import seen

# Of what is seen, what is told of the mean world and what of each.
SUMMED, KEPT = ("alignment", "with_strongest"), ("balanced", "pair", "misfit")


@dataclass(frozen=True)
class Network:
    """The network of alignment under one option, over the sound worlds.

    Attributes
    ----------
    alignment
        `(quarter, actor, other)`, mean over worlds, at the ends of quarters.
    with_strongest
        `(quarter, actor)`: share of worlds in which a state stands on the side of the strongest.
    balanced
        `(world, quarter)`: share of triangles that are balanced.
    pair, misfit
        `(world, quarter)`: the pair most out of place as first * actors + second, and how far it is.
    """

    alignment: Numbers
    with_strongest: Numbers
    balanced: Numbers
    pair: NDArray[np.int64]
    misfit: Numbers


def networks(ensemble: Ensemble, options: Sequence[str], *, progress: Progress | None = None) -> dict[str, Network]:
    """Run the worlds of a study again under some options and record their networks of alignment."""
    sound = ensemble.sound()

    def summary(told: Mapping[str, Any], worlds: NDArray[np.int64]) -> dict[str, dict[str, Any]]:
        fine = sound[worlds]
        return {
            name: {k: of[k][fine].sum(axis=0) for k in SUMMED} | {k: of[k][fine] for k in KEPT}
            for name, of in told.items()
        }

    parts = retell(ensemble, options, seen, np.zeros(0), summary, progress=progress)
    return {name: _joined([part[name] for part in parts], int(sound.sum())) for name in options}


def _joined(parts: Sequence[Mapping[str, Any]], worlds: int) -> Network:
    mean = {name: sum(part[name] for part in parts) / worlds for name in SUMMED}
    whole = {name: np.concatenate([part[name] for part in parts]) for name in KEPT}
    return Network(**mean, **whole)


def network_table(ensemble: Ensemble, found: Mapping[str, Network]) -> pd.DataFrame:
    """The pair most out of place and the balance of triangles, quarter by quarter.

    Returns
    -------
    DataFrame
        One row for each option and quarter (its end): option, quarter, balanced_triangles and out_of_place (means over
        worlds, the latter of the pair that fits least in each), pair (the one that is so in most worlds) and worlds
        (the share of worlds in which it is).
    """
    rows = []
    for option, network in found.items():
        for k in range(network.balanced.shape[1]):
            pair, share = most_frequent(network.pair[:, k])
            first, second = divmod(pair, len(ensemble.scenario.actors))
            name = f"{ensemble.scenario.actors[first]}:{ensemble.scenario.actors[second]}"
            rows.append((option, k + 1, network.balanced[:, k].mean(), network.misfit[:, k].mean(), name, share))
    return pd.DataFrame(rows, columns=["option", "quarter", "balanced_triangles", "out_of_place", "pair", "worlds"])


def bloc_table(ensemble: Ensemble, found: Mapping[str, Network]) -> pd.DataFrame:
    """Who stands with the strongest: option, quarter, actor, with_strongest (share of worlds)."""
    actors = np.array(ensemble.scenario.actors, dtype=object)
    frames = []
    for option, network in found.items():
        quarters, n = network.with_strongest.shape
        columns = {
            "option": option,
            "quarter": np.repeat(np.arange(1, quarters + 1), n),
            "actor": np.tile(actors, quarters),
            "with_strongest": network.with_strongest.ravel(),
        }
        frames.append(pd.DataFrame(columns))
    return pd.concat(frames, ignore_index=True)


def most_frequent(values: NDArray[np.int64]) -> tuple[int, float]:
    """The value that stands most often, and the share of times that it does."""
    found, counts = np.unique(values, return_counts=True)
    most = int(np.argmax(counts))
    return int(found[most]), float(counts[most] / len(values))
