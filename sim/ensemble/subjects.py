"""Subjects: whom an outcome is about, as weights over dyads or actors.

"PAK:TUR" is a pair (for a directed outcome: PAK towards TUR), "IND:west" the mean over a group's members, "IND" an actor,
"world" the whole.
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
    """What is measured of whom: for each outcome its subjects, and the weights that pick them.

    Attributes
    ----------
    names
        Subjects of each outcome, in order.
    weights
        For pair outcomes `(subject, actor * other)`, for actor outcomes `(subject, actor)`; none for the world.
    """

    names: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, Numbers]


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
    return grid / max(grid.sum(), 1.0)


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
    """Subjects and weights of each outcome, from what is watched."""
    watched = list(watched)
    single = dict.fromkeys(s for w in watched for s in w.split(":") if s in actors)
    names: dict[str, tuple[str, ...]] = {}
    weights: dict[str, Numbers] = {}
    for name in outcomes:
        outcome = OUTCOMES[name]
        if outcome.over == "pair":
            names[name] = tuple(_pairs_of(outcome, watched, groups))
            grid = [pair_weights(s, actors, groups).ravel() for s in names[name]]
            weights[name] = np.array(grid).reshape(len(grid), len(actors) ** 2)
        elif outcome.over == "actor":
            names[name] = tuple(single)
            weights[name] = np.array([[float(a == s) for a in actors] for s in single]).reshape(-1, len(actors))
        else:
            names[name] = (WORLD,)
            weights[name] = np.ones((1, 1))
    return Subjects(names, weights)
