"""Run: all options meet the same worlds, block by block."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from itertools import chain
from pathlib import Path

import numpy as np

from sim.core.errors import QuestionError
from sim.core.workers import cores
from sim.ensemble.block import WORLDS_A_BLOCK
from sim.ensemble.cases import Cases
from sim.ensemble.compute import Force, compute, once, threads
from sim.ensemble.draws import doubt_of, known
from sim.ensemble.ensemble import Ensemble
from sim.ensemble.job import Job
from sim.ensemble.subjects import Subjects, subjects_of
from sim.model.shocks import Shocks
from sim.scenario import Room, Scenario, policy, policy_rows, room_needed, shocks, under

Progress = Callable[[int, int], None]
ROWS_STEP = 32
CASES = "cases"
ROOM_STEP = Room(rows=16, conditions=4, threats=4)


def watched(scenario: Scenario) -> list[str]:
    """What is measured: what the scenario watches, and every pair that an option ties."""
    parties = (f"{a}:{b}" for option in scenario.options for p in option.provisions for a, b in sorted(p.pairs))
    return list(dict.fromkeys(chain(scenario.watch, parties)))


def padded_rows(scenario: Scenario) -> int:
    """Rows given to every option, rounded up so that an added option seldom needs a new compilation."""
    return -(-policy_rows(scenario) // ROWS_STEP) * ROWS_STEP


def padded_room(scenario: Scenario) -> Room:
    """Room for the shocks of any case, rounded up likewise."""
    room = room_needed(scenario)
    return Room(*(-(-size // step) * step for size, step in zip(room, ROOM_STEP, strict=True)))


def padded_shocks(scenario: Scenario) -> Shocks:
    """The scenario's own shocks, padded."""
    return shocks(scenario, padded_room(scenario))


def blocks(worlds: int) -> Iterator[np.ndarray]:
    """World numbers, a constant number to a block."""
    for start in range(0, worlds, WORLDS_A_BLOCK):
        yield np.arange(start, min(start + WORLDS_A_BLOCK, worlds))


def run(
    scenario: Scenario,
    draws: int | None = None,
    runs: int | None = None,
    seed: int | None = None,
    *,
    off: tuple[str, ...] = (),
    executor: Executor | None = None,
    force: Force | None = None,
    progress: Progress | None = None,
    folder: Path | None = None,
    again: bool = False,
    torn: Callable[[Path], None] | None = None,
) -> Ensemble | Cases:
    """Run every option of a scenario in the same worlds, under every case where it has some.

    Parameters
    ----------
    scenario
        As `sim.load` gives it.
    draws, runs, seed
        Samples of the assumptions, streams of luck within each, and the seed of both; the scenario's own where left
        out. A world is one draw with one run.
    off
        Mechanisms and motives to switch off, by name (`sim.model.setting.SWITCHES`), for causal questions.
    executor
        Anything that speaks `concurrent.futures.Executor`; one thread a core when left out. Processes
        (`sim.core.workers.processes`) are faster for more than some dozens of worlds.
    force
        In place of an executor: what opens one, again when its workers have died.
    progress
        Called with pieces of work done and pieces in all.
    folder
        Of the study. Worlds are written there as they are done, those that are there are not run again, and the results
        stay on disk; in memory when left out.
    again
        Run also what is there.
    torn
        Called with each file of worlds that was found torn and is made again.

    Returns
    -------
    Ensemble
        Labelled results; `Cases` of them for a scenario with cases.

    Raises
    ------
    QuestionError
        When draws or runs are not positive, or the seed is no 64-bit number.
    ResultsError
        When the folder cannot be written, or a worker died over and over.
    """
    draws = scenario.draws if draws is None else draws
    runs = scenario.runs if runs is None else runs
    seed = scenario.seed if seed is None else seed
    if draws < 1 or runs < 1:
        raise QuestionError(f"draws and runs must be at least 1, not {draws} and {runs}")
    if not 0 <= seed < 2**64:
        raise QuestionError(f"the seed must be a whole number from 0 to 2**64 - 1, not {seed}")
    room, number = padded_room(scenario), max(1, len(scenario.cases))
    force = force or Force(once(executor) if executor else threads, cores())

    def one(circumstances: Scenario, place: int, home: Path | None) -> Ensemble:
        subjects = subjects_of(circumstances.outcomes, watched(circumstances), scenario.actors, scenario.groups)
        work = job(circumstances, subjects, runs, seed, off, room)
        kept = compute(work, draws * runs, force, home, part_of(progress, place, number), again=again, torn=torn)
        return Ensemble(circumstances, subjects, draws, runs, seed, off, kept)

    if not scenario.cases:
        return one(scenario, 0, folder)
    homes = {case.name: folder / CASES / case.name if folder else None for case in scenario.cases}
    return Cases(scenario, {name: one(under(scenario, name), k, home) for k, (name, home) in enumerate(homes.items())})


def part_of(progress: Progress | None, place: int, number: int) -> Progress | None:
    """How one of several pieces of work, all of one size, tells how far the whole has come."""
    if progress is None or number == 1:
        return progress
    return lambda done, total: progress(place * total + done, number * total)


def job(
    scenario: Scenario, subjects: Subjects, runs: int, seed: int, off: tuple[str, ...] = (), room: Room | None = None
) -> Job:
    """What workers are sent of a study; `room` for shocks is that of the scenario when left out."""
    facts = known(scenario.opening, doubt_of(scenario.parameters, scenario.uncertainties), off)
    rows = padded_rows(scenario)
    options = {option.name: policy(scenario, option, rows) for option in scenario.options}
    return Job(facts, seed, runs, scenario.quarters, options, shocks(scenario, room or padded_room(scenario)), subjects)
