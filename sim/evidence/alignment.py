"""Alignment: a linear form of what two states promise and do, fitted to two yardsticks, then brought to today.

    A = clip(X w + f r + c, -.95, .95)

| symbol | meaning |
|---|---|
| X | covariates of the pair (`covariates.py`), cultural distance |
| w | weights: prior (judged, from the specification's initial form) updated on 2002-2012 |
| r | what the pair's own record lies above or below X w, faded by f to today |
| c | dated corrections (`curated/corrections.csv`) |

Yardsticks: the peace scale gives a range (severe rivalry: at most -.5; security community: at least .5; missing says
nothing), the balance of news events gives a value where a pair quarrels and a lower end where it is calm.
"""

from typing import NamedTuple

import numpy as np

from sim.evidence.coefficients import ALIGNMENT_PRIORS, value
from sim.evidence.covariates import PRESENT_YEAR, Covariates, history, present
from sim.evidence.culture import culture_distance
from sim.evidence.curated import shift, widen
from sim.evidence.events import LOUD, balance
from sim.evidence.fit import Fit, fit_ranges, predict
from sim.evidence.grids import Grid, to_grid, upper
from sim.evidence.sources import Public

WINDOWS = ((2002, 2006), (2008, 2012))
LIMIT = 0.95


class Ranges(NamedTuple):
    """What a yardstick says of every pair: lowest and highest alignment, and where it speaks."""

    low: Grid
    high: Grid
    speaks: Grid


def fit_alignment(public: Public, until: int = 2012) -> Fit:
    """Fit the weights on the yearly files up to `until`; `latest/` is never read."""
    terms, lows, highs = [], [], []
    for first, last in WINDOWS:
        if last > until:
            continue
        columns = design(public, history(public, last))
        ones = np.ones_like(columns["culture"])
        stack = np.column_stack([upper(ones)] + [upper(columns[p.name]) for p in ALIGNMENT_PRIORS[1:]])
        for said in (peace_ranges(public, last), event_ranges(public, first, last)):
            at = upper(said.speaks) > 0
            terms.append(stack[at])
            lows.append(upper(said.low)[at])
            highs.append(upper(said.high)[at])
    return fit_ranges(
        np.vstack(terms), np.concatenate(lows), np.concatenate(highs), ALIGNMENT_PRIORS, value("cluster")
    )


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
    """Read the balance of events as alignment: equated to the peace scale, then calm only bounds from below."""
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
    actors = public.actors()
    formed = predict(fit, design(public, present(public)))
    own, trusted = own_residual(public, fit)
    level = formed + own
    said = peace_ranges(public, None)
    pulled = np.clip(level, said.low, said.high)
    level = np.where(said.speaks > 0, 0.5 * (level + pulled), level)
    moved, variance = shift(actors, "alignment")
    doubt = np.where(said.speaks > 0, value("peace_doubt"), np.sqrt(np.maximum(0.12**2, fit.spread**2 - trusted)))
    return np.clip(level + moved, -LIMIT, LIMIT), widen(doubt, variance)


def own_residual(public: Public, fit: Fit, window: tuple[int, int] = WINDOWS[-1]) -> tuple[Grid, Grid]:
    """Return what a pair's own events say beyond the form, faded to today, and the variance it settles."""
    first, last = window
    formed = predict(fit, design(public, history(public, last)))
    said = event_ranges(public, first, last)
    fade = np.exp(-(PRESENT_YEAR - last) / value("event_fade_years"))
    weight = said.speaks * fade
    beyond = np.clip(formed, said.low, said.high) - formed
    own = weight * np.clip(beyond, -value("own_most"), value("own_most"))
    return own, weight * 0.5 * fit.spread**2
