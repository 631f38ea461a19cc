"""The labelled results of a study: every question put to it answers with a pandas table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble.card import ensemble_card
from sim.ensemble.effects_on import EFFECT_COLUMNS, effects_on, luck_shares, table_of
from sim.ensemble.kept import Kept, added, entries
from sim.ensemble.signing import signing_table
from sim.ensemble.subjects import Subjects, canonical
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE, Scenario

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Ensemble:
    """Every option of a scenario in the same worlds.

    Attributes
    ----------
    scenario
        What was run.
    subjects
        What was measured of whom.
    draws, runs, seed
        Worlds are numbered draw * runs + run.
    off
        Mechanisms and motives that were switched off.
    kept
        What was kept of each option.
    left_out
        A sentence for each option of the scenario that this ensemble does not hold (`sim.ensemble.simulated`).
    """

    scenario: Scenario
    subjects: Subjects
    draws: int
    runs: int
    seed: int
    off: tuple[str, ...]
    kept: Mapping[str, Kept] = field(repr=False)
    left_out: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[str, ...]:
        """Names of the options, the baseline first."""
        return tuple(self.kept)

    @property
    def worlds(self) -> int:
        """How many worlds each option met."""
        return self.draws * self.runs

    @cached_property
    def draw(self) -> NDArray[np.int64]:
        """The draw of each world, `(world,)`."""
        return np.arange(self.worlds) // self.runs

    def sound(self, *options: str) -> NDArray[np.bool_]:
        """Worlds that came out finite under all the given options (all of the study when none is given)."""
        sound: NDArray[np.bool_] = np.all([self.kept[name].sound for name in options or self.options], axis=0)
        return sound

    def status(self) -> pd.DataFrame:
        """One row for each option and world: option, draw, run, status, and the error of a world that failed."""
        world = np.arange(self.worlds)
        frames = [
            pd.DataFrame(
                {
                    "option": name,
                    "draw": world // self.runs,
                    "run": world % self.runs,
                    "status": np.where(kept.sound, "ok", "failed"),
                    "error": kept.error,
                }
            )
            for name, kept in self.kept.items()
        ]
        return pd.concat(frames, ignore_index=True)

    def effects(self, against: str = BASELINE, quarters: Sequence[int] | None = None) -> pd.DataFrame:
        """Paired effects of every option against another.

        Parameters
        ----------
        against
            The option to compare with.
        quarters
            Which quarters to tell of; all, from 0 to the horizon, when left out.

        Returns
        -------
        DataFrame
            Columns `EFFECT_COLUMNS`: mean over worlds; `lo, hi` the 90 % interval of that mean (bootstrap clustered by
            draw); `q05, q95` the spread of worlds; shares of worlds down, within the outcome's band, and up; the swing.
            An option without a world that could be simulated has no row.
        """
        self._known(against)
        dates = np.arange(self.scenario.quarters + 1) if quarters is None else np.asarray(quarters)
        names = [name for name in self.options if name != against and self.sound(name, against, BASELINE).any()]
        pairs = [(name, against) for name in names]
        # Outcome by outcome, so that what all options are set against is read once.
        found = {outcome: effects_on(self, outcome, pairs, dates) for outcome in self.subjects.names}
        return table_of([found[outcome][pair] for pair in pairs for outcome in self.subjects.names], EFFECT_COLUMNS)

    def series(self, outcome: str, subject: str) -> pd.DataFrame:
        """One outcome of one subject in every world.

        Returns
        -------
        DataFrame
            Columns option, draw, run, quarter, value.

        Raises
        ------
        QuestionError
            When the study did not measure it.
        """
        place = self._place(outcome, subject)
        worlds, quarters = np.arange(self.worlds), self.scenario.quarters + 1
        frames = [
            pd.DataFrame(
                {
                    "option": name,
                    "draw": np.repeat(worlds // self.runs, quarters),
                    "run": np.repeat(worlds % self.runs, quarters),
                    "quarter": np.tile(np.arange(quarters), self.worlds),
                    "value": kept.series[outcome][:, :, place].ravel(),
                }
            )
            for name, kept in self.kept.items()
        ]
        return pd.concat(frames, ignore_index=True)

    def ledger(self, option: str, source: str, target: str, stock: str = "alignment") -> pd.Series:
        """What moved a pair: the paired change at the horizon by mechanism, mean over worlds.

        Parameters
        ----------
        option
            Compared with the baseline.
        source, target
            Codes; for trust, of source in target.
        stock
            "alignment" or "trust".

        Returns
        -------
        Series
            One entry a mechanism (and `bounds`); they sum to the mean paired change. Entries name proximate terms.
        """
        i, j = self._actor(source), self._actor(target)
        return pd.Series(
            self.ledger_change(option, stock)[:, i, j], index=pd.Index(entries(stock), name="mechanism"), name=option
        )

    def ledger_change(self, option: str, stock: str = "alignment") -> Numbers:
        """Mean paired change at the horizon by mechanism, `(entry, actor, other)`."""
        self._known(option)
        entries(stock)
        if not np.array_equal(self.kept[option].sound, self.kept[BASELINE].sound):
            raise QuestionError(f"{option}: some worlds failed, so its ledger cannot be paired with the baseline")
        return self.kept[option].ledger[stock] - self.kept[BASELINE].ledger[stock]

    def moves(self, option: str, stock: str = "alignment", against: str = BASELINE) -> pd.DataFrame:
        """Mean paired change of every dyad at the horizon, a square table of actors (rows: source)."""
        self._known(option, against)
        entries(stock)
        if (option, stock, against) not in self._moved:
            worlds = int(self.sound(option, against).sum())
            if not worlds:
                raise QuestionError(f"no world came out finite under both {option} and {against}")
            total = added(change.sum(axis=0) for change in self.closing_change(option, stock, against))
            self._moved[option, stock, against] = total / worlds
        codes = list(self.scenario.actors)
        return pd.DataFrame(self._moved[option, stock, against], index=codes, columns=codes)

    @cached_property
    def _moved(self) -> dict[tuple[str, str, str], Numbers]:
        return {}

    def closing_change(self, option: str, stock: str, against: str = BASELINE) -> Iterator[Numbers]:
        """Paired change of every dyad at the horizon in the sound worlds, `(world, actor, other)`, some at a time."""
        for ours, theirs in zip(self.kept[option].pieces(), self.kept[against].pieces(), strict=True):
            sound = ours.sound & theirs.sound
            yield ours.closing[stock][sound] - theirs.closing[stock][sound]

    def luck_share(self, against: str = BASELINE) -> pd.DataFrame:
        """Share of the spread of each effect at the horizon that is luck and not assumptions."""
        return luck_shares(self, against)

    def signing(self) -> pd.DataFrame:
        """Would the parties sign, and does it last: one row for each option, provision and party.

        Returns
        -------
        DataFrame
            Columns option, provision, instrument, party, role (member, optional, observer), would_sign (mean
            probability that the party accepts when it is asked, given who is in), and shares of worlds at the horizon:
            in_force (among all parties; 1 by definition while it is imposed), in_force_some (among some, not all),
            still_in (the party has it with at least one other).
        """
        return signing_table(self.scenario, self.kept)

    def _repr_html_(self) -> str:
        return ensemble_card(self)

    def __repr__(self) -> str:
        worlds = f"{self.worlds} worlds ({self.draws} draws x {self.runs} runs), seed {self.seed}"
        return f"<Ensemble {self.scenario.title!r}: {', '.join(self.options)}; {worlds}>"

    def _known(self, *options: str) -> None:
        for name in options:
            if name not in self.kept:
                raise QuestionError(f"no option named {name!r}; there are {', '.join(self.options)}")

    def _actor(self, code: str) -> int:
        if code not in self.scenario.actors:
            raise QuestionError(f"no actor named {code!r} in this scenario")
        return self.scenario.actors.index(code)

    def _place(self, outcome: str, subject: str) -> int:
        if outcome not in self.subjects.names:
            raise QuestionError(f"{outcome!r} was not measured; add it under `outcomes:`")
        wanted = subject
        if OUTCOMES[outcome].over == "pair" and ":" in subject:
            wanted = canonical(subject, OUTCOMES[outcome].directed, self.scenario.groups)
        names = self.subjects.names[outcome]
        if wanted not in names:
            raise QuestionError(
                f"{subject!r} was not watched for {outcome}; add it under `watch:` ({', '.join(names)})"
            )
        return names.index(wanted)
