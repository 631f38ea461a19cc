"""Flip: what one would have to believe for two options to change places.

First each assumption alone, from the one end of its range to the other. Where none turns the order, all of them
together along the direction that turns it fastest (each moves by the same share of the way to the end that speaks for
the other option), and the fewest that turn it at their ends, taken by the size of what each does alone. The smallest
move that turns the order is found by halving. All moves meet the same worlds, and the order is that of means. A world
that fails at a move is left out on both sides of it, so that what failed never turns an order.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sim.core.errors import QuestionError
from sim.ensemble.parts import Parts
from sim.ensemble.points import Sampling
from sim.experiments.flip_words import left_out_words, told
from sim.experiments.paired import Figure, Numbers, Workforce, sound_worlds, values
from sim.experiments.tornado import pinned, ranges, tornado
from sim.model import PARAMETERS
from sim.scenario import Option, Scenario

Difference = Callable[[Mapping[str, float]], float]
STEPS = 6


@dataclass(frozen=True)
class Flip:
    """What turns the order of two options.

    Attributes
    ----------
    difference
        Mean of the first less the second, with everything sampled as the scenario says.
    alone
        One row for each assumption that turns the order by itself: assumption, from (its default), to (where the order
        turns), share (of its range), difference (there). The share is 0 where the order is turned already with that
        assumption held at its default.
    together
        Where none does so by itself, the share of the way from their defaults to their unfavourable ends at which all
        together turn the order; 0 where it is turned with all at their defaults, None when even the ends do not.
    few
        The fewest of the strongest assumptions that turn the order together, each at its end; empty where one does so
        alone, or all together do not.
    left_out
        How many worlds failed somewhere and are left out there.
    sentence
        The same in words.
    """

    difference: float
    alone: pd.DataFrame
    together: float | None
    few: Mapping[str, float]
    left_out: int
    sentence: str

    def _repr_html_(self) -> str:
        from sim.experiments.cards import flip_card

        return flip_card(self)


def flip(
    scenario: Scenario,
    options: tuple[Option, Option],
    asked: Figure,
    sampling: Sampling,
    parts: Parts,
    force: Workforce,
) -> Flip:
    """The smallest change of assumptions that turns the order of two options.

    Parameters
    ----------
    scenario, options
        The two options, and the scenario they belong to.
    asked, sampling, parts, force
        As for `sim.experiments.paired.values`.

    Raises
    ------
    QuestionError
        When the options do not differ at all, or no world is sound under both.
    """

    def figures(fixed: Mapping[str, float]) -> Numbers:
        varied = pinned(scenario, fixed)
        ours, theirs = values([(varied, option) for option in options], asked, sampling, parts, force)
        return np.asarray(ours - theirs)

    base = figures({})
    sound = sound_worlds(base[None])
    now, failed = float(base[sound].mean()), ~sound

    def difference(fixed: Mapping[str, float]) -> float:
        there = figures(fixed)
        np.logical_or(failed, ~np.isfinite(there), out=failed)
        return changed(now, base, there)

    if now == 0:
        names = " and ".join(option.name for option in options)
        raise QuestionError(f"{names} come out the same in every world; there is no order to turn")
    table = tornado(scenario, options, asked, sampling, parts, force)
    for end in ("at_low", "at_high"):
        table[end] += now - table["centre"]
    turned = [row for row in table.to_dict("records") if min(now * row["at_low"], now * row["at_high"]) < 0]
    alone = pd.DataFrame([turned_alone(row, now, difference) for row in turned], columns=list(_COLUMNS))
    alone = alone.sort_values("share", kind="stable", ignore_index=True)
    # Where one assumption alone turns the order, nobody asks for several.
    together, few = _together(scenario, table, now, difference) if alone.empty else (None, dict[str, float]())
    left_out = max(int(failed.sum()), len(base) - int(table["worlds"].iloc[0]))
    said = told(options, asked, now, alone, together, few, len(table)) + left_out_words(left_out, len(base))
    return Flip(now, alone, together, few, left_out, said)


_COLUMNS = ("assumption", "from", "to", "share", "difference")


def changed(now: float, base: Numbers, there: Numbers) -> float:
    """The difference after a move: what it was, and what the move changes in the worlds sound before and after.

    Parameters
    ----------
    now
        The mean before, over all sound worlds.
    base, there
        Before and after, `(world,)`; NaN where a world failed.
    """
    both = sound_worlds(np.stack([base, there]))
    return float(there[both].mean() + (now - base[both].mean()))


def turning(at: Callable[[float], float], now: float, at_end: float) -> tuple[float, float]:
    """Where on the way from 0 to 1 an order turns, and the difference there, found by halving.

    Parameters
    ----------
    at
        The difference at a share of the way.
    now, at_end
        The difference before, and that at 1, of the other sign.
    """
    kept, turned, found = 0.0, 1.0, at_end
    for _ in range(STEPS):
        middle = (kept + turned) / 2
        there = at(middle)
        if now * there < 0:
            turned, found = middle, there
        else:
            kept = middle
    return turned, found


def fewest(turns: Callable[[int], bool], count: int) -> int:
    """The smallest number up to `count` that turns the order, by halving; all of them do."""
    kept, turned = 0, count
    while turned - kept > 1:
        middle = (kept + turned) // 2
        kept, turned = (kept, middle) if turns(middle) else (middle, turned)
    return turned


def turned_alone(row: Mapping[Any, Any], now: float, difference: Difference) -> tuple[str, float, float, float, float]:
    """Where between its default and an end that turns the order one assumption turns it; at the nearer of two places.

    Parameters
    ----------
    row
        Of a tornado, with one end or both that turn the order.
    now
        The difference with everything sampled.
    difference
        That with some assumptions held.

    Returns
    -------
    tuple
        A row of `Flip.alone`. The share is 0 where the order is turned already with the assumption held at its default.
    """
    name, low, high = row["assumption"], row["low"], row["high"]
    start = float(np.clip(PARAMETERS[name].default, low, high))
    at_start = difference({name: start})
    # Sampled and held at its default an assumption can give other orders; then no move is needed.
    if now * at_start < 0:
        return name, start, start, 0.0, at_start

    def towards(end: float, at_end: float) -> tuple[float, float]:
        way, found = turning(lambda way: difference({name: start + way * (end - start)}), now, at_end)
        return start + way * (end - start), found

    ends = [(end, at) for end, at in ((low, row["at_low"]), (high, row["at_high"])) if now * at < 0]
    to, found = min((towards(*end) for end in ends), key=lambda place: abs(place[0] - start))
    return name, start, to, abs(to - start) / (high - low), found


def turned_together(
    starts: Mapping[str, float], ends: Mapping[str, float], now: float, difference: Difference
) -> tuple[float | None, dict[str, float]]:
    """How far all have to move, and the fewest of the strongest that turn the order at their ends.

    Parameters
    ----------
    starts, ends
        Of each assumption, the strongest first: its default, and the end that speaks against the order.
    now, difference
        As for `turned_alone`.
    """

    def at(share: float) -> float:
        return difference({name: starts[name] + share * (ends[name] - starts[name]) for name in ends})

    at_start, at_end = at(0.0), at(1.0)
    share = 0.0 if now * at_start < 0 else turning(at, now, at_end)[0] if now * at_end < 0 else None
    if now * at_end >= 0:
        return share, {}
    strongest = list(ends.items())
    count = fewest(lambda k: now * difference(dict(strongest[:k])) < 0, len(strongest))
    return share, dict(strongest[:count])


def _together(
    scenario: Scenario, table: pd.DataFrame, now: float, difference: Difference
) -> tuple[float | None, dict[str, float]]:
    of = ranges(scenario)
    falls = table["difference"] * np.sign(now) < 0
    ends = {name: of[name][1] if fall else of[name][0] for name, fall in zip(table["assumption"], falls, strict=True)}
    starts = {name: float(np.clip(PARAMETERS[name].default, *of[name])) for name in ends}
    return turned_together(starts, ends, now, difference)
