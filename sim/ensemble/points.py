"""Points: an option under some assumptions, in some worlds, and the few figures that a question asks of each world.

A question at scale (a sweep, a sensitivity, a search) is a list of points. The work is cut into parts, one point in a
constant number of worlds; a part is named by everything that decides its numbers, so the same part is never run twice,
whatever question asks for it.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jax
import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.core.errors import QuestionError
from sim.ensemble.block import WORLDS_A_BLOCK, Block, open_block, run_block
from sim.ensemble.draws import Known
from sim.ensemble.subjects import Subjects
from sim.ensemble.version import model_version
from sim.model.policy import Policy
from sim.model.shocks import Shocks

Numbers = NDArray[np.float64]
WORLDS_A_PART = 64
POINTS_A_TASK = 8
NOT_FINITE = "a number is not finite"
BETWEEN = "|"


@dataclass(frozen=True)
class Point:
    """What decides a world's course beside its number: assumptions, provisions and shocks, as plain arrays."""

    facts: Known
    policy: Policy
    shocks: Shocks

    @cached_property
    def surroundings(self) -> str:
        """Digest of everything but the provisions: points that share it open their worlds together."""
        return _digest(self.facts, self.shocks)

    @cached_property
    def digest(self) -> str:
        """Digest of the whole point."""
        return _digest(self.surroundings, self.policy)


