"""The labelled results of a sweep: the effects of every option at every point, or over several points together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.ensemble.card import swept_card
from sim.ensemble.effects import effect_table
from sim.ensemble.parts import Parts
from sim.ensemble.points import Keep, Sampling
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE, Scenario

Numbers = NDArray[np.float64]
MOST_HELD = 20_000_000  # numbers
STATISTICS = ("mean", "lo", "hi", "q05", "q95", "p_down", "p_negligible", "p_up", "swing")


@dataclass(frozen=True)
class Swept:
    """Every option of a scenario at every point of a design, in the same worlds.

    Attributes
    ----------
    scenario
        As its file has it, with the sampling and the sweep that were in fact asked.
    points
        One row a point, one column a lever.
    keep, sampling
        What is kept of which worlds.
    parts
        Where the worlds are.
    names
        Names of the parts of each option's points, in the order of the points.
    held
        Parts that have been read, for every chart asks for them anew; no more than fit.
    """

    scenario: Scenario
    points: pd.DataFrame
    keep: Keep
    sampling: Sampling
    parts: Parts = field(repr=False)
    names: Mapping[str, Sequence[Sequence[str]]] = field(repr=False)
    held: dict[str, Numbers] = field(default_factory=dict, repr=False, compare=False)

    @property
    def options(self) -> tuple[str, ...]:
        """Names of the options but for the baseline."""
        return tuple(name for name in self.names if name != BASELINE)

    @property
    def varying(self) -> tuple[str, ...]:
        """Paths of the levers that take more than one value."""
        return tuple(str(path) for path in self.points if len(set(self.points[path])) > 1)

    def effects(self) -> pd.DataFrame:
        """Effects at the horizon at every point.

        Returns
        -------
        DataFrame
            point, a column for every lever, option, outcome, subject, the columns of an effect, and how many worlds it
            rests on and how many failed.
        """
        frames = [self.over([k]).assign(point=k, **self.points.iloc[k]) for k in range(len(self.points))]
        table = pd.concat(frames, ignore_index=True)
        first = ["point", *self.points.columns, "option", "outcome", "subject"]
        return table[[*first, *(name for name in table.columns if name not in first)]]

    def _repr_html_(self) -> str:
        return swept_card(self)

    def failures(self) -> pd.DataFrame:
        """Worlds that gave no finite numbers: point, option, draw, run, and the error of each."""
        runs = self.sampling.runs
        rows = [
            (point, option, world // runs, world % runs, error)
            for option, of_points in self.names.items()
            for point, names in enumerate(of_points)
            for world, error in enumerate(e for name in names for e in self.parts.read(name).errors)
            if error
        ]
        return pd.DataFrame(rows, columns=["point", "option", "draw", "run", "error"])

    def over(self, points: Sequence[int]) -> pd.DataFrame:
        """Effects of every option over the worlds of some points together; intervals are clustered by draw.

        Returns
        -------
        DataFrame
            One row for each option, outcome and subject; `worlds` and `failed` count those of all the points.
        """
        base = self._joined(BASELINE, points)
        frames = [self._of_option(name, self._joined(name, points), base) for name in self.options]
        return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()

    def _joined(self, option: str, points: Sequence[int]) -> Numbers:
        return np.concatenate([self._part(name) for k in points for name in self.names[option][k]])

    def _part(self, name: str) -> Numbers:
        if name in self.held:
            return self.held[name]
        figures, _ = self.parts.joined([name])
        if (len(self.held) + 1) * figures.size <= MOST_HELD:
            self.held[name] = figures
        return figures

    def _of_option(self, option: str, values: Numbers, base: Numbers) -> pd.DataFrame:
        sound = np.isfinite(values).all(axis=1) & np.isfinite(base).all(axis=1)
        draw = (np.flatnonzero(sound) % self.sampling.worlds) // self.sampling.runs
        frames, first = [], 0
        for outcome, subjects in self.keep.subjects.names.items():
            width = len(subjects) * len(self.keep.quarters)
            ours, theirs = (
                x[sound, first : first + width].reshape(-1, len(subjects), len(self.keep.quarters))
                for x in (values, base)
            )
            first += width
            frames.append(self._of_outcome(outcome, subjects, ours, theirs, draw))
        return pd.concat(frames, ignore_index=True).assign(
            option=option, worlds=int(sound.sum()), failed=int((~sound).sum())
        )

    def _of_outcome(
        self, outcome: str, subjects: Sequence[str], ours: Numbers, theirs: Numbers, draw: NDArray[np.int64]
    ) -> pd.DataFrame:
        if not len(draw):
            return pd.DataFrame({"outcome": outcome, "subject": subjects, **dict.fromkeys(STATISTICS, np.nan)})
        difference = (ours - theirs)[:, None, :, -1]
        ordinary = (theirs[:, :, -1] - theirs[:, :, 0])[:, None, :]
        band = OUTCOMES[outcome].band
        table = effect_table(difference, ordinary, draw, self.sampling.draws, self.sampling.seed, band)
        table["subject"] = [subjects[k] for k in table["subject"]]
        return table.drop(columns="quarter").assign(outcome=outcome)
