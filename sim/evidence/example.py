"""Example and habit: what the dated record of agreements says beside a state's own motives.

    example_ij   = ln(e + sum_k w_ik r_kj)        w_ik ~ exp(-|x_i - x_k| / b) or exp(-d_ik / d), rows sum to 1
    practice_ij  = ln(1 + r_i.) + ln(1 + r_j.)    habit_ij = ln(1 + r_ij)    acquainted_ij = 1 where r_ij > 0
    size_ij      = ln c_i + ln c_j                distance_ij = ln d_ij

    symbol  meaning                                                      unit   value  source
    r_kj    agreements signed so far, halved in h years                         h = 6  DCAD 1.0; h, b, d and e chosen on
    x, d    UN ideal point; distance of capitals                         1; km         1991-2005, held-out years apart
    b, d    reach of an example among those who vote alike, and nearby   1; km  .3; 2500
    e       what there is without any example                                   .02
    c       share of world capability                                                  COW NMC 7.0

They are not motives of the model. The likelihood holds them beside the motives, so that a weight is not credited with
what imitation and practice do; whether they should become motives is decision 044.
"""

from collections.abc import Sequence

import numpy as np

from sim.evidence.agreed import faded
from sim.evidence.covariates import newest
from sim.evidence.grids import Grid, to_grid, vector
from sim.evidence.sources import Public

HALF_LIFE, VOTES, NEARBY_KM, FLOOR = 6.0, 0.3, 2500.0, 0.02
NEAREST_KM = 50.0
# Taken off, so that the term of a class is that of an ordinary pair.
TYPICAL = {"example": -2.5, "practice": 3.0, "size": -10.0, "distance": 8.3}
COLUMNS = ("example_votes", "example_nearby", "practice", "habit", "acquainted", "size", "distance")


def beside_motives(public: Public, actors: Sequence[str], year: int) -> dict[str, Grid]:
    """Columns of a year's choices, from what was on record before it, each (actor, other).

    Parameters
    ----------
    public
        Files that may hold later years: none is read.
    actors
        Codes, in the order of the grids.
    year
        The year of the choices.
    """
    past = faded(public, actors, year, HALF_LIFE)
    votes, kilometres = _positions(public, actors, year), _kilometres(public, actors)
    alike = np.exp(-np.abs(votes[:, None] - votes[None, :]) / VOTES)
    nearby = np.exp(-kilometres / NEARBY_KM)
    active, size = np.log1p(past.sum(axis=1)), np.log(_capability(public, actors, year))
    return {
        "example_votes": np.log(FLOOR + _shares(alike) @ past) - TYPICAL["example"],
        "example_nearby": np.log(FLOOR + _shares(nearby) @ past) - TYPICAL["example"],
        "practice": active[:, None] + active[None, :] - TYPICAL["practice"],
        "habit": np.log1p(past),
        "acquainted": np.where(past > 0, 1.0, 0.0),
        "size": size[:, None] + size[None, :] - TYPICAL["size"],
        "distance": np.log(np.maximum(NEAREST_KM, kilometres)) - TYPICAL["distance"],
    }


def _shares(likeness: Grid) -> Grid:
    others = likeness * (1 - np.eye(len(likeness)))
    total = others.sum(axis=1, keepdims=True)
    shared: Grid = np.divide(others, total, out=np.zeros_like(others), where=total > 0)
    return shared


def _positions(public: Public, actors: Sequence[str], year: int) -> Grid:
    ideal = newest(public.until("unga_ideal_points", year - 1))["ideal_fp"]
    return vector(actors, ideal, float(ideal.median()))


def _capability(public: Public, actors: Sequence[str], year: int) -> Grid:
    register = newest(public.until("cinc", year - 1))["cinc"]
    return np.maximum(1e-6, vector(actors, register, float(register.median())))


def _kilometres(public: Public, actors: Sequence[str]) -> Grid:
    table = public.table("geography")
    return to_grid(actors, table["iso3_a"], table["iso3_b"], table["capital_distance_km"], symmetric=True)
