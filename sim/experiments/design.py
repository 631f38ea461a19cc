"""Designs: which points of a scenario's levers and uncertainties a question looks at.

    level=0:2:11    a scan: eleven values from 0 to 2, the ends included
    level=0,0.5,1   a scan of these values, numbers or words
    level=0:2       a range: sampled
    level=1         a constant

Scans are crossed with each other. Ranges are sampled together, by Latin hypercube or by a scrambled Sobol sequence, and
the sample is crossed with the scans.

References
----------
McKay, Beckman & Conover 1979, Technometrics 21(2) (Latin hypercube); Owen 1998, Journal of Complexity 14 (scrambling).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import pandas as pd

from sim.core.errors import QuestionError
from sim.scenario.levers import Lever, Range, Scan, Value, full_path, read_lever, written
from sim.scenario.sweep_plan import MOST_POINTS, Kind
from sim.scenario.sweeps import varies_nothing


def read_levers(words: Iterable[str]) -> dict[str, Lever]:
    """Levers as they are written on the command line, `path=values`, by path.

    Raises
    ------
    QuestionError
        Naming every one that cannot be read, and what to write instead.
    """
    found: dict[str, Lever] = {}
    wrong: list[str] = []
    for text in words:
        path, equals, values = (piece.strip() for piece in text.partition("="))
        try:
            if not equals or not path:
                raise QuestionError("write path=values, such as parameters.k_react=0.2:0.9")
            if full_path(path) in map(full_path, found):
                raise QuestionError("stands twice; write all its values in one place")
            if said := varies_nothing(path):
                raise QuestionError(said)
            found[path] = read_lever(values)
        except QuestionError as error:
            wrong.append(f"--vary {text}: {error}")
    if wrong:
        raise QuestionError("\n".join(wrong))
    return found


def points(levers: Mapping[str, Lever], kind: Kind, n: int | None, seed: int) -> pd.DataFrame:
    """All points of a design, one row each, a column for every lever in the order given.

    Parameters
    ----------
    levers
        By path.
    kind
        How ranges are sampled; `grid` takes none.
    n
        How many samples of the ranges; rounded up to a power of 2 for Sobol sequences, whose balance needs it.
    seed
        Of the sample.
    """
    scans = {path: _alike(lever.steps) for path, lever in levers.items() if isinstance(lever, Scan)}
    ranges = {path: lever for path, lever in levers.items() if isinstance(lever, Range)}
    if not levers:
        raise QuestionError("nothing varies; write --vary path=values, such as --vary parameters.k_react=0.2:0.9:5")
    size = math.prod(map(len, scans.values())) * (n or 1 if ranges else 1)
    if size > MOST_POINTS:
        raise QuestionError(f"{size} points are more than {MOST_POINTS}; scan fewer values")
    sample = _sample(ranges, kind, n, seed)
    crossed = [dict(zip(scans, steps, strict=True)) for steps in product(*scans.values())]
    rows = [{**scanned, **sampled} for sampled in sample for scanned in crossed]
    return pd.DataFrame(rows, columns=list(levers))


def _alike(steps: Sequence[Value]) -> Sequence[Value]:
    """Values of one kind, as a column of a table has them: where one is a word, such as 2026-07, so is 2027."""
    return [written(step) for step in steps] if any(isinstance(step, str) for step in steps) else steps


def _sample(ranges: Mapping[str, Range], kind: Kind, n: int | None, seed: int) -> Sequence[Mapping[str, float]]:
    if not ranges:
        return [{}]
    first = next(iter(ranges))
    if kind == "grid":
        lever = ranges[first]
        raise QuestionError(
            f"{first} is a range, and a grid has values: write {first}={lever.low:g}:{lever.high:g}:5, "
            f"or sample it with --design lhs --n 50"
        )
    if n is None or n < 1:
        raise QuestionError(f"say how many samples of {', '.join(ranges)}: --n 50")
    from scipy.stats import qmc  # a second and sixty megabytes, for samples alone

    size = 1 << math.ceil(math.log2(n)) if kind == "sobol" else n
    sampler = qmc.Sobol(len(ranges), rng=seed) if kind == "sobol" else qmc.LatinHypercube(len(ranges), rng=seed)
    return [
        {
            path: lever.low + (lever.high - lever.low) * float(u)
            for (path, lever), u in zip(ranges.items(), row, strict=True)
        }
        for row in sampler.random(size)
    ]