@dataclass(frozen=True)
class Keep:
    """What is kept of a world: some outcomes of some subjects at some quarters.

    Attributes
    ----------
    subjects
        Outcomes and whom they are about.
    quarters
        Which quarters, from 0 (the opening) to the horizon.
    """

    subjects: Subjects
    quarters: tuple[int, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the figures of a world: `outcome|subject|quarter`."""
        return tuple(
            BETWEEN.join((outcome, subject, str(quarter)))
            for outcome, subjects in self.subjects.names.items()
            for subject in subjects
            for quarter in self.quarters
        )

    def of(self, series: Mapping[str, ArrayLike]) -> Numbers:
        """The figures, `(world, column)`, from recorded places by outcome, `(world, quarter, place)`."""
        chosen = list(self.quarters)
        figures = [self.subjects.of(name, np.asarray(series[name])[:, chosen]) for name in self.subjects.names]
        return np.concatenate([f.swapaxes(1, 2).reshape(len(f), -1) for f in figures], axis=1)


@dataclass(frozen=True)
class Sampling:
    """Which worlds: samples of the assumptions, streams of luck in each, the seed of both, and for how long."""

    draws: int
    runs: int
    seed: int
    quarters: int

    @property
    def worlds(self) -> int:
        """Worlds of each point."""
        return self.draws * self.runs


@dataclass(frozen=True)
class Part:
    """The figures of one point in some worlds.

    Attributes
    ----------
    name
        Digest of all that decides them.
    values
        `(world, column)`; NaN in a world that failed, be it between other states than those asked about.
    errors
        Why each world failed, empty where it did not, `(world,)`.
    """

    name: str
    values: Numbers
    errors: tuple[str, ...]

    @property
    def ran(self) -> bool:
        """Whether it was run to its end: numbers that are not finite come out again, want of memory may pass."""
        return set(self.errors) <= {"", NOT_FINITE}


@dataclass(frozen=True)
class Task:
    """Some points that share their surroundings, in some worlds: what a worker does in one go."""

    points: Mapping[str, Point]  # by name of part
    worlds: NDArray[np.int64]
    keep: Keep
    sampling: Sampling

    def __call__(self) -> list[Part]:
        """Run them; whatever goes wrong with a point is kept beside it and stops no other."""
        nothing = np.full((len(self.worlds), len(self.keep.columns)), np.nan)
        values = {name: nothing.copy() for name in self.points}
        wrong: dict[str, str] = {}
        for first in range(0, len(self.worlds), WORLDS_A_BLOCK):
            rows = slice(first, first + WORLDS_A_BLOCK)
            facts = next(iter(self.points.values())).facts
            block = open_block(facts, self.sampling.seed, self.worlds[rows], self.sampling.runs)
            for name in self.points.keys() - wrong.keys():
                try:
                    values[name][rows] = self._values(block, self.points[name])
                except Exception as error:  # a point that cannot be run is told as failed, whatever the reason
                    values[name][:], wrong[name] = np.nan, f"{type(error).__name__}: {error}"
        return [Part(name, figures, _errors(figures, wrong.get(name, ""))) for name, figures in values.items()]

    def _values(self, block: Block, point: Point) -> Numbers:
        places = self.keep.subjects.places
        traces = run_block(block, point.policy, point.shocks, places, self.sampling.quarters)
        # A study counts a world as failed wherever the failure is; here it must be failed too.
        sound = np.isfinite(np.stack([traces.alignment, traces.trust])).all(axis=(0, 2, 3), keepdims=True)
        return np.where(sound.reshape(-1, 1), self.keep.of(traces.series), np.nan)


def _errors(values: Numbers, wrong: str) -> tuple[str, ...]:
    sound: list[bool] = np.all(np.isfinite(values), axis=1).tolist()
    return tuple("" if fine else wrong or NOT_FINITE for fine in sound)


def chunks(worlds: int) -> list[NDArray[np.int64]]:
    """World numbers, a constant number to a part."""
    return [np.arange(first, min(first + WORLDS_A_PART, worlds)) for first in range(0, worlds, WORLDS_A_PART)]


def part_name(point: Point, worlds: NDArray[np.int64], keep: Keep, sampling: Sampling) -> str:
    """The name of a part: it depends on its worlds, and not on how many others there are."""
    weights = {name: np.asarray(w) for name, w in keep.subjects.weights.items()}
    where = (sampling.seed, sampling.runs, sampling.quarters, worlds[0], len(worlds), keep.columns)
    return _digest(point.digest, model_version(), *map(str, where), weights, dict(keep.subjects.places))


def tasks(
    points: Sequence[Point], keep: Keep, sampling: Sampling, there: Iterable[str] = ()
) -> tuple[list[Task], list[list[str]]]:
    """The work that is left, and the names of each point's parts in the order of worlds.

    Parameters
    ----------
    points
        In any order; equal ones are run once.
    keep, sampling
        What to keep, and which worlds.
    there
        Names of parts that are already there.
    """
    if sampling.draws < 1 or sampling.runs < 1:
        raise QuestionError(f"draws and runs must be at least 1, not {sampling.draws} and {sampling.runs}")
    done, left = set(there), list[Task]()
    names: list[list[str]] = [[] for _ in points]
    groups: dict[str, list[int]] = {}
    for k, point in enumerate(points):
        groups.setdefault(point.surroundings, []).append(k)
    for numbers in chunks(sampling.worlds):
        for members in groups.values():
            wanted: dict[str, Point] = {}
            for k in members:
                name = part_name(points[k], numbers, keep, sampling)
                names[k].append(name)
                if name not in done:
                    done.add(name)
                    wanted[name] = points[k]
            listed = list(wanted.items())
            cut = range(0, len(listed), POINTS_A_TASK)
            left += [Task(dict(listed[k : k + POINTS_A_TASK]), numbers, keep, sampling) for k in cut]
    return left, names


def _digest(*parts: Any) -> str:
    hashed = hashlib.sha256()
    for part in parts:
        leaves, structure = jax.tree.flatten(part)
        hashed.update(str(structure).encode())
        for leaf in leaves:
            if isinstance(leaf, str):
                hashed.update(leaf.encode())
            else:
                array = np.asarray(leaf)
                hashed.update(f"{array.dtype}{array.shape}".encode())
                hashed.update(np.ascontiguousarray(array).tobytes())
    return hashed.hexdigest()[:32]
