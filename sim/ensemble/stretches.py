"""Stretches: a constant number of worlds under one option, the piece in which a study is done, kept and found again.

A stretch is named by everything that decides its numbers, and by nothing else. So a study that was stopped goes on
where it stood, and one with more draws, or with an option added that watches no other pair, finds what is there.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sim.ensemble.block import WORLDS_A_BLOCK
from sim.ensemble.kept import Kept, as_one
from sim.ensemble.stretch_file import StretchFile, write_stretch
from sim.ensemble.subjects import Subjects
from sim.ensemble.version import model_version

WORLDS_A_STRETCH = max(16, WORLDS_A_BLOCK)
PARTS = "parts"
Worlds = NDArray[np.int64]


class Run(Protocol):
    """What runs worlds."""

    def __call__(self, numbers: Worlds, options: Sequence[str]) -> Mapping[str, Kept]:
        """What is kept of a block of worlds under some options."""

    def failed(self, option: str, worlds: int, why: str) -> Kept:
        """What is kept of worlds that could not be run."""


@dataclass(frozen=True)
class Stretch:
    """Some worlds under some options: what a worker does in one go.

    Attributes
    ----------
    run
        Runs a block of worlds.
    worlds
        Their numbers.
    names
        The option by name of the stretch.
    folder
        Where the worker writes them; None when they are to be handed back.
    """

    run: Run
    worlds: Worlds
    names: Mapping[str, str]
    folder: Path | None

    def __call__(self) -> dict[str, Kept | None]:
        """What is kept by name of stretch; None of what was written."""
        options = list(self.names.values())
        parts = [self.worlds[k : k + WORLDS_A_BLOCK] for k in range(0, len(self.worlds), WORLDS_A_BLOCK)]
        done = [self._block(numbers, options) for numbers in parts]
        return {name: self._handed(name, as_one([of[option] for of in done])) for name, option in self.names.items()}

    def parted(self, pieces: int) -> "list[Stretch]":
        """The same in pieces of some options each; every option is written as it would have been."""
        names = list(self.names.items())
        return [replace(self, names=dict(names[k::pieces])) for k in range(min(pieces, len(names)))]

    def _block(self, numbers: Worlds, options: Sequence[str]) -> Mapping[str, Kept]:
        try:
            return self.run(numbers, options)
        except Exception as error:  # what cannot be run is told as failed, whatever the reason, and stops nothing else
            if len(options) == 1:
                return {options[0]: self.run.failed(options[0], len(numbers), f"{type(error).__name__}: {error}")}
            return {option: self._block(numbers, [option])[option] for option in options}

    def _handed(self, name: str, kept: Kept) -> Kept | None:
        if self.folder is None:
            return kept
        write_stretch(path_of(self.folder, name), kept)
        return None


def cut(worlds: int) -> list[Worlds]:
    """World numbers, a constant number to a stretch."""
    return [np.arange(k, min(k + WORLDS_A_STRETCH, worlds)) for k in range(0, worlds, WORLDS_A_STRETCH)]


def stretch_names(
    points: Mapping[str, str], subjects: Subjects, sampling: tuple[int, int, int], worlds: int
) -> dict[str, list[str]]:
    """Names of the stretches of each option, in the order of worlds.

    Parameters
    ----------
    points
        By option, the digest of assumptions, provisions and shocks (`sim.ensemble.points.Point`).
    subjects
        What is measured of whom.
    sampling
        Seed, runs in a draw, and quarters.
    worlds
        How many worlds.
    """
    common = hashlib.sha256(f"{model_version()} {sampling}".encode())
    for outcome, names in subjects.names.items():
        common.update(f"{outcome} {names}".encode())
        common.update(np.ascontiguousarray(subjects.places[outcome]).tobytes())
        common.update(np.ascontiguousarray(subjects.weights[outcome]).tobytes())
    about = common.hexdigest()

    def name(point: str, numbers: Worlds) -> str:
        return hashlib.sha256(f"{about} {point} {numbers[0]} {len(numbers)}".encode()).hexdigest()[:32]

    return {option: [name(point, numbers) for numbers in cut(worlds)] for option, point in points.items()}


def path_of(folder: Path, name: str) -> Path:
    """The file of a stretch in the folder of a study."""
    return folder / PARTS / f"{name}.npy"


def whole(folder: Path, names: Iterable[str]) -> tuple[set[str], list[Path]]:
    """Which stretches are there and whole, taking those of other studies beside this one; and which were torn."""
    there, torn = set[str](), []
    beside = _beside(folder)
    for name in names:
        path = path_of(folder, name)
        if not path.exists() and name in beside:
            _take(beside[name], path)
        if path.exists():
            if StretchFile(path).is_whole():
                there.add(name)
            else:
                torn.append(path)
    return there, torn


def _beside(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.parent.glob(f"*/{PARTS}/*.npy")) if path.parent.parent != folder}


def _take(theirs: Path, ours: Path) -> None:
    # A stretch is never changed in place, so two studies may share one file. What cannot be taken is made again.
    with suppress(OSError):
        ours.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(theirs, ours)
        except OSError:
            half = ours.with_name(f".{ours.name}.part")
            shutil.copyfile(theirs, half)
            half.replace(ours)
