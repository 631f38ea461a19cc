"""One world of a scenario, opened: what the ensemble would give its run, and nothing of it computed here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import jax
import numpy as np
from jax import Array

from sim.core.errors import QuestionError
from sim.ensemble.block import open_block
from sim.ensemble.draws import doubt_of, known
from sim.ensemble.question import checked_switches
from sim.ensemble.run import padded_room, padded_rows
from sim.model.shocks import Shocks
from sim.model.state import Setting
from sim.outcomes import PARAMETERS
from sim.scenario import Option, Room, Scenario, load, shocks, under
from sim.scenario.problems import unknown


@dataclass(frozen=True)
class Opened:
    """One world before its first quarter.

    Attributes
    ----------
    scenario
        As read, in the case asked for and with parameters pinned.
    option
        The option of that world.
    seed, draw, run
        Which world of an ensemble it is.
    rows
        How many rows the engine's policies have.
    setting, shocks, key
        What the draw fixes, what befalls the world, and its luck.
    """

    scenario: Scenario
    option: Option
    seed: int
    draw: int
    run: int
    rows: int
    setting: Setting
    shocks: Shocks
    key: Array


def read(scenario: Scenario | str | Path, case: str | None, parameters: Mapping[str, float]) -> tuple[Scenario, Room]:
    """A scenario in one of its cases, with some parameters pinned, and room for the shocks of any of its cases.

    Raises
    ------
    QuestionError
        When there is no such case or parameter, a case is left open, or a value is outside its range.
    """
    found = scenario if isinstance(scenario, Scenario) else load(scenario)
    room = padded_room(found)
    names = [each.name for each in found.cases]
    if case is None and names:
        raise QuestionError(f"this scenario has cases; write case={' or case='.join(map(repr, names))}")
    if case is not None:
        if case not in names:
            raise QuestionError(unknown("case", case, names))
        found = under(found, case)
    for name, value in parameters.items():
        _check_parameter(found, name, value)
    pinned = {name: float(value) for name, value in parameters.items()}
    return replace(found, parameters=dict(sorted({**found.parameters, **pinned}.items()))), room


def _check_parameter(scenario: Scenario, name: str, value: float) -> None:
    if name not in PARAMETERS:
        raise QuestionError(unknown("parameter", name, PARAMETERS))
    low, high = scenario.uncertainties.get(name, (PARAMETERS[name].low, PARAMETERS[name].high))
    if not low <= value <= high:
        raise QuestionError(f"{name}={value:g} is outside {low:g} to {high:g}; write a value inside")


def option_of(scenario: Scenario, name: str) -> Option:
    """The option of that name.

    Raises
    ------
    QuestionError
        When there is none.
    """
    names = [option.name for option in scenario.options]
    if name not in names:
        raise QuestionError(unknown("option", name, names))
    return scenario.option(name)


def seed_of(rng: object, scenario: Scenario) -> int:
    """The seed that names a world, from what Mesa calls `rng`; that of the scenario where it is None.

    Raises
    ------
    QuestionError
        When it is a generator, which no name can be read from, or no 64-bit number.
    """
    if rng is None:
        return scenario.seed
    if isinstance(rng, np.random.SeedSequence):
        return int(rng.generate_state(1, np.uint64)[0])
    if not isinstance(rng, int | np.integer) or isinstance(rng, bool) or not 0 <= int(rng) < 2**64:
        raise QuestionError(f"rng is the seed that names a world: a whole number from 0 to 2**64 - 1, not {rng!r}")
    return int(rng)


def open_one(
    scenario: Scenario, room: Room, option: str, seed: int, draw: int, run: int, off: tuple[str, ...]
) -> Opened:
    """World `run` of draw `draw`, as an ensemble with that seed opens it.

    Raises
    ------
    QuestionError
        When a number is negative, or the option or what is switched off is unknown.
    """
    if draw < 0 or run < 0:
        raise QuestionError(f"draw and run are counted from 0, not {draw} and {run}")
    chosen = option_of(scenario, option)
    facts = known(scenario.opening, doubt_of(scenario.parameters, scenario.uncertainties), checked_switches(off))
    # A world's luck rests on its draw and run alone, not on how many runs a draw has.
    runs = run + 1
    block = open_block(facts, seed, np.array([draw * runs + run]), runs)
    setting = jax.device_put(jax.tree.map(lambda x: np.asarray(x)[0], block.settings))
    befalling, key = jax.device_put((shocks(scenario, room), block.keys[0]))
    return Opened(scenario, chosen, seed, draw, run, padded_rows(scenario), setting, befalling, key)
