"""Changes on the peace scale: worse, same or better than at the origin.

Nothing in the model is a level of that scale. What comes nearest: a pair that stands closer in the model than pairs
coded like it do at the origin is expected to be coded up, and one that stands further apart down,

    g_t = (A_t - tau_t) - mean of (A - tau) at the origin over pairs with the same code
    p(up) ~ p0(up) e^(b g),   p(down) ~ p0(down) e^(-b g),   p(same) ~ p0(same),   b ~ N(0, 2^2) before the data

with p0 climatology, the shares of changes after as many years from the same code at all earlier origins, and b fitted
on the five years before the origin. Persistence does not look at the code. Scored by the ranked probability score
(p_down - [down])^2 + (p_up - [up])^2, smaller is better.

References
----------
Epstein 1969, Journal of Applied Meteorology 8 (the score).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from sim.core.pairs import members
from sim.evidence.grids import to_grid
from sim.evidence.sources import Public
from sim.experiments.hindcast.ahead import Ahead
from sim.experiments.hindcast.chances import EARLIEST, OURS, STEP, Run, states_of
from sim.experiments.hindcast.known import pair_names
from sim.experiments.hindcast.plain import Plain, shares

Numbers = NDArray[np.float64]
FILE = "peace_scale"
DOUBT = 2.0
USUAL = ("lag", "code")
PLAIN: Mapping[str, tuple[str, ...]] = {"persistence": ("lag",), "climatology": USUAL}


class Moves(NamedTuple):
    """Chances of a move down, none and up of the same rows, by several forecasts."""

    rows: pd.DataFrame  # origin, year, lag, unit, place, code, moved (-1, 0 or 1)
    said: Mapping[str, Numbers]  # by forecast, (row, 3)


def moves(public: Public, runs: Mapping[str, Run], last: int) -> Moves:
    """Moves of every pair that is coded at the origin and later, up to a year."""
    now = runs[OURS].ahead
    asked = rows_of(public, now.actors, now.origin, last)
    seen = {
        origin: rows_of(public, states_of(public, origin, runs), origin, origin + STEP)
        for origin in range(now.origin - STEP, EARLIEST - 1, -STEP)
    }
    every, lately = pd.concat(list(seen.values()), ignore_index=True), seen[now.origin - STEP]
    said = {}
    for name, run in runs.items():
        slope = _slope(_plain(shares(*USUAL), every, lately), index(run.before, lately), lately["moved"].to_numpy())
        said[name] = _tilted(_plain(shares(*USUAL), every, asked), index(run.ahead, asked), slope)
    for name, columns in PLAIN.items():
        said[name] = _plain(shares(*columns), every, asked)
    return Moves(asked, said)


def rows_of(public: Public, actors: Sequence[str], origin: int, last: int) -> pd.DataFrame:
    """Pairs coded at an origin and in a year after it."""
    one, other = members(len(actors))
    table = public.table(FILE).dropna(subset="peace_level_yearend")

    def codes(year: int) -> Numbers:
        of = table[table["year"] == year]
        # One more than the level, so that a pair without a code is told from one at the lowest.
        grid = to_grid(actors, of["iso3_a"], of["iso3_b"], of["peace_level_yearend"] + 1, symmetric=True)
        level: Numbers = grid[one, other] - 1
        return level

    start, parts = codes(origin), []
    for year in range(origin + 1, last + 1):
        end = codes(year)
        kept = np.flatnonzero((start >= 0) & (end >= 0))
        parts.append(pd.DataFrame({
            "origin": origin, "year": year, "lag": year - origin, "unit": pair_names(actors)[kept], "place": kept,
            "code": start[kept], "moved": np.sign(end - start)[kept],
        }))  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def index(ahead: Ahead, rows: pd.DataFrame) -> Numbers:
    """How much closer each pair stands in the model than those coded like it did at the origin, `(row,)`."""
    stands = (ahead.alignment - ahead.tension).mean(axis=0)
    pairs = rows.drop_duplicates("place")
    usual = pd.Series(stands[0][pairs["place"]]).groupby(pairs["code"].to_numpy()).mean()
    then: Numbers = stands[rows["lag"].to_numpy(), rows["place"].to_numpy()]
    return then - rows["code"].map(usual).to_numpy(dtype=float)


def ranked(said: Numbers, moved: Numbers) -> Numbers:
    """Ranked probability score of each row."""
    score: Numbers = (said[:, 0] - (moved < 0)) ** 2 + (said[:, 2] - (moved > 0)) ** 2
    return score


def logarithmic(said: Numbers, moved: Numbers) -> Numbers:
    """Minus the log of the chance of what came, of each row."""
    score: Numbers = -np.log(said[np.arange(len(moved)), moved.astype(int) + 1])
    return score


def _plain(say: Plain, seen: pd.DataFrame, asked: pd.DataFrame) -> Numbers:
    down, up = (say(seen.assign(happened=(seen["moved"] == way).astype(float)), asked) for way in (-1, 1))
    return np.column_stack([down, 1 - down - up, up])


def _tilted(base: Numbers, g: Numbers, slope: float) -> Numbers:
    odds = base * np.exp(slope * g[:, None] * np.array([-1.0, 0.0, 1.0]))
    chance: Numbers = odds / odds.sum(axis=1, keepdims=True)
    return chance


def _slope(base: Numbers, g: Numbers, moved: Numbers) -> float:
    def loss(b: float) -> float:
        return float(logarithmic(_tilted(base, g, b), moved).sum()) + 0.5 * (b / DOUBT) ** 2

    return float(minimize_scalar(loss, bounds=(-4 * DOUBT, 4 * DOUBT), method="bounded").x)
