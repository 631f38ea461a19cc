"""Two studies: how far the effects of the same options differ between them.

Worlds are numbered by draw and run, and luck has the same address in both, so where the seed is the same the studies
meet in the same worlds and are set against each other world by world. Otherwise only their means can be.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble.card import two_card
from sim.ensemble.effects import bootstrap_mean, effect_table, quantiles, resampled_weights, widening
from sim.ensemble.ensemble import Ensemble
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE, Scenario
from sim.scenario.dates import quarter_name

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
COLUMNS = (
    "option", "outcome", "subject", "unit", "band", "first", "first_lo", "first_hi", "second", "second_lo", "second_hi",
    "mean", "lo", "hi", "q05", "q95", "p_down", "p_negligible", "p_up", "worlds", "failed",
)  # fmt: skip
_LEADING = "alignment"
ACROSS_WORLDS = ("q05", "q95", "p_down", "p_negligible", "p_up")


@dataclass(frozen=True)
class TwoStudies:
    """Two studies that are to be compared.

    Attributes
    ----------
    scenario
        That of the first.
    first, second
        Their results.
    names, places
        What the two are called, and where they come from.
    """

    scenario: Scenario
    first: Ensemble
    second: Ensemble
    names: tuple[str, str] = ("A", "B")
    places: tuple[str, str] = ("the first", "the second")

    @property
    def paired(self) -> bool:
        """Whether both met the same worlds."""
        return self.first.seed == self.second.seed

    @property
    def quarter(self) -> int:
        """Quarters after which effects are compared: the shorter horizon."""
        return min(self.first.scenario.quarters, self.second.scenario.quarters)

    @cached_property
    def shared(self) -> dict[str, tuple[str, ...]]:
        """Subjects that both measured, by outcome; a group of other members is another subject.

        Raises
        ------
        QuestionError
            When there is none.
        """
        one, two = self.first.subjects.names, self.second.subjects.names
        found = {name: tuple(s for s in one[name] if s in two[name] and self._same(s)) for name in one if name in two}
        found = {name: subjects for name, subjects in found.items() if subjects}
        if not found:
            raise QuestionError(
                "the two measured nothing in common, so no effects can be compared: "
                f"{_measured(self.first)}; {_measured(self.second)}. Give both the same `outcomes:` and `watch:`"
            )
        return found

    @property
    def options(self) -> tuple[str, ...]:
        """Options that both have, the baseline first."""
        return tuple(name for name in self.first.options if name in self.second.options)

    def notes(self) -> list[str]:
        """What keeps the two from being compared in full, in sentences."""
        one, two = self.first.scenario, self.second.scenario
        said = []
        if not self.paired:
            seeds = f"{self.first.seed} and {self.second.seed}"
            said.append(f"The seeds differ ({seeds}), so the worlds are not the same and only means are compared.")
        elif (self.first.draws, self.first.runs) != (self.second.draws, self.second.runs):
            said.append(f"Only the {np.prod(self._common)} worlds that both have are compared.")
        if one.quarters != two.quarters:
            years = f"{one.horizon} and {two.horizon} years"
            said.append(f"The horizons differ ({years}): compared after {self.quarter // 4} years.")
        if one.start != two.start:
            said.append(f"The starts differ ({one.start_name} and {two.start_name}): compared after as many quarters.")
        if one.actors != two.actors:
            apart = sorted({*one.actors} ^ {*two.actors})
            said.append(f"The actors differ ({', '.join(apart)} in one only), which changes choices of all others too.")
        said += _only_in(self.names, self.first.options, self.second.options, "option")
        return said + _only_in(
            self.names, tuple(self.first.subjects.names), tuple(self.second.subjects.names), "outcome"
        )

    def effects(self) -> pd.DataFrame:
        """How far the effects of each option differ, the second less the first; of the baseline, its level.

        Returns
        -------
        DataFrame
            Columns `COLUMNS`: the effect in each with its 90 % interval, the difference `mean` with `lo`, `hi` (over
            draws, paired where the worlds are the same), and where they are, the spread and shares of worlds.
        """
        frames = [self._of(option, outcome) for option in self.options for outcome in self.shared]
        return pd.concat(frames, ignore_index=True)[list(COLUMNS)]

    def _repr_html_(self) -> str:
        return two_card(self)

    @property
    def when(self) -> str:
        """The quarter of the first study at which effects are compared."""
        return quarter_name(self.scenario.start + self.quarter)

    @property
    def _common(self) -> tuple[int, int]:
        return min(self.first.draws, self.second.draws), min(self.first.runs, self.second.runs)

    def _same(self, subject: str) -> bool:
        one, two = self.first.scenario, self.second.scenario
        return all(one.groups.get(side) == two.groups.get(side) for side in subject.split(":"))

    def _of(self, option: str, outcome: str) -> pd.DataFrame:
        sides = [self._side(ensemble, option, outcome) for ensemble in (self.first, self.second)]
        table = self._paired(sides, outcome) if self.paired else self._unpaired(sides)
        unit, band = OUTCOMES[outcome].unit, OUTCOMES[outcome].band
        return table.assign(option=option, outcome=outcome, subject=self.shared[outcome], unit=unit, band=band)

    def _side(self, ensemble: Ensemble, option: str, outcome: str) -> Numbers:
        """The effect of an option, or the level of the baseline, `(draw, run, subject)`; NaN where a world failed."""
        places = [ensemble.subjects.names[outcome].index(subject) for subject in self.shared[outcome]]
        values = ensemble.kept[option].at(outcome, [self.quarter])[:, 0, places]
        if option != BASELINE:
            values = values - ensemble.kept[BASELINE].at(outcome, [self.quarter])[:, 0, places]
        sound = ensemble.sound(option, BASELINE)
        return np.where(sound[:, None], values, np.nan).reshape(ensemble.draws, ensemble.runs, len(places))

    def _paired(self, sides: list[Numbers], outcome: str) -> pd.DataFrame:
        draws, runs = self._common
        one, two = (side[:draws, :runs].reshape(draws * runs, -1) for side in sides)
        sound: Flags = np.asarray(np.isfinite(one).all(axis=1) & np.isfinite(two).all(axis=1))
        draw = (np.arange(draws * runs) // runs)[sound]
        if not sound.any():
            return _nothing(one.shape[1], len(sound))
        difference = (two - one)[sound]
        band = OUTCOMES[outcome].band
        table = effect_table(difference[:, None], difference[:, None], draw, draws, self.first.seed, band)
        table = table.drop(columns=["swing", "subject", "quarter"])
        for name, side in (("first", one[sound]), ("second", two[sound])):
            lo, hi = bootstrap_mean(side, draw, draws, self.first.seed)
            table = table.assign(**{name: side.mean(axis=0), f"{name}_lo": lo, f"{name}_hi": hi})
        return table.assign(worlds=int(sound.sum()), failed=int((~sound).sum()))

    def _unpaired(self, sides: list[Numbers]) -> pd.DataFrame:
        columns: dict[str, Numbers] = {}
        resamples, worlds, failed = [], 0, 0
        for name, side, ensemble in zip(("first", "second"), sides, (self.first, self.second), strict=True):
            sound: Flags = np.asarray(np.isfinite(side).all(axis=2))
            means = _resampled(side, sound, ensemble.seed)
            lo, hi = quantiles(means, 0.05, 0.95)
            mean = side[sound].mean(axis=0) if sound.any() else np.full(side.shape[2], np.nan)
            columns |= {name: mean, f"{name}_lo": lo, f"{name}_hi": hi}
            resamples.append(means)
            worlds, failed = worlds + int(sound.sum()), failed + int((~sound).sum())
        lo, hi = quantiles(resamples[1] - resamples[0], 0.05, 0.95)
        columns |= {"mean": columns["second"] - columns["first"], "lo": lo, "hi": hi}
        columns |= dict.fromkeys(ACROSS_WORLDS, np.full(len(lo), np.nan))
        return pd.DataFrame(columns).assign(worlds=worlds, failed=failed)


def ranked(table: pd.DataFrame) -> pd.Series:
    """How far each outcome of each subject differs at most, in bands of no practical change; alignment first."""
    far = (table["mean"].abs() / table["band"]).fillna(0.0)
    most = (
        far.groupby([table["outcome"], table["subject"]], sort=False).max().sort_values(ascending=False, kind="stable")
    )
    leading = (most.index.get_level_values("outcome") == _LEADING) & (most > 1)
    return pd.concat([most[leading], most[~leading]])


def _resampled(side: Numbers, sound: Flags, seed: int) -> Numbers:
    """Means over resampled draws, `(resample, subject)`, as far apart as their number asks for."""
    weights, counts = resampled_weights(len(side), seed), sound.sum(axis=1)
    sums = np.where(sound[:, :, None], side, 0.0).sum(axis=1)
    size = (weights @ counts.astype(np.float64))[:, None]
    means = np.where(size > 0, (weights @ sums) / np.maximum(size, 1.0), np.nan)
    centre = sums.sum(axis=0) / max(int(counts.sum()), 1)
    return np.asarray(centre + widening(int((counts > 0).sum())) * (means - centre))


def _nothing(subjects: int, worlds: int) -> pd.DataFrame:
    empty = {name: np.full(subjects, np.nan) for name in COLUMNS[5:19]}
    return pd.DataFrame(empty).assign(worlds=0, failed=worlds)


def _measured(ensemble: Ensemble) -> str:
    subjects = list(dict.fromkeys(s for some in ensemble.subjects.names.values() for s in some))
    return f"{', '.join(ensemble.subjects.names)} of {', '.join(subjects)}"


def _only_in(names: tuple[str, str], one: tuple[str, ...], two: tuple[str, ...], what: str) -> list[str]:
    apart = ((names[0], [x for x in one if x not in two]), (names[1], [x for x in two if x not in one]))
    return [f"Only {name} has the {what}{'s' * (len(some) > 1)} {', '.join(some)}." for name, some in apart if some]
