"""The share of conflict among the news events of a pair: what came, and what forecasts expected.

    o_t = log odds of cooperation over conflict in a year (sim/evidence/events.py); the share of conflict is 1/(1 + e^o)

| name | expects o of year t from |
|---|---|
| the model | o of the origin, alignment and tension of the pair at the end of t, mean over worlds (a line) |
| own share | o of the origin alone (a line) |
| persistence | o of the origin |
| climatology | mean of the pair over all years seen |

Lines and spreads are fitted on the five years before the origin, or as many as are on record, with the worlds of the
origin before. Only pairs with at least a hundred events, in the year and in that of the origin, are asked.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.pairs import members
from sim.evidence.events import LOUD, balance
from sim.evidence.sources import Public
from sim.experiments.hindcast.ahead import Ahead
from sim.experiments.hindcast.chances import OURS, Run
from sim.experiments.hindcast.expected import Expected, Normal
from sim.experiments.hindcast.known import pair_names
from sim.experiments.hindcast.maps import line

Numbers = NDArray[np.float64]
FILE = "icews_dyad_year"


class _Rows(NamedTuple):
    """Pairs and years that are asked about."""

    table: pd.DataFrame  # year, unit, came, now (of the origin), usual
    place: NDArray[np.int64]  # (row,): number of the pair


def events_on_record(public: Public) -> tuple[int, int]:
    """First and last year of events."""
    years = public.table(FILE)["year"]
    return int(years.min()), int(years.max())


def events(public: Public, runs: Mapping[str, Run], last: int) -> Expected | None:
    """Log odds of every covered pair and year after an origin; None where too few events come before it."""
    ahead, (first, _) = runs[OURS].ahead, events_on_record(public)
    start = max(runs[OURS].before.origin, first)
    if start >= ahead.origin:
        return None
    seen, asked = (
        _rows(public, actors, first, origin, until)
        for actors, origin, until in (
            (runs[OURS].before.actors, start, ahead.origin), (ahead.actors, ahead.origin, last)
        )
    )  # fmt: skip
    came = seen.table["came"].to_numpy()
    said = {}
    for name, run in runs.items():
        said[name] = _by_line(_columns(seen, run.before), came, _columns(asked, run.ahead))
    said["own share"] = _by_line(seen.table[["now"]].to_numpy(), came, asked.table[["now"]].to_numpy())
    for name, column in (("persistence", "now"), ("climatology", "usual")):
        spread = float(np.sqrt(((came - seen.table[column]) ** 2).mean()))
        said[name] = Normal(asked.table[column].to_numpy(), np.full(len(asked.table), spread))
    return Expected(asked.table[["year", "unit", "came"]].assign(origin=ahead.origin), said)


def _by_line(seen: Numbers, came: Numbers, asked: Numbers) -> Normal:
    fitted = line(seen, came)
    return Normal(fitted.expects(asked), np.full(len(asked), fitted.spread))


def _columns(rows: _Rows, ahead: Ahead) -> Numbers:
    ends = rows.table["year"].to_numpy() - ahead.origin
    stocks = [stock.mean(axis=0)[ends, rows.place] for stock in (ahead.alignment, ahead.tension)]
    return np.column_stack([rows.table["now"].to_numpy(), *stocks])


def _rows(public: Public, actors: Sequence[str], first: int, origin: int, last: int) -> _Rows:
    one, other = members(len(actors))
    at = [public.actors().index(code) for code in actors]

    def of(year: int) -> tuple[Numbers, NDArray[np.bool_]]:
        odds, count = balance(public, year, year, directed=False)
        return odds[np.ix_(at, at)][one, other], count[np.ix_(at, at)][one, other] >= LOUD

    years = {year: of(year) for year in range(first, last + 1)}
    usual = np.mean([years[year][0] for year in range(first, origin + 1)], axis=0)
    now, covered = years[origin]
    parts, places = [], []
    for year in range(origin + 1, last + 1):
        kept = np.flatnonzero(covered & years[year][1])
        parts.append(pd.DataFrame({
            "year": year, "unit": pair_names(actors)[kept], "came": years[year][0][kept], "now": now[kept],
            "usual": usual[kept],
        }))  # fmt: skip
        places.append(kept)
    return _Rows(pd.concat(parts, ignore_index=True), np.concatenate(places))
