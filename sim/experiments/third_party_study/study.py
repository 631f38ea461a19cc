"""The whole study of one history: real events, placebo events, and how often the largest effect is as large by chance."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.experiments.third_party_study.design import ANY, KINDS, OUTCOMES
from sim.experiments.third_party_study.effects import CHECK, PATH, WHAT, YEARS, Effects, effects, joined, learn_usual
from sim.experiments.third_party_study.estimate import Estimate
from sim.experiments.third_party_study.events import Events, events
from sim.experiments.third_party_study.history import History
from sim.experiments.third_party_study.panel import unit
from sim.experiments.third_party_study.placebo import PLACEBOS, TELLS, placebo
from sim.experiments.third_party_study.usual import Usual, quiet

Note = Callable[[str], None]
SIDE_OF = {outcome.name: outcome.side for outcome in OUTCOMES} | {"cooling": "cooling", "turning": "turning"}


class Prepared(NamedTuple):
    """What real and placebo events share: events by kind, units by outcome, what is usual by kind."""

    history: History
    real: Mapping[str, Events]
    units: Mapping[str, float]
    usual: Mapping[str, Usual]


def prepare(history: History, kinds: Iterable[str] = (), units: Mapping[str, float] | None = None) -> Prepared:
    """Find the events of some kinds (all when none is named) and learn what is usual without them."""
    names = tuple(kinds) or tuple(kind.name for kind in KINDS)
    found = units or {outcome.name: unit(history, outcome) for outcome in OUTCOMES}
    real = {name: events(history, name) for name in names}
    return Prepared(
        history, real, found, {name: learn_usual(history, name, real[name], found) for name in names}
    )


def of_events(prepared: Prepared, seen: Mapping[str, Events]) -> dict[str, Effects]:
    """Effects by kind; of all together under `ANY` where there are several."""
    found = {
        name: effects(prepared.history, name, of_kind, prepared.units, prepared.usual[name])
        for name, of_kind in seen.items()
    }
    return {ANY: joined(list(found.values()))} | found if len(found) > 1 else found


def table(found: Mapping[str, Effects]) -> pd.DataFrame:
    """One row for each kind and outcome: the effect, its check, and the smallest effect that would have been seen."""
    rows = []
    for kind, of_kind in found.items():
        checks = of_kind.estimates(CHECK)
        for name, told in of_kind.estimates().items():
            check = checks[name]
            rows.append(
                {"kind": kind, "outcome": name, **told._asdict(), "check": check.estimate, "check_low": check.low,
                 "check_high": check.high}
            )  # fmt: skip
    return pd.DataFrame(rows)


def paths(found: Mapping[str, Effects]) -> pd.DataFrame:
    """The effect year by year around the event: kind, outcome, year, estimate, low, high, n."""
    rows: list[dict[str, object]] = []
    for kind, of_kind in found.items():
        for place, year in enumerate(YEARS):
            for name, told in of_kind.estimates(PATH + place).items():
                rows.append({"kind": kind, "outcome": name, "year": year, **_plain(told)})
    return pd.DataFrame(rows)


def _plain(told: Estimate) -> dict[str, float]:
    return {"estimate": told.estimate, "low": told.low, "high": told.high, "n": told.n}


def placebos(prepared: Prepared, draws: int, seed: int, note: Note) -> pd.DataFrame:
    """Estimates of placebo events: drawn, draw, kind, outcome, estimate, low, high, error; what one cannot tell left out."""
    still = {name: quiet(prepared.history.agreed[name]) for name in prepared.real}
    rows: list[tuple[object, ...]] = []
    for number, drawn in enumerate(PLACEBOS):
        luck = np.random.default_rng([seed, number])
        for draw in range(draws):
            if draw % 50 == 0:
                note(f"placebo {drawn}: {draw} of {draws}")
            fake = {
                name: placebo(prepared.history, still[name], real, drawn, luck)
                for name, real in prepared.real.items()
            }  # fmt: skip
            for kind, of_kind in of_events(prepared, fake).items():
                for name, told in of_kind.estimates().items():
                    if SIDE_OF[name] in TELLS[drawn]:
                        rows.append((drawn, draw, kind, name, told.estimate, told.low, told.high, told.error))
    columns = ["drawn", "draw", "kind", "outcome", "estimate", "low", "high", "error"]
    return pd.DataFrame(rows, columns=columns)


def rates(drawn: pd.DataFrame) -> pd.DataFrame:
    """How often placebo intervals exclude zero: drawn, kind, outcome, rate, draws, mean, low, high of the estimates."""
    known = drawn.dropna(subset=["low"])
    excludes = known.assign(rate=((known["low"] > 0) | (known["high"] < 0)).astype(float))
    groups = excludes.groupby(["drawn", "kind", "outcome"], sort=False)
    return groups.agg(
        rate=("rate", "mean"), draws=("rate", "size"), mean=("estimate", "mean"),
        low=("estimate", lambda x: x.quantile(0.05)), high=("estimate", lambda x: x.quantile(0.95)),
    ).reset_index()  # fmt: skip


def by_chance(found: pd.DataFrame, drawn: pd.DataFrame) -> tuple[pd.Series, float]:
    """How often placebo years showed as much: for each row of `table`, and for the largest of all rows.

    As much means an estimate as many errors from zero. Placebo pairs are left out: they say nothing of turning elsewhere.
    """
    years = drawn[drawn["drawn"] == "years"].dropna(subset=["low"])
    size = (years["estimate"] / years["error"]).abs()
    own = (found["estimate"] / found["error"]).abs()
    by_row = {key: size[places].to_numpy() for key, places in years.groupby(["kind", "outcome"]).groups.items()}
    single = [
        float((1 + (by_row[key] >= value).sum()) / (1 + len(by_row[key]))) if key in by_row and value == value else np.nan
        for key, value in zip(zip(found["kind"], found["outcome"], strict=True), own, strict=True)
    ]
    largest = size.groupby(years["draw"]).max()
    return pd.Series(single, found.index), float((1 + (largest >= own.max()).sum()) / (1 + len(largest)))


__all__ = ["WHAT", "Prepared", "by_chance", "of_events", "paths", "placebos", "prepare", "rates", "table"]
