"""Trust: what i may believe that j keeps its word, directed, in [0, 1].

    T_ij = clip(w F_ij + (1 - w) G_ij + corrections, .03, .95)

F is opinion: the newest survey share of i's public that views j well (of those with a view), or, where nobody asked, the
share that a linear form fitted on the surveys of 2002-2012 expects. G is the record between governments:

    G_ij = g0 + g_a A_ij + g_d defence_ji - g_m ln(1 + disputes j began against i) - g_s sanctions_ji
             + g_e (balance of j's events towards i) + g_v (democracy of j - 1/2)

A is alignment. The terms in j's own acts towards i make T_ij and T_ji differ.
"""

import numpy as np

from sim.evidence.coefficients import TRUST_PRIORS, value
from sim.evidence.covariates import (
    Covariates,
    disputes_begun,
    history,
    in_force,
    newest,
    obligations_directed,
    present,
    sanctions,
)
from sim.evidence.culture import culture_distance
from sim.evidence.curated import shift, widen
from sim.evidence.events import LOUD, balance
from sim.evidence.fit import Fit, fit_ranges, predict
from sim.evidence.grids import Grid, known, to_grid, vector
from sim.evidence.sources import Public

SURVEYS = (2002, 2012)
EVENTS = (2008, 2012)
BOUNDS = (0.03, 0.95)


def fit_opinion(public: Public, until: int = 2012) -> Fit:
    """Fit the favourable share on the surveys of the yearly file up to `until`; `latest/` is never read."""
    asked = public.until("pew_favourability", until)
    asked = asked[asked["year"] >= SURVEYS[0]].groupby(["iso3_respondent", "iso3_target"], as_index=False).mean()
    share = asked["share_favourable"] / (asked["share_favourable"] + asked["share_unfavourable"])
    actors, first, second = public.actors(), asked["iso3_respondent"], asked["iso3_target"]
    said = to_grid(actors, first, second, share, symmetric=False)
    at = known(actors, first, second, symmetric=False)
    columns = design(public, history(public, until), sanctions(actors, in_force(public.table("sanctions_gsdb"), until)))
    terms = np.column_stack([np.ones(at.sum())] + [columns[prior.name][at] for prior in TRUST_PRIORS[1:]])
    return fit_ranges(terms, said[at], said[at], TRUST_PRIORS, cluster=1)


def design(public: Public, covariates: Covariates, sent: Grid) -> Covariates:
    """Add the directed columns: (the one who trusts, the one who is trusted)."""
    actors = public.actors()
    democracy = vector(actors, newest(public.until("regime", 2012))["v2x_polyarchy"], 0.5)
    weight = vector(actors, newest(public.until("cinc", 2012))["cinc"], 0.001)
    over = np.log(weight[None, :] / weight[:, None])
    return {
        **covariates,
        "culture": culture_distance(public),
        "sanctioned_by": sent.T,
        "began": disputes_begun(actors, public.until("mids_dyad_year", 2012), 2012).T,
        "tone": tone(public),
        "democracy": np.broadcast_to(democracy - 0.5, over.shape),
        "neighbour_power": covariates["contiguous"] * np.maximum(over, 0),
    }


def tone(public: Public) -> Grid:
    """Balance of j's events towards i against the mean of all, (i, j), bounded; 0 where the record is thin."""
    odds, events = balance(public, *EVENTS, directed=True)
    heard = events >= LOUD
    centred = np.clip(odds - float(odds[heard].mean()), -1.5, 1.5)
    return np.where(heard, centred, 0.0).T


def trust(public: Public, fit: Fit, alignment: Grid) -> tuple[Grid, Grid, Grid]:
    """Return trust today, its doubt, and where a survey measured it, all (actor, other)."""
    actors = public.actors()
    sent = sanctions(actors, public.latest("sanctions_gsdb"))
    columns = design(public, present(public), sent)
    asked = public.latest("pew_favourability")
    share = asked["share_favourable"] / (asked["share_favourable"] + asked["share_unfavourable"])
    surveyed = known(actors, asked["iso3_respondent"], asked["iso3_target"], symmetric=False)
    opinion = np.where(
        surveyed,
        to_grid(actors, asked["iso3_respondent"], asked["iso3_target"], share, symmetric=False),
        np.clip(predict(fit, columns), 0.1, 0.9),
    )
    weight = np.where(surveyed, value("opinion_weight"), value("opinion_weight_fitted"))
    moved, variance = shift(actors, "trust")
    level = weight * opinion + (1 - weight) * record(public, columns, alignment) + moved
    doubt = np.where(surveyed, value("trust_doubt_surveyed"), value("trust_doubt"))
    return np.clip(level, *BOUNDS), widen(doubt, variance), surveyed


def record(public: Public, columns: Covariates, alignment: Grid) -> Grid:
    """Return G, the record between governments, (actor, other)."""
    promised = obligations_directed(public.actors(), public.latest("alliances_atop"))
    return (
        value("record_base")
        + value("record_alignment") * alignment
        + value("record_defence") * promised.T
        - value("record_began") * columns["began"]
        - value("record_sanctioned") * columns["sanctioned_by"]
        + value("record_tone") * columns["tone"]
        + value("record_democracy") * columns["democracy"]
    )
