"""Evaluate facts: figure, interval, probabilities, verdict.

A fact holds when the figure lies in its band, the 90 % interval of the mean keeps to the side of its direction, and a
large enough share of worlds does so. All facts are shown with their sizes, those that fail too.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from difflib import get_close_matches

import numpy as np
import pandas as pd

from sim.catalogue.facts import FactEntry, FactSet
from sim.core.errors import EntenteError, QuestionError
from sim.ensemble.effects import resampled_weights
from sim.ensemble.exact import weighted_sums
from sim.experiments.facts.measures import MEASURES
from sim.experiments.facts.statistics import Numbers
from sim.experiments.facts.worlds import Sample, Worlds

COLUMNS = (
    "id", "family", "statement", "figure", "lo", "hi", "p_mean", "p_worlds", "verdict", "why", "by_construction",
    "direction", "size", "low", "high", "share", "source", "grade", "lacks",
)  # fmt: skip
HOLDS, FAILS, NOT_EVALUATED = "holds", "fails", "not evaluated"
_SIDES = {"up": (0.0, np.inf), "down": (-np.inf, 0.0)}


def chosen(facts: FactSet, wanted: Iterable[str]) -> FactSet:
    """Only the facts of these ids; S4 stands for S4a and S4b, and no id at all for every fact.

    Raises
    ------
    QuestionError
        When no fact has such an id.
    """
    wanted = list(wanted)
    ids = [fact.id for fact in facts.facts]
    stems = [name.rstrip("abcdefgh") for name in ids]
    wrong = []
    for name in wanted:
        if name not in ids and name not in stems:
            near = get_close_matches(name.upper(), dict.fromkeys([*stems, *ids]), n=1)
            meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(dict.fromkeys(stems))}"
            wrong.append(f"no fact is called {name!r}; {meant}")
    if wrong:
        raise QuestionError("\n".join(wrong))
    kept = tuple(f for f, stem in zip(facts.facts, stems, strict=True) if not wanted or {f.id, stem} & set(wanted))
    return replace(facts, facts=kept)


def evaluate(worlds: Worlds, progress: Callable[[int, int], None] | None = None) -> pd.DataFrame:
    """Evaluate the facts of some worlds.

    Parameters
    ----------
    worlds
        Facts, sampling, and what is pinned or switched off.
    progress
        Called with facts done and facts in all.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`, one row a fact: the figure; the 90 % interval of it (bootstrap clustered by draw); `p_mean`,
        the share of resamples, and `p_worlds`, the share of worlds, on the side of its direction (in its band where it
        has none); the verdict and why; then what the fact asks (`low` to `high` is its band).
    """
    rows = []
    for number, fact in enumerate(worlds.facts.facts, 1):
        rows.append(_row(fact, worlds))
        if progress is not None:
            progress(number, len(worlds.facts.facts))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(fact: FactEntry, worlds: Worlds) -> dict[str, object]:
    about = fact.model_dump(exclude={"measure", "band"}) | {"low": fact.band[0], "high": fact.band[1]}
    about["family"] = worlds.facts.families.get(fact.id, "")
    try:
        figures = measured(fact, worlds)
    except EntenteError as error:
        return about | {"verdict": NOT_EVALUATED, "why": str(error)}
    shortcomings = _shortcomings(fact, figures)
    return about | figures | {"verdict": FAILS if shortcomings else HOLDS, "why": "; ".join(shortcomings)}


def measured(fact: FactEntry, worlds: Worlds) -> dict[str, float]:
    """Figure, 90 % interval, share of resamples and of worlds that are as they should be."""
    kind = fact.measure.get("kind")
    if kind not in MEASURES:
        raise QuestionError(f"no measure of kind {kind!r}; there are {', '.join(MEASURES)}")
    sample = MEASURES[kind](fact.measure, worlds)
    figure = float(sample.statistic(sample.columns.mean(axis=0)))
    if not np.isfinite(figure):
        raise QuestionError("the figure is not finite in these worlds")
    if len(sample.columns) == 1:
        return {"figure": figure} | dict.fromkeys(("lo", "hi", "p_mean", "p_worlds"), np.nan)
    resampled, each = _spread(sample, worlds)
    lo, hi = np.nanquantile(resampled, [0.05, 0.95])
    return {
        "figure": figure,
        "lo": float(lo),
        "hi": float(hi),
        "p_mean": _inside(fact, resampled),
        "p_worlds": _inside(fact, each),
    }


def _spread(sample: Sample, worlds: Worlds) -> tuple[Numbers, Numbers]:
    """The figure of every resample of draws, and of every world alone."""
    by_draw = sample.columns.reshape(worlds.draws, worlds.runs, -1).mean(axis=1)
    means = weighted_sums(resampled_weights(worlds.draws, worlds.seed), by_draw) / worlds.draws
    # A single world, or a resample of few, may have nothing to divide by.
    with np.errstate(divide="ignore", invalid="ignore"):
        return sample.statistic(means.T), sample.statistic(sample.columns.T)


def _inside(fact: FactEntry, figures: Numbers) -> float:
    if fact.direction is None:
        return float(((figures >= fact.band[0]) & (figures <= fact.band[1])).mean())
    low, high = _SIDES[fact.direction]
    return float(((figures > low) & (figures < high)).mean())


def _shortcomings(fact: FactEntry, found: dict[str, float]) -> list[str]:
    low, high = fact.band
    said = [] if low <= found["figure"] <= high else [f"outside {low:g} to {high:g}"]
    if (fact.direction == "up" and found["lo"] <= 0) or (fact.direction == "down" and found["hi"] >= 0):
        said.append(f"the interval does not keep {'above' if fact.direction == 'up' else 'below'} 0")
    if fact.share is not None and found["p_worlds"] < fact.share:
        said.append(f"in {found['p_worlds']:.2f} of worlds, short of {fact.share:g}")
    return said


def tally(table: pd.DataFrame) -> dict[str, int]:
    """How many facts hold, fail and could not be evaluated; those true by construction stand apart."""
    counted = table[~table["by_construction"].astype(bool)]["verdict"].value_counts()
    verdicts = {verdict: int(counted.get(verdict, 0)) for verdict in (HOLDS, FAILS, NOT_EVALUATED)}
    return verdicts | {"by construction": int(table["by_construction"].sum())}
