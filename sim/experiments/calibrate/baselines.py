"""What simpler forecasts say of the same rows, each fitted on the same years.

| name | what it knows |
|---|---|
| base rate | the share of pairs that signed |
| persistence | whether the pair signed in the five years before |
| climatology | the shares by class: with a great power or not, with a common border or not |
| gravity | GDP of the two, distance, border (logit) |
| partners | how many partners the two have (preferential attachment, logit) |
| shared partners | how many partners they share (logit) |
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sim.experiments.calibrate.rows import Rows, plain
from sim.experiments.logit import fit_logit

Numbers = NDArray[np.float64]
HALF_ROW = 0.5  # added to each count, so that no class has a chance of 0 or 1


def _shares(classes: Callable[[Rows], NDArray[np.int64]]) -> Callable[[Rows, Rows], Numbers]:
    def say(seen: Rows, asked: Rows) -> Numbers:
        kinds, count = classes(seen), int(max(classes(seen).max(), classes(asked).max())) + 1
        signed, rows = np.bincount(kinds, seen.signed, count), np.bincount(kinds, minlength=count)
        whole = seen.signed.mean()
        chance: Numbers = ((signed + HALF_ROW * whole) / (rows + HALF_ROW))[classes(asked)]
        return chance

    return say


def _logit(columns: Callable[[Rows], Numbers]) -> Callable[[Rows, Rows], Numbers]:
    return lambda seen, asked: fit_logit(columns(seen), seen.signed)(columns(asked))


def _class(rows: Rows) -> NDArray[np.int64]:
    return (plain(rows, "great")[:, 0] + 2 * plain(rows, "border")[:, 0]).astype(np.int64)


BASELINES: dict[str, Callable[[Rows, Rows], Numbers]] = {
    "base rate": _shares(lambda rows: np.zeros(len(rows.signed), np.int64)),
    "persistence": _shares(lambda rows: rows.signed_lately.astype(np.int64)),
    "climatology": _shares(_class),
    "gravity": _logit(lambda rows: plain(rows, "gdp", "border", "distance")),
    "partners": _logit(lambda rows: plain(rows, "partners")),
    "shared partners": _logit(lambda rows: plain(rows, "shared")),
}
"""From the years that were fitted and the years that are asked about to chances of the latter, `(row,)`."""
