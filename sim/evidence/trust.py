"""Trust: what i may believe that j keeps its word, directed, in [0, 1].

    T_ij = clip(w F_ij + (1 - w) G_ij + corrections, .03, .95)

F is opinion: the newest survey share of i's public that views j well (of those with a view), fading with age
into the share that a form fitted on the surveys of 2002-2012 expects, as where nobody asked. w is larger
where a fresh survey speaks. G is the record of governments:

    G_ij = g0 + g_a A_ij + g_d defence_ji - g_m ln(1 + disputes j began against i) - g_s sanctions_ji
             + g_e (balance of j's events towards i) + g_v (democracy of j - 1/2)

A is alignment. The terms in j's own acts towards i make T_ij and T_ji differ.
"""

import numpy as np

from sim.evidence.coefficients import priors, value
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
from sim.evidence.fit import Fit, fit_ranges, from_priors, predict
from sim.evidence.grids import Grid, Mask, known, to_grid, vector
from sim.evidence.sources import Public

SURVEYS_FROM = 2002
BOUNDS = (0.03, 0.95)


def fit_opinion(public: Public, until: int | None = None) -> Fit:
    """Fit the favourable share on the surveys of the yearly file up to `until`; `latest/` is never read.

    The prior stands alone where nobody had been asked yet.
    """
    priors_of_fit, until = priors("trust"), public.fit_until if until is None else until
    asked = public.until("pew_favourability", until)
    asked = asked[asked["year"] >= SURVEYS_FROM].groupby(["iso3_respondent", "iso3_target"], as_index=False).mean()
    if asked.empty:
        return from_priors(priors_of_fit)
    share = asked["share_favourable"] / (asked["share_favourable"] + asked["share_unfavourable"])
    actors, first, second = public.actors(), asked["iso3_respondent"], asked["iso3_target"]
    said = to_grid(actors, first, second, share, symmetric=False)
    at = known(actors, first, second, symmetric=False)
    sent = sanctions(actors, in_force(public.table("sanctions_gsdb"), until))
    columns = design(public, history(public, until), sent, until)
    terms = np.column_stack([np.ones(at.sum())] + [columns[prior.name][at] for prior in priors_of_fit[1:]])
    return fit_ranges(terms, said[at], said[at], priors_of_fit, cluster=1)


def design(public: Public, covariates: Covariates, sent: Grid, year: int) -> Covariates:
    """Add the directed columns as of a year: (the one who trusts, the one who is trusted)."""
    actors = public.actors()
    democracy = vector(actors, newest(public.until("regime", year))["v2x_polyarchy"], 0.5)
    weight = vector(actors, newest(public.until("cinc", year))["cinc"], 0.001)
    over = np.log(weight[None, :] / weight[:, None])
    return {
        **covariates,
        "culture": culture_distance(public),
        "sanctioned_by": sent.T,
        "began": disputes_begun(actors, public.until("mids_dyad_year", year), year).T,
        "tone": tone(public, year),
        "democracy": np.broadcast_to(democracy - 0.5, over.shape),
        "neighbour_power": covariates["contiguous"] * np.maximum(over, 0),
    }


def tone(public: Public, year: int) -> Grid:
    """Balance of j's events towards i against the mean of all, (i, j), bounded; 0 where the record is thin.

    The last five years of the record that `year` may see.
    """
    last = min(year, public.fit_until)
    odds, events = balance(public, last - 4, last, directed=True)
    heard = events >= LOUD
    if not heard.any():
        return np.zeros_like(odds)
    centred = np.clip(odds - float(odds[heard].mean()), -1.5, 1.5)
    return np.where(heard, centred, 0.0).T


def trust(public: Public, fit: Fit, alignment: Grid) -> tuple[Grid, Grid, Mask]:
    """Return trust today, its doubt, and where a survey measured it, all (actor, other)."""
    actors = public.actors()
    sent = sanctions(actors, public.latest("sanctions_gsdb"))
    columns = design(public, present(public), sent, public.year)
    share, fresh = survey(public)
    opinion = fresh * share + (1 - fresh) * np.clip(predict(fit, columns), 0.1, 0.9)
    weight = blend("opinion_weight_fitted", "opinion_weight", fresh)
    moved, variance = shift(public, "trust")
    level = weight * opinion + (1 - weight) * record(public, columns, alignment) + moved
    doubt = blend("trust_doubt", "trust_doubt_surveyed", fresh)
    return np.clip(level, *BOUNDS), widen(doubt, variance), fresh > 0


def blend(unasked: str, asked: str, fresh: Grid) -> Grid:
    """Go from the number for pairs nobody was asked about to the number for a fresh survey."""
    return value(unasked) + fresh * (value(asked) - value(unasked))


def survey(public: Public) -> tuple[Grid, Grid]:
    """Return the newest favourable share and how fresh it is (1 today, fading, 0 never asked)."""
    actors, asked = public.actors(), public.latest("pew_favourability")
    first, second = asked["iso3_respondent"], asked["iso3_target"]
    share = asked["share_favourable"] / (asked["share_favourable"] + asked["share_unfavourable"])
    fresh = np.exp((asked["year"] - public.year) / value("survey_fade_years"))
    return (
        to_grid(actors, first, second, share, symmetric=False),
        to_grid(actors, first, second, fresh, symmetric=False),
    )


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
