"""Rows of a panel: one for each pair and year, flat, for scores and for plain baselines."""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from sim.core.pairs import members
from sim.evidence.agreed import faded
from sim.evidence.covariates import contiguous, kilometres, newest
from sim.evidence.grids import Grid, to_grid, vector
from sim.evidence.sources import Public
from sim.experiments.calibrate.likelihood import any_of, chances_of_years
from sim.experiments.calibrate.panel import Panel

Numbers = NDArray[np.float64]
PLAIN = ("partners", "shared", "gdp", "distance", "border", "great")
NEAREST_KM = 50.0
GREAT = ("USA", "RUS", "CHN", "GBR", "FRA")


class Rows(NamedTuple):
    """Pairs in years, each array `(row,)` or `(row, column)`."""

    year: NDArray[np.int64]
    pair: NDArray[np.str_]
    signed: Numbers
    first: Numbers  # 1 where the pair had signed nothing before
    plain: Numbers  # `PLAIN`
    signed_lately: Numbers  # 1 where the pair signed in the five years before

    def where(self, kept: NDArray[np.bool_]) -> "Rows":
        """Some of the rows."""
        return Rows(*(column[kept] for column in self))


def rows_of(panel: Panel, public: Public) -> Rows:
    """All rows of a panel, group by group, year by year."""
    parts = []
    for group, actors in zip(panel.groups, panel.actors, strict=True):
        one, other = members(len(actors))
        codes = np.array(actors)
        for k, year in enumerate(np.asarray(group.year).tolist()):
            plain = _plain(public, actors, year)
            parts.append(Rows(
                np.full(len(one), year),
                np.char.add(np.char.add(codes[one], ":"), codes[other]),
                np.asarray(group.any[k]),
                np.asarray(group.first[k]),
                np.column_stack([plain[name][one, other] for name in PLAIN]),
                _lately(public, actors, year)[one, other],
            ))  # fmt: skip
    return Rows(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def chances_of_rows(panel: Panel, theta: Numbers) -> Numbers:
    """What a vector of weights says of every row, `(row,)`."""
    found = chances_of_years(panel, jnp.asarray(theta))
    return np.concatenate([np.asarray(any_of(chance)).ravel() for chance in found])


def plain(rows: Rows, *names: str) -> Numbers:
    """Some plain columns, `(row, name)`."""
    return rows.plain[:, [PLAIN.index(name) for name in names]]


def _plain(public: Public, actors: tuple[str, ...], year: int) -> dict[str, Grid]:
    met = np.where(faded(public, actors, year, np.inf) > 0, 1.0, 0.0)
    partners = met.sum(axis=1)
    money = newest(public.until("gdp_population", year - 1).dropna(subset="gdp_current_usd"))["gdp_current_usd"]
    size = np.log(vector(actors, money, float(money.median())))
    great, apart = np.isin(actors, GREAT), kilometres(public, actors)
    return {
        "partners": partners[:, None] + partners[None, :],
        "shared": met @ met,
        "gdp": size[:, None] + size[None, :],
        "distance": np.log(np.maximum(NEAREST_KM, apart)),
        "border": contiguous(actors, public.table("geography")),
        "great": (great[:, None] | great[None, :]).astype(float),
    }


def _lately(public: Public, actors: tuple[str, ...], year: int) -> Grid:
    table = public.table("dca_treaties")
    lately = table[(table["year_signed"] < year) & (table["year_signed"] >= year - 5)]
    return np.minimum(1.0, to_grid(actors, lately["iso3_a"], lately["iso3_b"], [1.0] * len(lately), symmetric=True))
