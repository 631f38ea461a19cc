"""Chances of what is asked, from an origin: ours, ours without third parties, and plain forecasts, all mapped alike."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.evidence.past import as_of
from sim.evidence.sources import Public
from sim.experiments.hindcast.ahead import Ahead
from sim.experiments.hindcast.asked import Question, rows_of
from sim.experiments.hindcast.maps import LEAST, level

Numbers = NDArray[np.float64]
OURS, WITHOUT = "the model", "no third parties"
RAW = "the model, raw"  # not levelled
STEP = 5  # years of an origin before which maps are fitted, and between rolling origins
EARLIEST = 1985  # before it the records are too short to fit a plain forecast


class Run(NamedTuple):
    """Worlds of an origin, and those of the origin before it, on which maps are fitted."""

    before: Ahead
    ahead: Ahead


class Told(NamedTuple):
    """Chances of the same rows by several forecasts."""

    rows: pd.DataFrame  # origin, year, pair, happened, counts
    chances: Mapping[str, Numbers]  # by forecast, (row,)


def told(public: Public, question: Question, runs: Mapping[str, Run], last: int) -> Told:
    """Chances of every pair and year after an origin up to `last`.

    Parameters
    ----------
    public
        Files that may hold later years: only what happened is read of them, never for a chance.
    question
        What is asked.
    runs
        Worlds by forecast; `OURS` is among them.
    last
        Last year asked about.
    """
    now = runs[OURS].ahead
    asked = rows_of(public, question, now.actors, now.origin, last)
    seen = {
        origin: rows_of(public, question, states_of(public, origin, runs), origin, origin + STEP)
        for origin in range(now.origin - STEP, EARLIEST - 1, -STEP)
    }
    lately = seen[now.origin - STEP]
    every = pd.concat(list(seen.values()), ignore_index=True)
    every, counted = every[every["counts"]], lately["counts"].to_numpy()
    happened = lately["happened"].to_numpy(dtype=float)[counted]
    chances = {}
    for name, (before, ahead) in _rates(question, runs).items():
        said = _flat(question.says(ahead), asked)
        chances[name] = level(_flat(question.says(before), lately)[counted], happened)(said)
        if name == OURS:
            chances[RAW] = np.clip(said, LEAST, 1 - LEAST)
    for name, say in question.plain.items():
        chances[name] = level(say(every, lately[counted]), happened)(say(every, asked))
    return Told(asked[["origin", "year", "pair", "happened", "counts"]], chances)


def _rates(question: Question, runs: Mapping[str, Run]) -> dict[str, tuple[Numbers, Numbers]]:
    """By forecast, what the worlds of the origin before and of the origin say."""
    return {name: (question.rate(run.before), question.rate(run.ahead)) for name, run in runs.items()}


def states_of(public: Public, origin: int, runs: Mapping[str, Run]) -> tuple[str, ...]:
    """The states of an earlier origin that were there then, among those of the worlds."""
    asked = {*runs[OURS].before.actors, *runs[OURS].ahead.actors}
    return tuple(code for code in as_of(public, origin + 1).actors() if code in asked)


def _flat(says: Numbers, rows: pd.DataFrame) -> Numbers:
    """Chances year by year in the order of the rows."""
    return says[: rows["year"].nunique()].ravel()
