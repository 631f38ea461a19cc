"""Tension and contested interest: how often two states come to a dispute, and what they dispute.

Contested interest, symmetric, in [0, 1] (judged shares of what the record counts):

    Q = 1 - (1 - q_r R)(1 - q_c C)(1 - q_p P) + corrections

R rivalry going on, C salience of a territorial claim, P coded rivalry on the peace scale.

Tension, symmetric, in [0, 1], joins two readings:

    tau = floor + m (.75 Q) + (1 - m) max(0, ln(rate / (1.5 h0)) / h_tau) + corrections

`rate` is the onsets of disputes a year that a Poisson form fitted on 1993-2012 expects, so that the hazard of
the model, h0 exp(h_tau tau), gives back the record at full contact (h0 = .004, h_tau = 6.8).
"""

import numpy as np

from sim.evidence.coefficients import priors, value
from sim.evidence.covariates import Covariates, disputes, history, present
from sim.evidence.curated import looked_at, shift, widen
from sim.evidence.fit import Fit, fit_rates, from_priors, predict
from sim.evidence.grids import Grid, to_grid, upper
from sim.evidence.sources import RECORD_BEGINS, Public

WINDOWS, YEARS = 4, 5


def fit_disputes(public: Public, until: int | None = None) -> Fit:
    """Fit the rate of disputes on what was known at the start of each five years; `latest/` is never read.

    The prior stands alone where the record holds no five years with a year before them.
    """
    priors_of_fit = priors("tension")
    terms, counts = [], []
    for start in range(public.fit_until - WINDOWS * YEARS, public.fit_until, YEARS):
        if start < RECORD_BEGINS or (until is not None and start + YEARS > until):
            continue
        columns = history(public, start)
        stack = [np.ones_like(columns["rivalry"])] + [columns[p.name] for p in priors_of_fit[1:]]
        terms.append(np.column_stack([upper(column) for column in stack]))
        counts.append(upper(onsets(public, start + 1, start + YEARS)))
    if not terms:
        return from_priors(priors_of_fit)
    return fit_rates(np.vstack(terms), np.concatenate(counts), YEARS, priors_of_fit)


def onsets(public: Public, first: int, last: int) -> Grid:
    """Count disputes that began between originators in a window of years, symmetric."""
    mids = public.until("mids_dyad_year", last)
    new = mids[
        (mids["year"] >= first) & (mids["onset"] == 1) & (mids["a_originator"] == 1) & (mids["b_originator"] == 1)
    ]
    return to_grid(public.actors(), new["iso3_a"], new["iso3_b"], [1.0] * len(new), symmetric=True)


def contested_interest(public: Public) -> tuple[Grid, Grid]:
    """Return contested interest today and its doubt, symmetric (actor, other)."""
    actors = public.actors()
    seen = present(public)
    peace = public.latest("peace_scale").dropna(subset="peace_level_yearend")
    share = peace["peace_level_yearend"].map({0.0: value("q_severe"), 0.25: value("q_lesser")}).fillna(0.0)
    coded = to_grid(actors, peace["iso3_a"], peace["iso3_b"], share, symmetric=True)
    free = (1 - value("q_rivalry") * seen["rivalry"]) * (1 - value("q_claim") * seen["claim"]) * (1 - coded)
    moved, variance = shift(public, "contested_interest")
    doubt = value("q_doubt") * (0.3 + 0.7 * np.minimum(1, 2 * (1 - free)))
    return np.clip(1 - free + moved, 0, 1), widen(doubt, variance)


def tension(public: Public, fit: Fit, contested: Grid) -> tuple[Grid, Grid]:
    """Return tension today and its doubt, symmetric (actor, other)."""
    read = np.maximum(0, np.log(rates(public, fit) / (value("rate_calm") * value("h0"))) / value("h_tau"))
    mix, floor = value("tension_mix"), value("tension_floor")
    moved, variance = shift(public, "tension")
    level = floor + mix * value("tension_per_contest") * contested + (1 - mix) * read
    disagree = np.abs(value("tension_per_contest") * contested - read) / 2
    seen = looked_at(public, "tension")
    final = np.clip(level + moved, floor, 0.9)
    doubt = np.maximum(value("tension_doubt_least"), np.where(seen, 0.1 * final, 0.5 * disagree + 0.12 * final))
    return final, widen(doubt, variance)


def rates(public: Public, fit: Fit) -> Grid:
    """Return the onsets a year expected today, disputes counted as they stood when their record ends."""
    columns: Covariates = present(public)
    last = min(public.year, public.fit_until)
    columns["disputes"] = disputes(public.actors(), public.until("mids_dyad_year", last), last)
    return np.exp(predict(fit, columns))
