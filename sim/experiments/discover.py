"""Discover: in which worlds an option fails, by the patient rule induction method (PRIM).

From all worlds, peel off a small share at a time, always the slice whose loss makes failures densest for what it costs,
until little is left. Every step is kept, because where to stop is the reader's choice: a box that covers more failures
or one that holds little else. A box is limits on few assumptions, so it can be said in a sentence.

    density   share of the worlds in the box that fail
    coverage  share of all failing worlds that are in the box
    mass      share of all worlds that are in the box

References
----------
Friedman & Fisher 1999, Bump hunting in high-dimensional data, Statistics and Computing 9(2).
Bryant & Lempert 2010, Thinking inside the box, Technological Forecasting and Social Change 77(1) (the p-values).
Youden 1950, Index for rating diagnostic tests, Cancer 3(1) (which step is told).
Kwakkel & Jaxa-Rozen 2016, Environmental Modelling & Software 79 (gain for the mass that it costs; categories).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import binom

from sim.core.errors import QuestionError

Mask = NDArray[np.bool_]
Values = NDArray[Any]
Limit = tuple[float, float] | frozenset[object]
LEAST_MASS = 0.05
NEEDED = 0.05  # p-value up to which a limit counts as needed
_TINY = 1e-12


class _Column(NamedTuple):
    figures: Values
    numeric: bool


class _Cut(NamedTuple):
    name: str
    limit: Limit
    kept: Mask


@dataclass(frozen=True)
class Box:
    """One step of peeling.

    Attributes
    ----------
    limits
        By assumption, only those that the box restricts: `(low, high)`, both included and infinite where open, or the
        set of values kept of one that is not a number.
    coverage, density, mass
        See the module.
    p_values
        By restricted assumption: the chance of a density like this or higher if its limits meant nothing and worlds
        were taken at random from the box without them. Small means that the limit is needed.
    """

    limits: Mapping[str, Limit]
    coverage: float
    density: float
    mass: float
    p_values: Mapping[str, float]


def prim(x: pd.DataFrame, y: NDArray[np.bool_], peel: float = 0.1, least_mass: float = LEAST_MASS) -> list[Box]:
    """Peel the worlds down to where failures are dense.

    Parameters
    ----------
    x
        Assumptions, one row a world; a column of numbers is cut at its ends, any other loses one value at a time.
    y
        Whether each world fails, `(world,)`.
    peel
        Largest share of the worlds left that one step takes off, in (0, .5]. Small is patient.
    least_mass
        Peeling ends before a box would hold less than this share of all worlds.

    Returns
    -------
    list[Box]
        Every step, the whole space first; density never falls from step to step.

    Raises
    ------
    QuestionError
        When rows do not fit, something is missing, nothing or everything fails, or `peel` is out of range.
    """
    failing = _checked(x, y, peel)
    columns = _columns(x)
    left, limits = np.ones(len(failing), bool), dict[str, Limit]()
    boxes = [_box(columns, limits, left, failing)]
    while failing[left].mean() < 1:
        slices = (cut for name, column in columns.items() for cut in _slices(name, column, limits, left, peel))
        large = [cut for cut in slices if cut.kept.mean() >= least_mass]
        gains = [_gain(cut.kept, left, failing) for cut in large]
        if max(gains, default=0.0) <= _TINY:
            break
        best = large[int(np.argmax(gains))]
        left, limits = best.kept, {**limits, best.name: best.limit}
        boxes.append(_box(columns, limits, left, failing))
    return boxes


def chosen(boxes: list[Box]) -> Box:
    """The box that holds most failing worlds beyond its share of all worlds (coverage less mass); the widest of equals.

    Up to a constant this is Youden's index: failing worlds caught less sound worlds caught. It prefers neither wide
    boxes where most worlds fail nor narrow ones where few do, as the harmonic mean of coverage and density would.
    """
    return max(boxes, key=lambda box: (box.coverage - box.mass, box.mass))


def trimmed(box: Box, x: pd.DataFrame, y: NDArray[np.bool_], most: float = NEEDED) -> Box:
    """A box without the limits that it does not need: those of the largest p-value go first, until all are needed."""
    while box.limits and max(box.p_values.values()) > most:
        worst = max(box.p_values, key=lambda name: box.p_values[name])
        box = box_of({name: limit for name, limit in box.limits.items() if name != worst}, x, y)
    return box


def box_of(limits: Mapping[str, Limit], x: pd.DataFrame, y: NDArray[np.bool_]) -> Box:
    """What limits hold of some worlds; worlds that they were not found in make a fair judge.

    Parameters
    ----------
    limits
        As of a `Box`.
    x, y
        Assumptions and failures, as for `prim`. Where no world fails coverage is NaN; where none is inside, density.
    """
    return _box(_columns(x), limits, inside(limits, x), y)


def inside(limits: Mapping[str, Limit], x: pd.DataFrame) -> Mask:
    """Which worlds keep to all limits, `(world,)`."""
    columns = _columns(x)
    kept = [_within(columns[name].figures, limit) for name, limit in limits.items()]
    return np.asarray(np.all(kept, axis=0)) if kept else np.ones(len(x), bool)


def checked_peel(peel: float) -> None:
    """Refuse a share that one step cannot peel off."""
    if not 0 < peel <= 0.5:
        raise QuestionError(f"--peel {peel:g}: must be above 0 and at most 0.5")


def _checked(x: pd.DataFrame, y: NDArray[np.bool_], peel: float) -> Mask:
    failing = np.asarray(y)
    if failing.dtype != bool or failing.shape != (len(x),):
        found = f"{failing.dtype} of shape {failing.shape}"
        raise QuestionError(f"expected one true or false for each of {len(x)} worlds, found {found}")
    names = [str(name) for name in x.columns]
    if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
        raise QuestionError(f"two columns of assumptions have the same name, {twice[0]}; rename one of them")
    missing = x.isna().any(axis=1).sum()
    if missing:
        raise QuestionError(f"{missing} of {len(x)} worlds lack an assumption; leave them out and say so")
    checked_peel(peel)
    if not failing.any() or failing.all():
        raise QuestionError(f"{int(failing.sum())} of {len(x)} worlds fail, so nothing sets failing worlds apart")
    return failing


def _columns(x: pd.DataFrame) -> dict[str, _Column]:
    """The columns by name, a number for a name being its text, as in the limits of a box."""
    return {str(name): _Column(column.to_numpy(), _is_numeric(column)) for name, column in x.items()}


def _is_numeric(column: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column))


def _slices(name: str, column: _Column, limits: Mapping[str, Limit], inside: Mask, peel: float) -> Iterator[_Cut]:
    """What would be left after each slice that one step could take off one assumption."""
    values, left = column.figures, column.figures[inside]
    if not column.numeric:
        present = frozenset(left.tolist())
        for value in sorted(present, key=str) if len(present) > 1 else ():
            yield _Cut(name, present - {value}, inside & (values != value))
        return
    ordered = np.sort(left)
    if ordered[0] == ordered[-1]:
        return
    step = max(1, int(peel * len(ordered)))
    low, high = limits.get(name, (-np.inf, np.inf))
    # Where one value fills a whole slice, that value goes as one.
    least = ordered[step] if ordered[step] > ordered[0] else ordered[ordered > ordered[0]][0]
    most = ordered[-step - 1] if ordered[-step - 1] < ordered[-1] else ordered[ordered < ordered[-1]][-1]
    yield _Cut(name, (float(least), high), inside & (values >= least))
    yield _Cut(name, (low, float(most)), inside & (values <= most))


def _gain(kept: Mask, inside: Mask, failing: Mask) -> float:
    """Rise in density for each world given up."""
    rise = failing[kept].mean() - failing[inside].mean()
    return float(rise / (inside.sum() - kept.sum()))


def _box(columns: Mapping[str, _Column], limits: Mapping[str, Limit], inside: Mask, failing: Mask) -> Box:
    p_values = {}
    for name in limits:
        wider = np.ones(len(failing), bool)
        for other, limit in limits.items():
            if other != name:
                wider &= _within(columns[other].figures, limit)
        bad, held = int(failing[inside].sum()), int(inside.sum())
        p_values[name] = float(binom.sf(bad - 1, held, float(failing[wider].mean())))
    bad, whole, held = int(failing[inside].sum()), int(failing.sum()), int(inside.sum())
    coverage, density = bad / whole if whole else np.nan, bad / held if held else np.nan
    return Box(dict(limits), coverage, density, held / len(failing), p_values)


def _within(values: Values, limit: Limit) -> Mask:
    if isinstance(limit, frozenset):
        return np.array([value in limit for value in values.tolist()], bool)
    return np.asarray((values >= limit[0]) & (values <= limit[1]))
