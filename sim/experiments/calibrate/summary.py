"""What the data moved: each number before and after them, and which could not be told apart."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.experiments.calibrate.weights import MEASURED, NINETY, WEIGHTS, layout, log_spread, names, prior_doubt
from sim.model.parameters import PARAMETERS

Numbers = NDArray[np.float64]
MOVED = 0.5  # a number is told by the data where their spread is below so much of the prior's
RIDGE = 0.5


def natural(draws: Numbers) -> Numbers:
    """Draws in the units of the model: weights times their common scale, `(draw, number)`."""
    at, found = layout(), draws.copy()
    found[:, at.kappa] = np.exp(draws[:, at.kappa])
    columns = [_values(draws, name) for name in (*WEIGHTS, "u0")]
    found[:, at.weights.start : at.u0 + 1] = np.column_stack(columns)
    return found


def _values(draws: Numbers, name: str) -> Numbers:
    at, parameter = layout(), PARAMETERS[name]
    if name == "u0":
        return parameter.default + (parameter.high - parameter.low) / (2 * NINETY) * draws[:, at.u0]
    place = at.weights.start + WEIGHTS.index(name)
    values: Numbers = np.exp(draws[:, at.kappa] + log_spread(name) * draws[:, place]) * parameter.default
    return values


def summary(draws: Numbers, effective: Numbers | None = None, r_hat: Numbers | None = None) -> pd.DataFrame:
    """One row a number: 90 % ranges before and after the data, and what the sampler says of itself.

    Returns
    -------
    pandas.DataFrame
        `number`, `prior_low`, `prior_high` (declared range, for what the model declares), `low`, `median`, `high`,
        `left` (spread after the data over that before, of what is estimated), `effective`, `r_hat` (NaN without a
        sampler).
    """
    low, median, high = np.quantile(natural(draws), [0.05, 0.5, 0.95], axis=0)
    nothing = np.full(len(names()), np.nan)
    table = pd.DataFrame({
        "number": ["kappa", *names()[1:]], "prior_low": nothing, "prior_high": nothing,
        "low": low, "median": median, "high": high, "left": draws.std(axis=0) / prior_doubt(),
        "effective": nothing if effective is None else effective, "r_hat": nothing if r_hat is None else r_hat,
    })  # fmt: skip
    for row, number in enumerate(table["number"]):
        if number in PARAMETERS and number not in MEASURED:  # whose declared range is this very estimate
            table.loc[row, ["prior_low", "prior_high"]] = [PARAMETERS[number].low, PARAMETERS[number].high]
        else:
            half = NINETY * prior_doubt()[row]
            table.loc[row, ["prior_low", "prior_high"]] = np.exp([-half, half]) if number == "kappa" else [-half, half]
    return table


def ridge(draws: Numbers, least: float = RIDGE) -> pd.DataFrame:
    """Pairs of numbers that the data hold together, strongest first.

    Returns
    -------
    pandas.DataFrame
        `one`, `other`, `correlation` after the data, of what is estimated, where its size reaches `least`.
    """
    together = np.corrcoef(draws.T)
    rows = [
        (names()[i], names()[j], together[i, j])
        for i, j in zip(*np.triu_indices(len(together), 1), strict=True)
        if abs(together[i, j]) >= least
    ]
    table = pd.DataFrame(rows, columns=["one", "other", "correlation"])
    return table.sort_values("correlation", key=abs, ascending=False, ignore_index=True)


def affinity_and_trust(draws: Numbers) -> dict[str, float]:
    """How closely the two weights of the ridge of the specification (13.3) and their sum are known.

    Returns
    -------
    dict
        `correlation` of the two after the data, and the relative spread (sd over mean) of `affinity`, `trust` and their
        `sum`, in the units of the model.
    """
    places = [names().index(name) for name in ("w_aff", "w_tru")]
    both = natural(draws)[:, places]
    three = np.column_stack([both, both.sum(axis=1)])
    spread = three.std(axis=0) / three.mean(axis=0)
    found = {"correlation": float(np.corrcoef(both.T)[0, 1])}
    return found | dict(zip(("affinity", "trust", "sum"), spread.tolist(), strict=True))


def told(table: pd.DataFrame) -> pd.Series:
    """Which numbers the data moved or narrowed: `left` below a half, or the median outside the range before."""
    outside = (table["median"] < table["prior_low"]) | (table["median"] > table["prior_high"])
    return (table["left"] < MOVED) | outside
