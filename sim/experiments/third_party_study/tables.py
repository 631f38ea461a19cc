"""Tables of the study: effects with their checks, paths around the event, placebo rates, and what chance would show."""

from collections.abc import Mapping
from typing import Literal

import numpy as np
import pandas as pd

from sim.experiments.third_party_study.effects import CHECK, PATH, YEARS, Effects
from sim.experiments.third_party_study.estimate import Estimate


def effect_table(found: Mapping[str, Effects]) -> pd.DataFrame:
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


def model_table(found: Mapping[str, Effects]) -> pd.DataFrame:
    """The same of worlds of the model, over draws; nothing has to be checked before the event."""
    rows = [
        {"kind": kind, "outcome": name, **told._asdict()}
        for kind, of_kind in found.items()
        for name, told in of_kind.over_draws().items()
    ]
    table = pd.DataFrame(rows, columns=["kind", "outcome", *Estimate._fields])
    return table.drop(columns=["actors"]).rename(columns={"bundles": "draws"})


def paths(found: Mapping[str, Effects], source: Literal["data", "model"]) -> pd.DataFrame:
    """The effect year by year around the event: kind, outcome, source, year, estimate, low, high, n."""
    rows: list[dict[str, object]] = []
    for kind, of_kind in found.items():
        for place, year in enumerate(YEARS):
            told = of_kind.estimates(PATH + place) if source == "data" else of_kind.over_draws(PATH + place)
            rows += [
                {"kind": kind, "outcome": name, "source": source, "year": year, "estimate": each.estimate,
                 "low": each.low, "high": each.high, "n": each.n}
                for name, each in told.items()
            ]  # fmt: skip
    return pd.DataFrame(rows)


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
    """How often placebo years showed as much: for each row of `effect_table`, and for the largest of all rows.

    As much means an estimate as many errors from zero. Placebo pairs are left out: they say nothing of turning.
    """
    years = drawn[drawn["drawn"] == "years"].dropna(subset=["low"])
    size = (years["estimate"] / years["error"]).abs()
    own = (found["estimate"] / found["error"]).abs()
    by_row = {key: size[places].to_numpy() for key, places in years.groupby(["kind", "outcome"]).groups.items()}
    single = [
        float((1 + (by_row[key] >= value).sum()) / (1 + len(by_row[key])))
        if key in by_row and value == value
        else np.nan
        for key, value in zip(zip(found["kind"], found["outcome"], strict=True), own, strict=True)
    ]
    largest = size.groupby(years["draw"]).max()
    return pd.Series(single, found.index), float((1 + (largest >= own.max()).sum()) / (1 + len(largest)))
