"""Ahead: the engine run forward from an origin, and what its worlds say of every year that follows.

A chance is taken as it stands in the world, not as luck made it fall: with some dozen worlds a chance of .01 would
be seen in none of them (Rao-Blackwell; decision 047).

    signing_y = sum over quarters of -(1/4) ln prod_m (1 - q_m)      q_m: chance of a year, sim/experiments/calibrate
    crisis_y  = sum over quarters of h / 4                           h: hazard, sim/model/erupt.py
    positions, alignment, tension: at the end of the year
"""

import hashlib
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

from sim.catalogue import instruments
from sim.core.pairs import upper
from sim.core.struct import struct
from sim.ensemble.block import QUARTERS_STEP, open_block
from sim.ensemble.compute import threads
from sim.ensemble.draws import Known, doubt_of, known
from sim.ensemble.program import Program
from sim.ensemble.run import blocks
from sim.evidence.agreed import CLASSES
from sim.experiments.calibrate import likelihood
from sim.experiments.hindcast.opened import Opened
from sim.model.erupt import hazard
from sim.model.policy import no_policy
from sim.model.scene import Scene
from sim.model.shocks import no_shocks
from sim.model.simulate import simulate
from sim.model.state import Setting
from sim.model.worth import gather

Numbers = NDArray[np.float64]
QUARTERS = 4
# What reaches a state through others than its partner, or through what others do.
THIRD_PARTY = (
    "alignment_balance", "alignment_reaction", "tension_reaction", "trust_reaction", "trust_reputation",
    "motive_balance", "motive_countering", "motive_example", "motive_network", "motive_patron", "position_social",
)  # fmt: skip


class Sampling(NamedTuple):
    """How many worlds."""

    draws: int
    runs: int
    seed: int


@struct
class Glance:
    """What is kept of a scene."""

    signing: Array  # (pair,), a year
    crisis: Array  # (pair,), a year
    alignment: Array  # (pair,)
    tension: Array  # (pair,)
    position: Array  # (actor,)


class Ahead(NamedTuple):
    """What the worlds of an origin say; years count from the one after it."""

    origin: int
    actors: tuple[str, ...]
    signing: Numbers  # (world, year, pair): minus the log of the chance that nothing is signed in the year
    crisis: Numbers  # (world, year, pair): crises expected in the year
    alignment: Numbers  # (world, year + 1, pair): at the end of each year, the origin's first
    tension: Numbers
    position: Numbers  # (world, year + 1, actor)
    error: float  # of a year's votes, to be added to positions

    @property
    def years(self) -> tuple[int, ...]:
        """The years that were simulated."""
        return tuple(range(self.origin + 1, self.origin + 1 + self.signing.shape[1]))


def look_ahead(opened: Opened, years: int, sampling: Sampling, off: Sequence[str] = ()) -> Ahead:
    """Run the worlds of an origin forward.

    Parameters
    ----------
    opened
        The world at the origin.
    years
        How far.
    sampling
        Draws, runs and seed.
    off
        Mechanisms and motives to switch off.
    """
    facts = known(opened.world, doubt_of({}, opened.ranges), tuple(off))
    numbers = list(blocks(sampling.draws * sampling.runs))
    with threads() as pool:
        seen = list(pool.map(partial(_block, facts, sampling, years * QUARTERS), numbers))
    whole = jax.tree.map(lambda *parts: np.concatenate(parts), *seen)
    ends = slice(0, years * QUARTERS + 1, QUARTERS)
    return Ahead(
        opened.origin, opened.actors, _yearly(whole.signing, years), _yearly(whole.crisis, years),
        whole.alignment[:, ends], whole.tension[:, ends], whole.position[:, ends], opened.drift.error,
    )  # fmt: skip


def _yearly(rate: Numbers, years: int) -> Numbers:
    each = rate[:, : years * QUARTERS].reshape(len(rate), years, QUARTERS, -1)
    mean: Numbers = each.mean(axis=2)
    return mean


def _block(facts: Known, sampling: Sampling, quarters: int, numbers: NDArray[np.int64]) -> Glance:
    block = open_block(facts, sampling.seed, numbers, sampling.runs)
    room = -(-quarters // QUARTERS_STEP) * QUARTERS_STEP
    seen = _simulate(block.settings, _places(), block.keys, np.int64(quarters), room=room, chances=_source())  # type: ignore[arg-type]
    kept: Glance = jax.tree.map(lambda x: np.asarray(x)[: block.size], seen)
    return kept


@cache
def _places() -> NDArray[np.int64]:
    return np.array([instruments().keys.index(name) for name in CLASSES])


@cache
def _source() -> str:
    # A program is kept by the source of the engine and of this file; the chance of signing stands in a third.
    return hashlib.sha256(Path(likelihood.__file__).read_bytes()).hexdigest()[:8]


def glance(places: Array, scene: Scene) -> Glance:
    """What a scene says of the year to come, and where everybody stands."""
    return Glance(
        signing=-jnp.log1p(-likelihood.yearly(scene, gather(scene), places)).sum(axis=0),
        crisis=upper(hazard(scene)),
        alignment=upper(scene.state.alignment),
        tension=upper(scene.state.tension),
        position=scene.state.position,
    )


def _forward(
    settings: Setting, places: Array, keys: Array, quarters: Array, room: int,
    chances: str,  # noqa: ARG001  (it names the program)
) -> Glance:  # fmt: skip
    def one(setting: Setting, key: Array) -> Glance:
        return simulate(setting, no_policy(), no_shocks(), key, quarters, partial(glance, places), room)[1]

    return jax.vmap(one)(settings, keys)


_simulate = Program(_forward, "room", "chances")
