"""Model worlds run forward, each under its own agreement: what the study reads of them at the end of every year."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

from sim.catalogue import instruments
from sim.core.struct import struct
from sim.ensemble.block import Block, open_block
from sim.ensemble.compute import threads
from sim.ensemble.draws import Known, doubt_of, known
from sim.ensemble.program import Program
from sim.ensemble.run import blocks
from sim.experiments.third_party_study.design import KINDS
from sim.model.opening import Opening
from sim.model.policy import IMPOSED, OPEN_END, Policy, between_two
from sim.model.quarter import World, open_world, quarter
from sim.model.shocks import no_shocks
from sim.model.state import Setting

QUARTERS = 4
INSTRUMENTS = tuple(dict.fromkeys(name for kind in KINDS for name in kind.instruments))


class Imposed(NamedTuple):
    """One agreement in each world: parties and instrument, each `(world,)`; no instrument (-1) is the baseline."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    instrument: NDArray[np.int64]


@struct
class Yearly:
    """What is kept of worlds, `(world, year, ...)`; the first year is the opening."""

    position: Array  # (.., actor)
    alignment: Array  # (.., actor, other)
    level: Array  # (.., instrument, pair): in force, in the order of `INSTRUMENTS`
    crises: Array  # (.., pair): so far


def look_ahead(
    opening: Opening, years: int, draws: int, seed: int, imposed: Sequence[Imposed], off: Sequence[str] = ()
) -> tuple[Yearly, ...]:
    """Run one world of each draw forward under each of some agreements, a full programme more from the first quarter.

    Parameters
    ----------
    opening
        Where they begin; parameters, catalogue and figures are sampled over their ranges.
    years, draws, seed
        How far, how many, and their luck.
    imposed
        For each run of all worlds, which agreement each world has.
    off
        Mechanisms and motives to switch off.
    """
    facts = known(opening, doubt_of({}, {}), tuple(off))
    with threads() as pool:
        parts = list(pool.map(partial(_block, facts, seed, years, imposed), list(blocks(draws))))
    return tuple(jax.tree.map(lambda *each: np.concatenate(each), *run) for run in zip(*parts, strict=True))


def _block(
    facts: Known, seed: int, years: int, imposed: Sequence[Imposed], numbers: NDArray[np.int64]
) -> tuple[Yearly, ...]:
    block = open_block(facts, seed, numbers, 1)
    return tuple(_run(block, Imposed(*(column[numbers] for column in each)), years) for each in imposed)


def _run(block: Block, imposed: Imposed, years: int) -> Yearly:
    size = len(block.keys)
    first, second, instrument = (np.resize(column, size)[:, None] for column in imposed)
    seen = _worlds(block.settings, block.keys, (first, second, instrument), years=years)
    cut: Yearly = jax.tree.map(lambda x: np.asarray(x)[: block.size], seen)
    return cut


def _policy(first: Array, second: Array, instrument: Array) -> Policy:
    one, none = jnp.ones(1), jnp.zeros(1, jnp.int64)
    return between_two(
        instrument >= 0, first, second, jnp.maximum(instrument, 0), one, jnp.ones(1, bool), none + IMPOSED, none,
        none + OPEN_END,
    )  # fmt: skip


def _look_ahead(settings: Setting, keys: Array, imposed: tuple[Array, Array, Array], years: int) -> Yearly:
    def one(setting: Setting, key: Array, first: Array, second: Array, instrument: Array) -> Yearly:
        policy = _policy(first, second, instrument)
        opened = open_world(setting, policy, no_shocks(), key)

        def step(world: World, date: Array) -> tuple[World, None]:
            return quarter(world, setting, policy, no_shocks(), date, key)[0], None

        def year(world: World, number: Array) -> tuple[World, Yearly]:
            closing = jax.lax.scan(step, world, number * QUARTERS + jnp.arange(QUARTERS))[0]
            return closing, _told(closing)

        seen = jax.lax.scan(year, opened, jnp.arange(years))[1]
        whole: Yearly = jax.tree.map(lambda one, rest: jnp.concatenate([one[None], rest]), _told(opened), seen)
        return whole

    return jax.vmap(one)(settings, keys, *imposed)  # type: ignore[no-any-return]


def _told(world: World) -> Yearly:
    places = np.array([instruments().keys.index(name) for name in INSTRUMENTS])
    return Yearly(
        position=world.state.position,
        alignment=world.state.alignment,
        level=world.in_force[places],
        crises=world.crises,
    )


_worlds = Program(_look_ahead, "years")
