"""The panel of choices: for each year the scene as one could have seen it, and what was then signed."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pandas as pd
from jax import Array
from numpy.typing import NDArray

from sim.catalogue import instruments
from sim.core.errors import SourceError
from sim.core.pairs import upper
from sim.core.struct import struct
from sim.ensemble.draws import Known, certain, known, sample_inputs
from sim.evidence.agreed import CLASSES, agreed, agreed_by_class, faded, record_of_agreements
from sim.evidence.build import compose
from sim.evidence.past import FIRST, as_of
from sim.evidence.sources import Public, open_yearly
from sim.model.opening import Opening
from sim.model.perceive import perceive
from sim.model.perceive.cooperation import cooperation
from sim.model.scene import Scene
from sim.model.setting import build_setting
from sim.scenario.arrays import opening

EARLIEST = FIRST + 4  # before it the record of agreements is too short to say who signs with whom
Note = Callable[[str], None]


@struct
class Years:
    """Years with the same states, stacked: the first axis of every array is the year."""

    year: Array  # (year,)
    scene: Scene  # at the model's central values
    signed: Array  # (year, class, pair), 1 where one was signed
    any: Array  # (year, pair), 1 where any was signed
    first: Array  # (year, pair), 1 where none had been signed before


@dataclasses.dataclass(frozen=True)
class Panel:
    """Years of choices, in groups of equal states.

    Attributes
    ----------
    groups
        `Years`, each of one set of states.
    actors
        Codes of each group.
    instruments
        Places of the observed instruments in the catalogue, in the order of the classes.
    """

    groups: tuple[Years, ...]
    actors: tuple[tuple[str, ...], ...]
    instruments: tuple[int, ...]

    def years(self) -> tuple[int, ...]:
        """All years, sorted."""
        return tuple(sorted(int(year) for group in self.groups for year in group.year))

    def between(self, first: int, last: int) -> "Panel":
        """The same panel cut to some years."""
        kept = [
            (jax.tree.map(lambda x, at=at: x[at], group), codes)
            for group, codes in zip(self.groups, self.actors, strict=True)
            for at in (np.flatnonzero((np.asarray(group.year) >= first) & (np.asarray(group.year) <= last)),)
            if len(at)
        ]
        return Panel(tuple(group for group, _ in kept), tuple(codes for _, codes in kept), self.instruments)


def build_panel(source: Path | str | None, first: int, last: int, note: Note = lambda _: None) -> Panel:
    """Build the panel of the years from `first` to `last` from a folder of public files.

    The scene of a year reads no file beyond the year before it; what was signed reads that year.

    Raises
    ------
    SourceError
        The years are not in the files; the folder or a file is missing.
    """
    public = open_yearly(source)
    end = last_year(public)
    if not EARLIEST <= first <= last <= end:
        raise SourceError(
            f"no choices from {first} to {last}: agreements are on record up to {end}, and with enough of what went "
            f"before from {EARLIEST} on"
        )
    groups: dict[tuple[str, ...], list[Years]] = {}
    memory = pd.DataFrame()
    for year in range(first, last + 1):
        note(f"world of {year}")
        past = as_of(public, year)
        world = opening(compose(past), sorted(past.actors()))
        scene, memory = _remembered(world, memory)
        groups.setdefault(world.actors, []).append(_year(public, world.actors, year, scene))
    places = tuple(instruments().keys.index(name) for name in CLASSES)
    stacked = tuple(jax.tree.map(lambda *x: jnp.stack(x), *years) for years in groups.values())
    return Panel(stacked, tuple(groups), places)


def last_year(public: Public) -> int:
    """Return the last year of choices that a folder of public files holds."""
    return record_of_agreements(public)


def _remembered(world: Opening, memory: pd.DataFrame) -> tuple[Scene, pd.DataFrame]:
    """The scene with what third parties have got used to, and what they will have a year on."""
    codes = list(world.actors)
    used = memory.reindex(index=codes, columns=codes).to_numpy()
    scene, seen = _scene_of(known(world, certain()), used)
    visible, used_to = np.asarray(seen), np.asarray(scene.state.habituation)
    learned = 1 - np.exp(-float(scene.setting.p.k_hab))
    return scene, pd.DataFrame(used_to + learned * (visible - used_to), index=codes, columns=codes)


@jax.jit
def _scene_of(facts: Known, used: Array) -> tuple[Scene, Array]:
    """The scene of an opening, and what is visible in it; what nobody remembers is taken as always seen."""
    setting = build_setting(sample_inputs(facts, np.uint64(0), np.uint64(0)))
    visible = cooperation(setting.opening, setting).visibility
    state = dataclasses.replace(setting.opening, habituation=jnp.where(jnp.isnan(used), visible, used))
    return Scene(state, perceive(state, setting), setting, in_force=state.agreements), visible


def _year(public: Public, actors: tuple[str, ...], year: int, scene: Scene) -> Years:
    signed = agreed_by_class(public, actors, year)
    before = faded(public, actors, year, np.inf)
    return Years(
        year=jnp.asarray(year),
        scene=scene,
        signed=_marked(np.stack([signed[name] for name in CLASSES])),
        any=_marked(agreed(public, actors, year)),
        first=1 - _marked(before),
    )


def _marked(counts: NDArray[np.float64]) -> Array:
    return upper(jnp.where(jnp.asarray(counts) > 0, 1.0, 0.0))
