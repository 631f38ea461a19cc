"""Drawn: worlds that failed or not, with what their draws assumed."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError


@dataclass(frozen=True)
class Drawn:
    """Worlds and what they assumed.

    Attributes
    ----------
    x
        Assumptions, one row a draw.
    draw
        Draw of each world, `(world,)`.
    failing
        Whether each world fails, `(world,)`.
    """

    x: pd.DataFrame
    draw: NDArray[np.int64]
    failing: NDArray[np.bool_]

    def of(self, draws: NDArray[np.int64]) -> "Drawn":
        """Some draws, numbered anew in that order; one that stands twice is two."""
        worlds = [np.flatnonzero(self.draw == number) for number in draws]
        renumbered = np.repeat(np.arange(len(draws)), [len(some) for some in worlds])
        picked = np.concatenate(worlds) if worlds else np.array([], np.int64)
        return Drawn(self.x.iloc[draws].reset_index(drop=True), renumbered, self.failing[picked])

    def by_world(self, names: Sequence[str]) -> pd.DataFrame:
        """Some assumptions, one row a world."""
        return self.x[list(names)].iloc[self.draw].reset_index(drop=True)

    def shares(self) -> NDArray[np.float64]:
        """Share of failing worlds of each draw, `(draw,)`; every draw must have a world."""
        return np.bincount(self.draw, self.failing, len(self.x)) / np.bincount(self.draw, minlength=len(self.x))


def checked_names(x: pd.DataFrame, names: Sequence[str]) -> tuple[str, ...]:
    """Names of assumptions that are searched.

    Raises
    ------
    QuestionError
        Naming every one that is not sampled, with the nearest that is.
    """
    wrong = []
    for name in names:
        if name not in x.columns:
            near = get_close_matches(name, [str(column) for column in x.columns], n=1)
            hint = f"; did you mean {near[0]}?" if near else "; see entente list parameters"
            wrong.append(f"--among {name}: not an assumption that differs between draws{hint}")
    if wrong:
        raise QuestionError("\n".join(wrong))
    return tuple(names)
