"""How firm the order of the options is, in numbers and in words."""

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from sim.ensemble import Ensemble
from sim.experiments.ranks import RANK_COLUMNS, drawn, pair_table, rank_rows, rank_table
from sim.experiments.words import of_worlds, subject_name
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE

FEWEST_OPTIONS = FEWEST_DRAWS = 2
APART = 0.75
_FIRST_IS = {"higher": "best first", "lower": "lowest first, as lower is better", "neither": "highest first"}


@dataclass(frozen=True)
class OptionRank:
    """The rank of one option.

    Attributes
    ----------
    option, title
        As in the file.
    rank
        By the mean effect over all draws, from 1.
    keeps, first
        Shares of draws in which the option has that rank, and in which none is better.
    """

    option: str
    title: str
    rank: int
    keeps: float
    first: float


@dataclass(frozen=True)
class Order:
    """The order of the options on one subject.

    Attributes
    ----------
    outcome, subject, name
        What is ranked of whom, and whom in words.
    draws
        Draws that were ranked.
    first_is
        Which end of the outcome comes first.
    options
        By rank.
    undecided
        Neighbours in the order of which neither is better in three of four draws, as sentences.
    """

    outcome: str
    subject: str
    name: str
    draws: int
    first_is: str
    options: tuple[OptionRank, ...]
    undecided: tuple[str, ...]


def rank_tables(ensemble: Ensemble, outcome: str) -> dict[str, pd.DataFrame]:
    """The tables `ranks` (of every outcome) and `rank_pairs` (of one)."""
    return {"ranks": rank_table(ensemble), "rank_pairs": pair_table(ensemble, outcome)}


def order(ensemble: Ensemble, outcome: str) -> Order | None:
    """The order on the first watched subject of an outcome; None where fewer than two options or draws are there."""
    subjects = ensemble.subjects.names[outcome]
    titles = {option.name: option.title for option in ensemble.scenario.options if option.name != BASELINE}
    if not subjects or len(titles) < FEWEST_OPTIONS:
        return None
    found = [
        dict(zip(RANK_COLUMNS, row, strict=True))
        for row in rank_rows(drawn(ensemble, outcome, subjects[0]), outcome, subjects[0])
    ]
    if not found or found[0]["draws"] < FEWEST_DRAWS:
        return None
    options = tuple(
        OptionRank(row["option"], titles[row["option"]], row["rank"], row["keeps"], row["first"])
        for row in sorted(found, key=lambda row: row["rank"])
    )
    return Order(
        outcome=outcome,
        subject=subjects[0],
        name=subject_name(ensemble.scenario, subjects[0], OUTCOMES[outcome].directed),
        draws=found[0]["draws"],
        first_is=_FIRST_IS[OUTCOMES[outcome].better],
        options=options,
        undecided=_undecided(ensemble, outcome, subjects[0], options),
    )


def _undecided(ensemble: Ensemble, outcome: str, subject: str, options: tuple[OptionRank, ...]) -> tuple[str, ...]:
    found = drawn(ensemble, outcome, subject)
    said = []
    for ahead, behind in pairwise(options):
        first, second = (found.effects[:, found.options.index(one.option)] for one in (ahead, behind))
        better, worse = float((first > second).mean()), float((first < second).mean())
        if max(better, worse) < APART:
            counted = of_worlds(better, len(first))
            said.append(f'"{ahead.title}" comes out before "{behind.title}" in {counted} draws.')
    return tuple(said)
