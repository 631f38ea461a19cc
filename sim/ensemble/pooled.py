"""Pooled: a sweep seen along one lever or a few, over the worlds of all points that share their values.

A scan has few values, and points are put together by value. What was sampled is cut into ranges that hold as many
samples each, unless they are few or it is all that varies. What other levers do is then part of the spread of worlds.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.ensemble.swept import Swept
from sim.scenario.levers import Range


def pooled(swept: Swept, levers: Sequence[str], ranges: int) -> pd.DataFrame:
    """Effects by the values of some levers.

    Parameters
    ----------
    swept
        The sweep.
    levers
        Their paths.
    ranges
        Into how many ranges a sampled lever is cut.

    Returns
    -------
    DataFrame
        A column for each lever (the mean of its values where it was cut), how many points, option, outcome, subject,
        and the columns of an effect.
    """
    cut = {path: _places(swept, path, ranges) for path in levers}
    keys = pd.DataFrame({path: place for path, (place, _) in cut.items()})
    frames = []
    for places in keys.drop_duplicates().sort_values(list(levers)).to_numpy():
        members = np.flatnonzero((keys.to_numpy() == places).all(axis=1)).tolist()
        said = {path: cut[path][1][k] for path, k in zip(levers, places, strict=True)}
        frames.append(swept.over(members).assign(points=len(members), **said))
    table = pd.concat(frames, ignore_index=True)
    first = [*levers, "points", "option", "outcome", "subject"]
    return table[[*first, *(name for name in table.columns if name not in first)]]


def _places(swept: Swept, path: str, ranges: int) -> tuple[NDArray[np.int64], list[float | str]]:
    """The place of every point along a lever, and the value that stands for each place."""
    column = swept.points[path]
    if not pd.api.types.is_numeric_dtype(column):
        place, words = pd.factorize(column)
        return np.asarray(place), [str(word) for word in words]
    values = column.to_numpy(dtype=np.float64)
    asked = swept.scenario.sweep.vary.get(path) if swept.scenario.sweep else None
    numbers, at = np.unique(values, return_inverse=True)
    if not isinstance(asked, Range) or len(swept.varying) == 1 or len(numbers) <= ranges:
        return at, [float(number) for number in numbers]
    # Points of one sample stay together, however many scans it is crossed with.
    cut = np.arange(len(numbers)) * ranges // len(numbers)
    return cut[at], [float(numbers[cut == k].mean()) for k in range(ranges)]
