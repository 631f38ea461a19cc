"""Whose figures stand in for those of an added actor, and what they say of a missing one.

    d_k^2 = sum_f ((x_f - x_kf) / s_f)^2 + (distance of capitals / D)^2      over the figures that are given
    value = mean over the n nearest states,    doubt = max(w doubt_ordinary, sqrt(mean doubt^2 + variance))

symbol  meaning                                        number
s_f     standard deviation of the figure over states   from the table (of its logarithm for capability)
D       distance that counts like one deviation        newcomer_distance
n       states taken                                   newcomer_neighbours
w       least widening of the doubt                    newcomer_widening
"""

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.evidence.coefficients import FOLDER, value
from sim.evidence.newcomer import Newcomer
from sim.evidence.tables import Tables

Numbers = NDArray[np.float64]
EARTH_KM = 6371.0
ON_A_LOG_SCALE = ("capability",)
PREDICTED = "predicted_"


def neighbours(tables: Tables, newcomer: Newcomer) -> tuple[str, ...]:
    """The states that stand in for a newcomer: those it names, else the nearest by what is given of it.

    All states stand in for one of which nothing is given.
    """
    if newcomer.like:
        return newcomer.like
    # Actors that are themselves predicted stand in for nobody.
    predicted_ones = set(tables.bases["basis"].astype(str).str.removeprefix(PREDICTED))
    others = tables.actors[~tables.actors["actor"].isin({newcomer.code, *predicted_ones})].reset_index(drop=True)
    square = np.zeros(len(others))
    for figure, known in newcomer.figures.items():
        column, own = others[figure].to_numpy(np.float64), known.value
        if figure in ON_A_LOG_SCALE:
            column, own = np.log(np.maximum(column, 1e-3)), float(np.log(max(own, 1e-3)))
        square += ((column - own) / max(float(column.std()), 1e-9)) ** 2
    if newcomer.capital is not None:
        away = np.array([kilometres(newcomer.capital, place) for place in map(capital, others["actor"])])
        # A state whose capital is not known is taken to lie at the median distance.
        away = np.where(np.isnan(away), np.nanmedian(away), away)
        square += (away / value("newcomer_distance")) ** 2
    if not newcomer.figures and newcomer.capital is None:
        return tuple(others["actor"])
    nearest = np.argsort(square, kind="stable")[: int(value("newcomer_neighbours"))]
    return tuple(sorted(others["actor"].iloc[nearest]))


def predicted(values: Numbers, doubts: Numbers, ordinary: float) -> tuple[float, float]:
    """Mean of the neighbours' figures and its widened doubt; values, doubts `(neighbour,)`."""
    spread = float(np.sqrt(np.mean(doubts**2) + np.var(values)))
    return float(np.mean(values)), max(value("newcomer_widening") * ordinary, spread)


def kilometres(one: tuple[float, float] | None, other: tuple[float, float] | None) -> float:
    """Great-circle distance of two places in degrees of latitude and longitude; NaN where one is not known."""
    if one is None or other is None:
        return float("nan")
    (lat, lon), (lat_other, lon_other) = np.radians(one), np.radians(other)
    half = np.sin((lat_other - lat) / 2) ** 2 + np.cos(lat) * np.cos(lat_other) * np.sin((lon_other - lon) / 2) ** 2
    return float(2 * EARTH_KM * np.arcsin(np.sqrt(min(1.0, half))))


def capital(code: str) -> tuple[float, float] | None:
    """Where the capital of a state of the register lies, in degrees."""
    return _capitals().get(code)


@cache
def _capitals() -> dict[str, tuple[float, float]]:
    table = pd.read_csv(FOLDER / "capitals.csv", keep_default_na=False)
    places = zip(table["actor"], table["latitude"], table["longitude"], strict=True)
    return {str(code): (float(lat), float(lon)) for code, lat, lon in places}
