"""A block: a constant number of worlds, run under each option by one program, compiled once for a whole study.

Which worlds share a block depends on nothing but their numbers, so results do not depend on how the work is cut,
on the other options, or on who computes what.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from sim.core.luck import world_key
from sim.core.pairs import square
from sim.ensemble.draws import Known, sample_inputs
from sim.ensemble.program import Program
from sim.model.policy import Policy, begins, cells, put_off, wanted_level
from sim.model.quarter import bounds_gap, ledger_gap
from sim.model.scene import Scene
from sim.model.setting import build_setting
from sim.model.shocks import Shocks
from sim.model.simulate import Course, begin, go_on
from sim.model.state import Setting
from sim.outcomes import OUTCOMES

WORLDS_A_BLOCK = 4
# Recorded places are rounded up, so that studies which watch other pairs share one compiled program.
PLACES_STEP = 32
# So are quarters: every horizon up to ten years is one program.
QUARTERS_STEP = 40


class Traces(NamedTuple):
    """What is kept of each world of a block; every array leads with `(world,)`."""

    series: Mapping[str, Array]  # outcome -> (world, quarter, place)
    alignment: Array  # (world, actor, other) at the horizon
    trust: Array
    ledger_alignment: Array  # (world, entry, actor, other) at the horizon
    ledger_trust: Array
    would_sign: Array  # (world, member), in the quarter in which each party is asked
    level: Array  # (world, row) in force at the horizon
    wanted: Array  # (world, row) level asked for, against the opening
    act: Array  # (world, quarter, actor)
    partner: Array
    instrument: Array
    taken: Array
    crises: Array  # (world, actor, other) over the horizon
    severe: Array
    ledger_gap: Array  # (world,)
    bounds_gap: Array


def measure(places: Mapping[str, Array], scene: Scene) -> Array:
    """The recorded cells of all outcomes in the order of their names, `(place,)`."""
    return jnp.concatenate([jnp.ravel(OUTCOMES[name].measure(scene))[places[name]] for name in sorted(places)])


def by_outcome(places: Mapping[str, Array], measured: Array) -> dict[str, Array]:
    """The same for each outcome, `(..., place)`."""
    names = sorted(places)
    ends = np.cumsum([len(places[name]) for name in names])[:-1]
    return dict(zip(names, jnp.split(measured, ends, axis=-1), strict=True))


def told(
    course: Course[Array], setting: Setting, policy: Policy, places: Mapping[str, Array], quarters: Array
) -> Traces:
    """What is kept of one world under one option; what follows the horizon is not yet cut off."""
    world, series, events = course
    where = cells(policy, world.in_force)
    asked = jnp.clip(jnp.asarray(policy.members.asked), 0, quarters - 1)
    return Traces(
        series=by_outcome(places, series),
        alignment=world.state.alignment,
        trust=world.state.trust,
        ledger_alignment=jnp.stack(world.ledger_alignment),
        ledger_trust=jnp.stack(world.ledger_trust),
        would_sign=events.would_sign[asked, jnp.arange(asked.shape[0])],
        level=world.in_force[where],
        wanted=wanted_level(policy, setting.opening.agreements[where]),
        act=events.chosen.act.astype(jnp.int8),
        partner=events.chosen.partner.astype(jnp.int16),
        instrument=events.chosen.instrument.astype(jnp.int16),
        taken=events.taken,
        crises=square(world.crises),
        severe=square(world.severe),
        ledger_gap=ledger_gap(world, setting),
        bounds_gap=bounds_gap(world),
    )


def _settings(known: Known, seed: Array, draws: Array, runs: Array) -> tuple[Setting, Array]:
    settings = jax.vmap(lambda draw: build_setting(sample_inputs(known, seed, draw)))(draws)
    return settings, world_key(seed, draws, runs)


def _openings(
    settings: Setting, policy: Policy, shocks: Shocks, places: Mapping[str, Array], keys: Array, room: int
) -> Course[Array]:
    def one(setting: Setting, key: Array) -> Course[Array]:
        return begin(setting, policy, shocks, key, partial(measure, places), room)

    return jax.vmap(one)(settings, keys)


def _worlds(
    courses: Course[Array], settings: Setting, policy: Policy, shocks: Shocks, places: Mapping[str, Array], keys: Array,
    first: Array, quarters: Array,
) -> tuple[Course[Array], Traces]:  # fmt: skip
    def one(course: Course[Array], setting: Setting, key: Array) -> tuple[Course[Array], Traces]:
        done = go_on(course, setting, policy, shocks, key, first, quarters, partial(measure, places))
        return done, told(done, setting, policy, places, quarters)

    return jax.vmap(one)(courses, settings, keys)


_open = Program(_settings)
_begin = Program(_openings, "room")
_go_on = Program(_worlds)


class Block(NamedTuple):
    """A constant number of worlds, opened once and then run under each option."""

    size: int  # without padding
    settings: Setting
    keys: Array


def open_block(known: Known, seed: int, worlds: np.ndarray, runs: int) -> Block:
    """Sample what the draws of some worlds fix (numbers draw * runs + run), padded to a whole block."""
    numbers = np.resize(worlds, WORLDS_A_BLOCK).astype(np.uint64)
    draws, run = numbers // np.uint64(runs), numbers % np.uint64(runs)
    return Block(len(worlds), *_open(known, np.uint64(seed), draws, run))  # type: ignore[arg-type]


def run_block(block: Block, policy: Policy, shocks: Shocks, places: Mapping[str, np.ndarray], quarters: int) -> Traces:
    """The traces of a block under one option, as NumPy arrays."""
    return next(traces for _, traces in run_options(block, {"": policy}, shocks, places, quarters))


def run_options(
    block: Block, options: Mapping[str, Policy], shocks: Shocks, places: Mapping[str, np.ndarray], quarters: int
) -> Iterator[tuple[str, Traces]]:
    """The same under several options, one after the other; until the first of them begins they share their worlds."""
    padded = {name: np.pad(cells, (0, -len(cells) % PLACES_STEP)) for name, cells in places.items()}
    room, nothing = -(-quarters // QUARTERS_STEP) * QUARTERS_STEP, put_off(next(iter(options.values())))
    first = min(quarters, *map(begins, options.values()))

    def advanced(course: Course[Array], policy: Policy, start: int, stop: int) -> tuple[Course[Array], Traces]:
        ends = np.int64(start), np.int64(stop)
        return _go_on(course, block.settings, policy, shocks, padded, block.keys, *ends)  # type: ignore[arg-type]

    shared = _begin(block.settings, nothing, shocks, padded, block.keys, room=room)  # type: ignore[arg-type]
    if len(options) > 1 and first > 0:
        shared, _ = advanced(shared, nothing, 0, first)
    else:
        first = 0
    for name, policy in options.items():
        yield name, _cut(advanced(shared, policy, first, quarters)[1], block.size, quarters, places)


def _cut(traces: Traces, worlds: int, quarters: int, places: Mapping[str, np.ndarray]) -> Traces:
    found: Traces = jax.tree.map(lambda x: np.asarray(x)[:worlds], traces)
    series = {name: found.series[name][:, : quarters + 1, : len(cells)] for name, cells in places.items()}
    events = {name: getattr(found, name)[:, :quarters] for name in ("act", "partner", "instrument", "taken")}
    return found._replace(series=series, **events)
