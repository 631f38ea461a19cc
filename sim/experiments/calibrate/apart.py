"""What is estimated by likelihoods of its own, beside the weights: the crisis hazard, and positions."""

import numpy as np
import pandas as pd

from sim.evidence.sources import Public
from sim.experiments.calibrate.crises import Fitted, fit_crises
from sim.experiments.calibrate.panel import Panel
from sim.experiments.calibrate.positions import ERROR, fit_positions
from sim.experiments.calibrate.weights import NINETY
from sim.model.parameters import PARAMETERS


def fit_apart(panel: Panel, public: Public, first: int, until: int, draws: int, seed: int) -> tuple[Fitted, Fitted]:
    """Fit disputes and positions of the same years."""
    return (
        fit_crises(panel, public, first, until, draws, seed),
        fit_positions(public, first, until, draws, seed + 1),
    )


def numbers_apart(fits: tuple[Fitted, ...]) -> pd.DataFrame:
    """One row a number, as `sim.experiments.calibrate.summary.summary`."""
    rows = []
    for fitted in fits:
        low, median, high = np.quantile(fitted.draws, [0.05, 0.5, 0.95], axis=0)
        for k, name in enumerate(fitted.names):
            ends = (PARAMETERS[name].low, PARAMETERS[name].high) if name in PARAMETERS else ERROR
            before = (ends[1] - ends[0]) / (2 * NINETY)
            rows.append((name, *ends, low[k], median[k], high[k], fitted.sd[k] / before, np.nan, np.nan))
    columns = ["number", "prior_low", "prior_high", "low", "median", "high", "left", "effective", "r_hat"]
    return pd.DataFrame(rows, columns=columns)


def draws_apart(fits: tuple[Fitted, ...], count: int) -> pd.DataFrame:
    """Draws of those that are parameters of the model, `(draw, parameter)`."""
    found = {
        name: fitted.draws[:count, k] for fitted in fits for k, name in enumerate(fitted.names) if name in PARAMETERS
    }
    return pd.DataFrame(found)
