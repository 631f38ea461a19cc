"""Alignment: what two states promise and do, as a linear form fitted to two yardsticks and brought to today.

    A = clip(X w + f r + c, -.95, .95)

| symbol | meaning |
|---|---|
| X | covariates of the pair (`covariates.py`), cultural distance |
| w | weights: prior (judged, from the first coding of the model) updated on 2002-2012 |
| r | what the pair's own record lies above or below X w, faded by f to today |
| c | dated corrections (`curated/corrections.csv`) |

Yardsticks: the peace scale gives a range (severe rivalry: at most -.5; security community: at least .5;
missing says nothing), the balance of news events a value where a pair quarrels, a lower end where it is calm.
"""

from typing import NamedTuple

import numpy as np

from sim.evidence.coefficients import priors, value
from sim.evidence.covariates import Covariates, history, present
from sim.evidence.culture import culture_distance
from sim.evidence.curated import looked_at, shift, widen
from sim.evidence.events import LOUD, balance
from sim.evidence.fit import Fit, fit_ranges, predict
from sim.evidence.grids import Grid, members, to_grid, upper
from sim.evidence.groups import GROUPS
from sim.evidence.sources import Public

LIMIT = 0.95


class Ranges(NamedTuple):
    """What a yardstick says of every pair: lowest and highest alignment, and where it speaks."""

    low: Grid
    high: Grid
    speaks: Grid


def fit_alignment(public: Public, until: int | None = None) -> Fit:
    """Fit the weights on the yearly files up to `until` (the year that fits may see); `latest/` is never read."""
    priors_of_fit = priors("alignment")
    terms, lows, highs = [], [], []
    for first, last in public.windows():
        if until is not None and last > until:
            continue
        columns = design(public, history(public, last))
        ones = np.ones_like(columns["culture"])
        stack = np.column_stack([upper(ones)] + [upper(columns[p.name]) for p in priors_of_fit[1:]])
        for said in (peace_ranges(public, last), event_ranges(public, first, last)):
            at = upper(said.speaks) > 0
            terms.append(stack[at])
            lows.append(upper(said.low)[at])
            highs.append(upper(said.high)[at])
    return fit_ranges(np.vstack(terms), np.concatenate(lows), np.concatenate(highs), priors_of_fit, value("cluster"))


def design(public: Public, covariates: Covariates) -> Covariates:
    """Add what does not change with the year."""
    return {**covariates, "culture": culture_distance(public)}


def peace_ranges(public: Public, year: int | None) -> Ranges:
    """Read the peace scale of a year (None: its newest level) as ranges of alignment."""
    if year is None:
        table = public.latest("peace_scale")
    else:
        table = public.until("peace_scale", year)
        table = table[table["year"] == year]
    table = table.dropna(subset="peace_level_yearend")
    step = (table["peace_level_yearend"] * 4).round().astype(int)
    low = step.map({0: -1.0, 1: value("peace_1_low"), 2: value("peace_2_low"),
                    3: value("peace_3_low"), 4: value("peace_4_low")})  # fmt: skip
    high = step.map({0: value("peace_0_high"), 1: value("peace_1_high"), 2: 1.0, 3: 1.0, 4: 1.0})
    actors, first, second = public.actors(), table["iso3_a"], table["iso3_b"]
    return Ranges(
        to_grid(actors, first, second, low, symmetric=True),
        to_grid(actors, first, second, high, symmetric=True),
        to_grid(actors, first, second, [1.0] * len(table), symmetric=True),
    )


def event_ranges(public: Public, first: int, last: int) -> Ranges:
    """Read the balance of events as alignment, equated to the peace scale; calm only bounds from below."""
    odds, events = balance(public, first, last, directed=False)
    read = equate(odds)
    calm = value("event_calm")
    low = np.minimum(read, calm)
    high = np.where(read > calm, 1.0, read)
    return Ranges(low, high, ((events >= LOUD) & ~np.eye(len(odds), dtype=bool)).astype(float))


def equate(odds: Grid) -> Grid:
    """Put log-odds of events on the alignment scale."""
    return np.clip(value("event_zero") + value("event_slope") * odds, -0.9, 0.9)


def alignment(public: Public, fit: Fit) -> tuple[Grid, Grid]:
    """Return alignment today and its doubt, both symmetric (actor, other)."""
    columns = design(public, present(public))
    own, settled = own_record(public, fit, public.windows()[-1], public.year)
    level = predict(fit, columns) + own
    said = peace_ranges(public, None)
    level = np.where(said.speaks > 0, 0.5 * (level + np.clip(level, said.low, said.high)), level)
    moved, variance = shift(public, "alignment")
    doubt = np.where(said.speaks > 0, value("peace_doubt"), value("form_doubt") * np.sqrt(1 - 0.5 * settled))
    doubt = np.where(looked_at(public, "alignment"), value("seen") * doubt, doubt)
    return np.clip(level + moved, -LIMIT, LIMIT), widen(doubt, variance)


def past_alignment(public: Public, fit: Fit, year: int) -> Grid:
    """Return the index as of a past year, from yearly files only: form and own record, no corrections."""
    own, _ = own_record(public, fit, (year - 4, year), year)
    return np.clip(predict(fit, design(public, history(public, year))) + own, -LIMIT, LIMIT)


def own_record(public: Public, fit: Fit, window: tuple[int, int], year: int) -> tuple[Grid, Grid]:
    """Return what a pair's own events say beyond the form, faded to `year`, and the weight of that record."""
    first, last = window
    columns = design(public, history(public, last))
    formed = predict(fit, columns)
    said = event_ranges(public, first, last)
    most = value("own_most")
    beyond = np.clip(np.clip(formed, said.low, said.high) - formed, -most, most)
    allied = (columns["defence"] > 0) | members(public.actors(), GROUPS["@west"])
    beyond = np.where(allied & (beyond < 0), value("ally_quarrel") * beyond, beyond)
    weight = said.speaks * np.exp(-(year - last) / value("event_fade_years"))
    return weight * beyond, weight
