"""The labelled results of a study with cases: an ensemble for each, in the same worlds, and tables of them all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from sim.core.errors import QuestionError
from sim.ensemble.card import cases_card
from sim.ensemble.effects import effect_table
from sim.ensemble.effects_on import EFFECT_COLUMNS
from sim.ensemble.ensemble import Ensemble
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE, Scenario
from sim.scenario.problems import unknown

CASE = "case"


@dataclass(frozen=True, eq=False)
class Cases(Mapping[str, Ensemble]):
    """Every option of a scenario under every case, in the same worlds.

    `cases["threat"]` is an ordinary ensemble, each option of which is compared with the baseline of that case. The
    methods below give the tables of all cases, one below the other, with a last column `case`.

    Attributes
    ----------
    scenario
        What was run, with its cases.
    of
        The ensemble of each case, in the order of the file.
    left_out
        What is said of cases that could be simulated in no world (`sim.ensemble.simulated`).
    """

    scenario: Scenario
    of: Mapping[str, Ensemble] = field(repr=False)
    left_out: tuple[str, ...] = ()

    def __getitem__(self, case: str) -> Ensemble:
        """The ensemble of one case.

        Raises
        ------
        QuestionError
            When there is none of that name.
        """
        if case not in self.of:
            raise QuestionError(unknown(CASE, case, self.of))
        return self.of[case]

    def __contains__(self, case: object) -> bool:
        return case in self.of

    def __iter__(self) -> Iterator[str]:
        return iter(self.of)

    def __len__(self) -> int:
        return len(self.of)

    @property
    def first(self) -> Ensemble:
        """The ensemble of the case that stands first in the file."""
        return next(iter(self.of.values()))

    @property
    def options(self) -> tuple[str, ...]:
        """Names of the options, the baseline first; the same in every case."""
        return self.first.options

    @property
    def worlds(self) -> int:
        """How many worlds each option met in each case."""
        return self.first.worlds

    def effects(self, against: str = BASELINE, quarters: Sequence[int] | None = None) -> pd.DataFrame:
        """Paired effects in every case; see `Ensemble.effects`."""
        return self.joined(lambda ensemble: ensemble.effects(against, quarters))

    def series(self, outcome: str, subject: str) -> pd.DataFrame:
        """One outcome of one subject in every world and case; see `Ensemble.series`."""
        return self.joined(lambda ensemble: ensemble.series(outcome, subject))

    def signing(self) -> pd.DataFrame:
        """Would the parties sign, and does it last, in every case; see `Ensemble.signing`."""
        return self.joined(lambda ensemble: ensemble.signing())

    def luck_share(self, against: str = BASELINE) -> pd.DataFrame:
        """Share of luck in the spread of each effect in every case; see `Ensemble.luck_share`."""
        return self.joined(lambda ensemble: ensemble.luck_share(against))

    def status(self) -> pd.DataFrame:
        """One row for each case, option and world; see `Ensemble.status`."""
        return self.joined(lambda ensemble: ensemble.status())

    def _repr_html_(self) -> str:
        return cases_card(self)

    def joined(self, table: Callable[[Ensemble], pd.DataFrame]) -> pd.DataFrame:
        """A table of every case, one below the other, with a last column `case`."""
        return stacked({name: table(ensemble) for name, ensemble in self.of.items()})

    def between(self, quarters: Sequence[int] | None = None) -> pd.DataFrame:
        """What the circumstances alone change: the baseline of each case against that of the first, world by world.

        Returns
        -------
        DataFrame
            Columns as of `Ensemble.effects`, with the option `baseline` throughout, and `against` (the first case) and
            `case` last.
        """
        first, name = self.first, next(iter(self.of))
        dates = np.arange(first.scenario.quarters + 1) if quarters is None else np.asarray(quarters)
        frames = [
            self._shift(first, other, outcome, dates).assign(against=name, case=case)
            for case, other in self.of.items()
            if case != name
            for outcome in first.subjects.names
        ]
        columns = [*EFFECT_COLUMNS, "against", CASE]
        return pd.concat(frames, ignore_index=True)[columns] if frames else pd.DataFrame(columns=columns)

    def _shift(self, first: Ensemble, other: Ensemble, outcome: str, dates: np.ndarray) -> pd.DataFrame:
        sound = first.sound(BASELINE) & other.sound(BASELINE)
        base, ours = (ensemble.kept[BASELINE].at(outcome, [0, *dates])[sound] for ensemble in (first, other))
        table = effect_table(
            ours[:, 1:] - base[:, 1:],
            base[:, 1:] - base[:, :1],
            first.draw[sound],
            first.draws,
            first.seed,
            OUTCOMES[outcome].band,
        )
        table["quarter"] = dates[table["quarter"].to_numpy()]
        table["subject"] = np.array(first.subjects.names[outcome], dtype=object)[table["subject"].to_numpy()]
        return table.assign(option=BASELINE, outcome=outcome)


def stacked(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Tables by case as one, with a last column `case`."""
    return pd.concat([table.assign(**{CASE: name}) for name, table in tables.items()], ignore_index=True)


def stacked_tables(tables: Mapping[str, Mapping[str, pd.DataFrame]], cases: Cases) -> dict[str, pd.DataFrame]:
    """The tables of every case as one of each name, and `between_cases`: what the circumstances alone change.

    Parameters
    ----------
    tables
        By case, as `sim.ensemble.tables.study_tables` gives them.
    cases
        The study, of those cases.
    """
    names = next(iter(tables.values()))
    whole = {name: stacked({case: own[name] for case, own in tables.items()}) for name in names}
    return whole | {"between_cases": cases.between([cases.scenario.quarters])}
