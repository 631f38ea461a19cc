"""Rows: the points of a sensitivity design, in groups that share their luck, and what is left when some failed."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Rows:
    """A design.

    Attributes
    ----------
    points
        One row a point, one column an assumption.
    luck
        Luck id of each row, `(row,)`: rows of a group share it, and stand together.
    """

    points: pd.DataFrame
    luck: NDArray[np.int64]

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return int(self.luck[-1]) + 1

    def table(self) -> pd.DataFrame:
        """The design as it is written: row, luck, and a column for each assumption."""
        return self.points.rename_axis("row").reset_index().assign(luck=self.luck)[["row", "luck", *self.points]]


def whole_groups(rows: Rows, figures: Numbers) -> NDArray[np.bool_]:
    """Which rows belong to groups that are finite throughout, `(row,)` from `(row,)`.

    Estimators of sensitivity set the rows of a group against each other, so that one missing row spoils its group.

    Raises
    ------
    QuestionError
        When fewer than two groups are whole, or all figures are the same.
    """
    size = len(rows.luck) // rows.groups
    whole = np.isfinite(figures).reshape(rows.groups, size).all(axis=1)
    if whole.sum() < 2:
        raise QuestionError(
            f"{int(whole.sum())} of {rows.groups} base points came out finite in all their rows, and at least 2 are "
            f"needed; parts/ says why the others failed"
        )
    kept = np.repeat(whole, size)
    if np.ptp(figures[kept]) == 0:
        raise QuestionError("it comes out the same at every point, so there is nothing to explain")
    return np.asarray(kept)
