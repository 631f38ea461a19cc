"""Subjects: whom an outcome is about, as means over dyads or actors.

"PAK:TUR" is a pair (for a directed outcome: PAK towards TUR), "IND:west" the mean over a group's members,
"IND" an actor, "world" the whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.outcomes import OUTCOMES, Outcome

Numbers = NDArray[np.float64]
WORLD = "world"


@dataclass(frozen=True)
class Subjects:
    """What is measured of whom.

    Attributes
    ----------
    names
        Subjects of each outcome, in order.
    places
        Cells that a world records of each outcome: flat indices into `(actor, other)`, `(actor,)` or a scalar.
    weights
        `(subject, place)`: the mean over the places that a subject stands for.
    """

    names: Mapping[str, tuple[str, ...]]
    places: Mapping[str, NDArray[np.int64]]
    weights: Mapping[str, Numbers]

    def of(self, outcome: str, recorded: Numbers) -> Numbers:
        """Subjects `(..., subject)` from recorded cells `(..., place)`."""
        weights = self.weights[outcome]
        single = (weights > 0).sum(axis=1) == 1
        # One cell is itself, whatever else is recorded beside it.
        values = np.empty((*recorded.shape[:-1], len(weights)))
        values[..., single] = recorded[..., [int(np.argmax(row)) for row in weights[single]]]
        for k in np.flatnonzero(~single):
            values[..., k] = recorded[..., weights[k] > 0].mean(axis=-1)
        return values


def members(side: str, actors: tuple[str, ...], groups: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The actors that one side of a subject stands for."""
    if side in actors:
        return (side,)
    if side in groups:
        return groups[side]
    raise QuestionError(f"{side!r} is neither an actor nor a group of this scenario")


def pair_weights(subject: str, actors: tuple[str, ...], groups: Mapping[str, tuple[str, ...]]) -> Numbers:
    """Weights of one pair subject over `(actor, other)`: the mean over its dyads."""
    left, right = (members(side, actors, groups) for side in subject.split(":"))
    grid = np.zeros((len(actors), len(actors)))
    for a in left:
        for b in right:
            if a != b:
                grid[actors.index(a), actors.index(b)] = 1.0
    mean: Numbers = grid / max(float(grid.sum()), 1.0)
    return mean


def canonical(subject: str, directed: bool, groups: Iterable[str]) -> str:
    """The name under which a pair stands: sorted where direction does not matter, a group last."""
    left, right = subject.split(":")
    if directed:
        return subject
    if (left in groups) != (right in groups):
        return subject if right in groups else f"{right}:{left}"
    return ":".join(sorted((left, right)))


def _pairs_of(outcome: Outcome, watched: Iterable[str], groups: Iterable[str]) -> list[str]:
    pairs = [canonical(s, outcome.directed, groups) for s in watched if ":" in s]
    if outcome.directed:
        pairs += [":".join(reversed(s.split(":"))) for s in pairs]
    return list(dict.fromkeys(pairs))


def subjects_of(
    outcomes: Iterable[str], watched: Iterable[str], actors: tuple[str, ...], groups: Mapping[str, tuple[str, ...]]
) -> Subjects:
    """Subjects of each outcome and the cells they need, from what is watched."""
    watched = list(watched)
    single = tuple(dict.fromkeys(s for w in watched for s in w.split(":") if s in actors))
    names: dict[str, tuple[str, ...]] = {}
    grids: dict[str, Numbers] = {}
    for name in outcomes:
        outcome = OUTCOMES[name]
        if outcome.over == "pair":
            names[name] = tuple(_pairs_of(outcome, watched, groups))
            cells = [pair_weights(s, actors, groups).ravel() for s in names[name]]
            grids[name] = np.array(cells).reshape(len(cells), len(actors) ** 2)
        elif outcome.over == "actor":
            names[name] = single
            grids[name] = np.array([[float(a == s) for a in actors] for s in single]).reshape(-1, len(actors))
        else:
            names[name] = (WORLD,)
            grids[name] = np.ones((1, 1))
    places = {name: np.flatnonzero(grid.any(axis=0)) for name, grid in grids.items()}
    return Subjects(names, places, {name: grid[:, places[name]] for name, grid in grids.items()})
