"""Retell: the same worlds once more, and what a study does not keep of them.

Luck has an address and nothing of it depends on who looks, so a world that is run again is the same world. A study
keeps stocks and choices; why they came about (a ledger in each quarter, the terms of each choice) would fill disks, and
is made again for the few options, the pair or the state that a question is about.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from os import cpu_count
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

from sim.ensemble.block import open_block
from sim.ensemble.ensemble import Ensemble
from sim.ensemble.program import Program
from sim.ensemble.run import Progress, blocks, job
from sim.model.policy import Policy
from sim.model.quarter import Events, World, open_world, quarter
from sim.model.scene import Scene
from sim.model.shocks import Shocks
from sim.model.state import Setting


class Moment(NamedTuple):
    """One quarter of one world, as whoever records it sees it."""

    opening: World
    closing: World
    events: Events
    scene: Scene
    policy: Policy
    date: Array


Record = Callable[[Moment, Any], Any]
Summary = Callable[[Mapping[str, Any], NDArray[np.int64]], Any]


@cache
def _program(record: Record) -> Program[..., Any]:
    def told(settings: Setting, option: Policy, happening: Shocks, keys: Array, given: Any, quarters: int) -> Any:
        def one(setting: Setting, key: Array) -> Any:
            def step(world: World, date: Array) -> tuple[World, Any]:
                closing, events, scene = quarter(world, setting, option, happening, date, key)
                return closing, record(Moment(world, closing, events, scene, option, date), given)

            return jax.lax.scan(step, open_world(setting, option, happening, key), jnp.arange(quarters))[1]

        return jax.vmap(one)(settings, keys)

    told.__name__ = f"{record.__module__}.{record.__name__}"
    return Program(told, "quarters")


def retell(
    ensemble: Ensemble,
    options: Sequence[str],
    record: Record,
    given: Any,
    summary: Summary,
    *,
    off: tuple[str, ...] = (),
    worlds: Sequence[int] | None = None,
    progress: Progress | None = None,
) -> list[Any]:
    """Run the worlds of a study again under some of its options.

    Parameters
    ----------
    ensemble
        The study.
    options
        Names of options.
    record
        What to keep of a quarter, from a `Moment` and `given`: a function of a module of this folder, whose source is
        part of the model's version, since compiled programs are kept by that.
    given
        Arrays that the record asks for, such as which pair.
    summary
        Called for each block with what was recorded by option (each leaf `(world, quarter, ...)`) and the numbers of
        its worlds; what it gives is what is kept.
    off
        Mechanisms and motives to switch off beside those of the study; then they are other worlds with the same luck.
    worlds
        Which worlds, by number; all of them when left out.
    progress
        Called with blocks done and blocks in all.

    Returns
    -------
    list
        What `summary` gave, in the order of the worlds.
    """
    program = _program(record)
    everything_off = tuple(dict.fromkeys((*ensemble.off, *off)))
    study = job(ensemble.scenario, ensemble.subjects, ensemble.runs, ensemble.seed, everything_off)

    def work(numbers: NDArray[np.int64]) -> Any:
        block = open_block(study.facts, study.seed, numbers, study.runs)
        told = {}
        for name in options:
            option = study.options[name]
            traces = program(block.settings, option, study.shocks, block.keys, given, quarters=study.quarters)
            told[name] = jax.tree.map(lambda x: np.asarray(x)[: block.size], traces)
        return summary(told, numbers)

    cut, done = list(blocks(ensemble.worlds)) if worlds is None else [np.array([k]) for k in worlds], []
    with ThreadPoolExecutor(cpu_count() or 1) as pool:
        try:
            for found in pool.map(work, cut):
                done.append(found)
                if progress is not None:
                    progress(len(done), len(cut))
        finally:
            pool.shutdown(cancel_futures=True)
    return done
