"""What is asked of every pair and year, yes or no: an agreement, a first one, a crisis.

First agreements are asked of pairs that had none before the year, so what is wanted is the chance given none so far:

    P(first in y | none before) = E[S_{y-1} (1 - exp(-signing_y))] / E[S_{y-1}],   S_y = exp(-sum of signing to y)

over worlds, which makes worlds in which the pair would have signed by now count less.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.pairs import members
from sim.evidence.agreed import agreed, faded, record_of_agreements
from sim.evidence.grids import Grid
from sim.evidence.sources import Public
from sim.experiments.hindcast.ahead import Ahead
from sim.experiments.hindcast.known import disputes_between, known_at
from sim.experiments.hindcast.plain import OF_AGREEMENTS, OF_CRISES, Plain

Numbers = NDArray[np.float64]
Record = Callable[[Public, Sequence[str], int], Grid]


@dataclass(frozen=True)
class Question:
    """One thing that happens or not to each pair in each year.

    Attributes
    ----------
    name
        What it is called.
    happened, counts
        What happened in a year, and whether the pair is asked about at all, above 0 for yes, both `(actor, other)`.
    rate
        What the worlds of an origin say of every year and pair, `(world, year, pair)`.
    says
        The chance from such rates, `(year, pair)`.
    plain
        Plain forecasts of the same.
    ends
        The last year on record.
    """

    name: str
    happened: Record
    counts: Record
    rate: Callable[[Ahead], Numbers]
    says: Callable[[Numbers], Numbers]
    plain: Mapping[str, Plain]
    ends: Callable[[Public], int]


def first_chance(rate: Numbers) -> Numbers:
    """Chance of a first agreement given none so far, `(year, pair)`, from rates `(world, year, pair)`."""
    left = np.exp(-np.cumsum(rate, axis=1))
    before = np.concatenate([np.ones_like(left[:, :1]), left[:, :-1]], axis=1)
    chance: Numbers = (before - left).sum(axis=0) / before.sum(axis=0)
    return chance


def mean_chance(rate: Numbers) -> Numbers:
    """Mean over worlds of the chance that something of a rate happens, `(year, pair)`."""
    chance: Numbers = -np.expm1(-rate).mean(axis=0)
    return chance


def _everybody(_public: Public, actors: Sequence[str], _year: int) -> Grid:
    return np.ones((len(actors), len(actors)))


def _none_before(public: Public, actors: Sequence[str], year: int) -> Grid:
    return np.where(faded(public, actors, year, np.inf) > 0, 0.0, 1.0)


def _crises(public: Public, actors: Sequence[str], year: int) -> Grid:
    return disputes_between(public, actors, year, year)


def _record_of_disputes(public: Public) -> int:
    return int(public.table("mids_dyad_year")["year"].max())


def _signing(name: str, counts: Record, says: Callable[[Numbers], Numbers]) -> Question:
    return Question(name, agreed, counts, lambda a: a.signing, says, OF_AGREEMENTS, record_of_agreements)


FIRST = _signing("first agreements", _none_before, first_chance)
ALL = _signing("all agreements", _everybody, mean_chance)
CRISES = Question("crises", _crises, _everybody, lambda a: a.crisis, mean_chance, OF_CRISES, _record_of_disputes)


def rows_of(public: Public, question: Question, actors: Sequence[str], origin: int, last: int) -> pd.DataFrame:
    """Every pair and year from the one after an origin, year by year: what was known at the origin, and what happened.

    Returns
    -------
    pandas.DataFrame
        `origin`, `year`, the columns of `known_at`, `happened` (1 or 0), `counts` (whether the row is asked about).
    """
    one, other = members(len(actors))
    known = known_at(public, actors, origin)
    return pd.concat([
        known.assign(
            origin=origin, year=year,
            happened=np.where(question.happened(public, actors, year)[one, other] > 0, 1.0, 0.0),
            counts=question.counts(public, actors, year)[one, other] > 0,
        )
        for year in range(origin + 1, last + 1)
    ], ignore_index=True)  # fmt: skip
