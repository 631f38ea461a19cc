"""Rounds: draws are added until every effect that a study tells is known closely enough."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, gcd, inf

import pandas as pd

from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.stretches import WORLDS_A_STRETCH
from sim.experiments.enough import FEWEST_DRAWS
from sim.experiments.enough_of import asked_of, enough_table, told_effects
from sim.scenario import Scenario

# The spread of few draws is known poorly: a round neither crawls nor leaps.
LEAST, MOST, SPARE = 1.25, 4.0, 1.05


@dataclass(frozen=True)
class Reached:
    """Where the rounds ended.

    Attributes
    ----------
    scenario
        With the draws of the last round.
    rounds
        How many there were.
    table
        As `sim.experiments.enough_of.enough_table` gives it.
    met
        Whether every effect is known as closely as was asked.
    said
        How it ended, in a sentence.
    """

    scenario: Scenario
    rounds: int
    table: pd.DataFrame
    met: bool
    said: str


def rounds(
    scenario: Scenario, simulate: Callable[[Scenario], Ensemble], target: float, of: str | None, ceiling: int
) -> Reached:
    """Add draws until the widest half-width is below a target, or the next would pass the ceiling.

    Parameters
    ----------
    scenario
        With the draws to begin with.
    simulate
        Runs it; what a smaller round did is found again by a larger one.
    target
        Half-width that is wanted, in the outcome's unit.
    of
        `OUTCOME:SUBJECT`; the leading outcome of all that is watched when None.
    ceiling
        Worlds an option that are not to be passed.

    Raises
    ------
    QuestionError
        When the target is not above 0, or the ceiling leaves no room for three draws.
    """
    if not 0 < target < inf:
        raise QuestionError(f"--target-halfwidth {target:g}: must be a number above 0, in the unit of the outcome")
    most = ceiling // scenario.runs
    if most < FEWEST_DRAWS:
        raise QuestionError(f"--most-worlds {ceiling}: must hold at least {FEWEST_DRAWS} draws of {scenario.runs} runs")
    number, draws = 0, min(max(scenario.draws, FEWEST_DRAWS), most)
    while True:
        number, now = number + 1, replace(scenario, draws=draws)
        ensemble = simulate(now)
        table = enough_table(told_effects(ensemble, asked_of(ensemble, of)), scenario.runs, target)
        met = bool(table["half_width"].iloc[0] <= target)
        if met or draws >= most:
            return Reached(now, number, table, met, _said(table, ensemble, target, number))
        draws = min(most, next_draws(draws, int(table["needed_draws"].max()), scenario.runs))


def next_draws(draws: int, needed: int, runs: int) -> int:
    """Draws of the next round: what seems needed and a little more, in whole stretches of worlds."""
    wanted = ceil(min(max(SPARE * needed, LEAST * draws), MOST * draws))
    step = WORLDS_A_STRETCH // gcd(runs, WORLDS_A_STRETCH)
    return -(-wanted // step) * step


def _said(table: pd.DataFrame, ensemble: Ensemble, target: float, number: int) -> str:
    worlds = ensemble.worlds
    widest, many = table.iloc[0], f"{number} round{'s' if number > 1 else ''}"
    name = f"{str(widest['outcome']).replace('_', ' ')} of {widest['subject']} under {widest['option']}"
    if widest["half_width"] <= target:
        return (
            f"It took {worlds} worlds an option, in {many}: all {len(table)} effects are known to ±{target:g} or "
            f"closer (90 %), the widest, {name}, to ±{widest['half_width']:.2g}."
        )
    needed = int(table["needed_draws"].max()) * ensemble.runs
    return (
        f"Not reached: after {worlds} worlds an option, in {many}, {name} is known to ±{widest['half_width']:.2g} "
        f"(90 %). Some {needed} worlds would do; allow them with --most-worlds."
    )
