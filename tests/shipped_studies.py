"""The shipped scenarios as tests run them: measured alike and with equal room, so that a program a size serves all.

A compiled program is made for numbers (of states, rows, shocks, recorded cells) and for which outcomes are recorded;
the horizon is none of them. So the fourteen-state scenarios share one, whatever conditions their shocks have.
"""

from functools import cache
from pathlib import Path

from sim.catalogue.facts import fact_set
from sim.core.workers import cores
from sim.ensemble import Ensemble
from sim.ensemble.compute import Force, compute, threads
from sim.ensemble.run import ROOM_STEP, job, watched
from sim.ensemble.subjects import subjects_of
from sim.scenario import Room, load

FILES = sorted((Path(__file__).parents[1] / "scenarios").glob("*.yaml"))
MINIMAL, LARGE = (FILES[0].parent / f"{name}.yaml" for name in ("minimal", "pakistan-turkey"))
NO_SHOCKS = Room(0, 0, 0)
# What the goals of any of them need is recorded of all.
OF_ALL = ("alignment", "implementation", "deterrence", "tension")


@cache
def loaded(file, **changes):
    """A shipped scenario, recording what the others of its size do."""
    if file == MINIMAL:
        return load(file, **changes)
    # The largest has the states of the stylised facts, and shares their program.
    facts = load(fact_set().scenario)
    outcomes, watch = (facts.outcomes, facts.watch) if file == LARGE else (OF_ALL, ())
    return load(file, outcomes=list(outcomes), watch=list(watch), **changes)


def job_of(scenario, seed, runs=1):
    """What workers are sent of a shipped scenario, with room for the shocks of any other."""
    room = NO_SHOCKS if len(scenario.actors) in (len(loaded(MINIMAL).actors), len(loaded(LARGE).actors)) else ROOM_STEP
    subjects = subjects_of(scenario.outcomes, watched(scenario), scenario.actors, scenario.groups)
    return job(scenario, subjects, runs, seed, (), room)


def studied(scenario, draws, seed=2):
    """Worlds of a shipped scenario as `sim.run` makes them."""
    work = job_of(scenario, seed)
    kept = compute(work, draws, Force(threads, cores()), None)
    return Ensemble(scenario, work.subjects, draws, 1, seed, (), kept)
