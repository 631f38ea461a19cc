"""Choices: what a state chose more or less often under an option, with whom, and which reasons made the difference.

Acts are counted as they were taken. Luck enters a count, so beside it stands how many times the odds of each quarter
say, and only that is split among reasons: motives of agreements, terms of the other acts, the rest of the menu (other
acts grew more or less attractive), and what was on the menu in only one of the worlds. The parts sum to the difference.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.effects import bootstrap_mean
from sim.ensemble.ponder import Pondered, ponder
from sim.ensemble.question import checked_actor, checked_option, checked_quarter, checked_switches
from sim.ensemble.run import Progress
from sim.model.choose import ACT_NAMES
from sim.model.motives import MOTIVES
from sim.model.reasons import OF_ACTS, REASONS, acts
from sim.scenario import BASELINE
from sim.scenario.dates import quarter_name

REST, OPENED = "rest_of_the_menu", "on_the_menu"
PARTS = (*REASONS, REST, OPENED)
KEYS = ("act", "partner", "instrument")


@dataclass(frozen=True)
class Choices:
    """What a state chose, under an option and in the baseline.

    Attributes
    ----------
    option, actor
        As asked.
    quarter, date
        How many quarters were counted, and the date after them.
    worlds
        Paired worlds that came out finite.
    without
        What `other` was run without.
    seen, other
        What was weighed, with everything on, and without.
    """

    option: str
    actor: str
    quarter: int
    date: str
    worlds: int
    without: tuple[str, ...]
    seen: Pondered
    other: Pondered | None


def choices(
    ensemble: Ensemble,
    option: str,
    actor: str,
    quarter: int | str | None = None,
    *,
    by: tuple[str, ...] = KEYS,
    without: tuple[str, ...] = (),
    progress: Progress | None = None,
) -> pd.DataFrame:
    """What a state chose more or less often than in the baseline.

    Parameters
    ----------
    ensemble
        A study, just run or opened again (`sim.open_results`).
    option, actor
        Name and code.
    quarter
        Count so many quarters, or until a date such as `2029Q1`; the horizon when left out.
    by
        Of act, partner and instrument, what to tell apart; the rest is summed.
    without
        Mechanisms and motives to run the same worlds without.
    progress
        Called with blocks done and blocks in all.

    Returns
    -------
    DataFrame
        The columns of `by`; baseline, option, difference, lo, hi (times that acts were taken, mean over worlds, and the
        90 % interval of the difference); expected_baseline, expected_option, expected (the same by the odds of each
        quarter, and their difference); and one column for each of `PARTS`, which sum to `expected`. The largest
        expected difference first. With `without`, also expected_without.

    Raises
    ------
    QuestionError
        When the study does not hold what is asked.
    """
    return table_of(ensemble, weighed(ensemble, option, actor, quarter, without=without, progress=progress), by)


def weighed(
    ensemble: Ensemble,
    option: str,
    actor: str,
    quarter: int | str | None = None,
    *,
    without: tuple[str, ...] = (),
    progress: Progress | None = None,
) -> Choices:
    """What `table_of` and `utilities` read, once for all of them."""
    option, actor = checked_option(ensemble, option), checked_actor(ensemble, actor)
    when, without = checked_quarter(ensemble, quarter), checked_switches(without)
    seen = ponder(ensemble, option, actor, when, progress=progress)
    other = ponder(ensemble, option, actor, when, off=without, progress=progress) if without else None
    date = quarter_name(ensemble.scenario.start + when)
    return Choices(option, actor, when, date, int(seen.sound.sum()), without, seen, other)


def table_of(ensemble: Ensemble, found: Choices, by: tuple[str, ...] = KEYS) -> pd.DataFrame:
    """The table of `choices` at a level of detail."""
    if not by or not set(by) <= set(KEYS):
        raise QuestionError(f"by must name some of {', '.join(KEYS)}")
    keys, groups = _grouped(ensemble, by)
    seen, option = found.seen, found.option
    counted, expected = (
        [_summed(grid[name][seen.sound], groups) for name in (BASELINE, option)]
        for grid in (seen.chosen, seen.expected)
    )
    draw = ensemble.draw[seen.sound]
    lo, hi = bootstrap_mean(counted[1] - counted[0], draw, ensemble.draws, ensemble.seed)
    means = [side.mean(axis=0) for side in (*counted, *expected)]
    table = keys.assign(baseline=means[0], option=means[1], difference=means[1] - means[0], lo=lo, hi=hi)
    table = table.assign(expected_baseline=means[2], expected_option=means[3], expected=means[3] - means[2])
    if found.other is not None:
        sides = (found.other.expected[name][found.other.sound].mean(axis=0) for name in (BASELINE, option))
        without = [_summed(side[None], groups)[0] for side in sides]
        table["expected_without"] = without[1] - without[0]
    parts = _summed(np.vstack([seen.by_reason, seen.rest, seen.opened]), groups)
    table = table.join(pd.DataFrame(parts.T, columns=list(PARTS)))
    ever = (table[["baseline", "option", "expected_baseline", "expected_option"]] > 0).any(axis=1)
    order = table[ever]["expected"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def utilities(ensemble: Ensemble, found: Choices) -> pd.DataFrame:
    """Mean utility of each act over the quarters in which it is open in both worlds, and why it differs.

    Returns
    -------
    DataFrame
        Columns act, partner, instrument, baseline, option, difference (logits against doing nothing new), and one a
        reason, which sum to the difference. Acts that are never open in both worlds are left out.
    """
    seen = found.seen
    base, ours = seen.utility[BASELINE], seen.utility[found.option]
    table = _keys(ensemble).assign(baseline=base, option=ours, difference=ours - base)
    table = table.join(pd.DataFrame(seen.by_term.T, columns=list(REASONS)))
    return table[np.isfinite(base)].reset_index(drop=True)


def meaning_of(part: str) -> str:
    """What a part of a difference stands for, in plain words."""
    known = {motive.name: motive.meaning for motive in MOTIVES} | OF_ACTS
    known |= {REST: "other acts grew more or less attractive", OPENED: "open in only one of the two worlds"}
    return known[part]


def _keys(ensemble: Ensemble) -> pd.DataFrame:
    codes, tools = ensemble.scenario.actors, ensemble.scenario.opening.instruments
    row = acts(len(codes), len(tools))
    places = [np.asarray(part) for part in row]

    def named(place: NDArray[np.int64], names: tuple[str, ...]) -> list[str]:
        return ["" if k < 0 else names[k] for k in place]

    names = (ACT_NAMES, codes, tools)
    return pd.DataFrame({key: named(*found) for key, *found in zip(KEYS, places, names, strict=True)})


def _grouped(ensemble: Ensemble, by: tuple[str, ...]) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """The different keys in the order of the row of acts, and which of them each act belongs to."""
    keys = _keys(ensemble)[list(by)]
    groups = keys.groupby(list(by), sort=False).ngroup().to_numpy()
    return keys.drop_duplicates().reset_index(drop=True), groups


def _summed(values: NDArray[np.float64], groups: NDArray[np.int64]) -> NDArray[np.float64]:
    """Sums over the acts of each group, `(..., group)` of `(..., act)`."""
    total = np.zeros((values.shape[0], int(groups.max()) + 1))
    np.add.at(total, (slice(None), groups), values)
    return total
