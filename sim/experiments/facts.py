"""Facts: which general findings and dated episodes the model shows, and which it does not.

A fact is data (`tests/cases/facts.yaml`): a measure of paired worlds, the direction and the size that it should have,
and on what basis. It holds when the figure lies in its size band, the 90 % interval of the mean keeps to the side of
its direction, and a large enough share of worlds does so. All facts are shown with their sizes, those that fail too.
"""

import numpy as np
import pandas as pd

from sim.core.errors import EntenteError, QuestionError
from sim.ensemble.effects import resampled_weights
from sim.experiments.fact_measures import MEASURES, Case, Sample, Worlds

COLUMNS = (
    "id", "statement", "figure", "lo", "hi", "share", "verdict", "why", "basis", "grade", "by_construction",
)  # fmt: skip
HOLDS, FAILS, NOT_EVALUATED = "holds", "fails", "not evaluated"


def evaluate(cases: Case, draws: int, runs: int, seed: int) -> pd.DataFrame:
    """Evaluate facts.

    Parameters
    ----------
    cases
        Plain data: `scenario` (path of a file), `variants` (changes of it, by name) and `facts`.
    draws, runs, seed
        Sampling, as for `sim.run`.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`, one row a fact: the figure, the 90 % interval of it (bootstrap clustered by draw), the share
        of worlds on the side of its direction (in its size band where it has none), the verdict and why.
    """
    worlds = Worlds(cases, draws, runs, seed)
    return pd.DataFrame([_row(fact, worlds) for fact in cases["facts"]], columns=list(COLUMNS))


def _row(fact: Case, worlds: Worlds) -> dict[str, object]:
    about = {name: fact[name] for name in ("id", "statement", "basis", "grade")}
    about |= {"by_construction": fact.get("by_construction", False)}
    try:
        kind = fact["measure"]["kind"]
        if kind not in MEASURES:
            raise QuestionError(f"no measure of kind {kind!r}; there are {', '.join(MEASURES)}")
        figure, lo, hi, share = _figures(MEASURES[kind](fact["measure"], worlds), fact, worlds)
    except EntenteError as error:
        return about | {"verdict": NOT_EVALUATED, "why": str(error)}
    shortcomings = _shortcomings(fact, figure, lo, hi, share)
    verdict = FAILS if shortcomings else HOLDS
    return about | {
        "figure": figure, "lo": lo, "hi": hi, "share": share, "verdict": verdict, "why": "; ".join(shortcomings),
    }  # fmt: skip


def _figures(sample: Sample, fact: Case, worlds: Worlds) -> tuple[float, float, float, float]:
    """Figure, 90 % interval, and share of worlds that are as they should."""
    figure = float(sample.statistic(sample.columns.mean(axis=0)))
    if not np.isfinite(figure):
        raise QuestionError("the figure is not finite in these worlds")
    if len(sample.columns) == 1:
        return figure, np.nan, np.nan, np.nan
    by_draw = sample.columns.reshape(worlds.draws, worlds.runs, -1).mean(axis=1)
    # A single world, or a resample of few, may have nothing to divide by.
    with np.errstate(divide="ignore", invalid="ignore"):
        resampled = sample.statistic((resampled_weights(worlds.draws, worlds.seed) @ by_draw / worlds.draws).T)
        each = sample.statistic(sample.columns.T)
    lo, hi = np.nanquantile(resampled, [0.05, 0.95])
    low, high = {"up": (0, np.inf), "down": (-np.inf, 0)}.get(fact.get("direction"), tuple(fact["size"]))
    inside = (each > low) & (each < high) if "direction" in fact else (each >= low) & (each <= high)
    return figure, float(lo), float(hi), float(inside.mean())


def _shortcomings(fact: Case, figure: float, lo: float, hi: float, share: float) -> list[str]:
    low, high = fact["size"]
    said = [] if low <= figure <= high else [f"outside {low:g} to {high:g}"]
    direction = fact.get("direction")
    if (direction == "up" and lo <= 0) or (direction == "down" and hi >= 0):
        said.append(f"the interval does not keep {'above' if direction == 'up' else 'below'} 0")
    if share < fact.get("share", 0):
        said.append(f"in {share:.2f} of worlds, short of {fact['share']:g}")
    return said
