"""The whole study: the record, its placebos, worlds of the model, and what all that says of visibility."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.core.errors import QuestionError
from sim.evidence.sources import Public
from sim.experiments.third_party_study.asked import Note, of_events, placebos, prepare, with_any
from sim.experiments.third_party_study.design import KINDS
from sim.experiments.third_party_study.effects import weights_of
from sim.experiments.third_party_study.modelled import REACTION, model_effects
from sim.experiments.third_party_study.record import read_record
from sim.experiments.third_party_study.tables import by_chance, effect_table, model_table, paths, rates
from sim.experiments.third_party_study.visibility import READ_IN, visibility

TIDY = ("kind", "outcome", "source", "estimate", "low", "high", "n")


class ThirdPartyStudy(NamedTuple):
    """What was found.

    Attributes
    ----------
    first, until, seed, placebo_draws, model_draws
        Years of the record, and sampling.
    effects
        One row for each kind and outcome of the record: estimate, low, high, n, bundles, actors, error, seen, check
        with its interval, and by_chance: how often placebo years showed as much.
    model, without
        The same of the model, without check; and of the model with third-party reaction switched off.
    rates
        One row for each placebo, kind and outcome: how often its intervals excluded zero.
    paths
        Year by year around the event: kind, outcome, source, year, estimate, low, high, n.
    visibility
        As `sim.experiments.third_party_study.visibility` gives it.
    largest_by_chance
        How often the largest effect of all rows was as large among placebo years.
    """

    first: int
    until: int
    seed: int
    placebo_draws: int
    model_draws: int
    effects: pd.DataFrame
    model: pd.DataFrame
    without: pd.DataFrame
    rates: pd.DataFrame
    paths: pd.DataFrame
    visibility: pd.DataFrame
    largest_by_chance: float

    def tidy(self) -> pd.DataFrame:
        """All estimates in one table, columns `TIDY`.

        `source` is data, model, without (the model without third-party reaction) or placebo; a placebo's estimate is
        the mean over its draws (of other years), low and high are their 5 and 95 % quantiles, and n is how many there
        were.
        """
        years = self.rates[self.rates["drawn"] == "years"].rename(columns={"mean": "estimate", "draws": "n"})
        parts = {"data": self.effects, "model": self.model, "without": self.without, "placebo": years}
        return pd.concat([part.assign(source=name)[list(TIDY)] for name, part in parts.items()], ignore_index=True)

    def odds_of_reaction(self, kind: str, outcome: str) -> float:
        """How many times as likely the record's mean is under the model as under the model without reaction."""
        keys = ["kind", "outcome"]
        mine, ours, off = (
            table.set_index(keys).loc[(kind, outcome)] for table in (self.effects, self.model, self.without)
        )
        far = ((mine["estimate"] - each["estimate"]) / mine["error"] for each in (ours, off))
        near, away = (-0.5 * float(z) ** 2 for z in far)
        return float(np.exp(near - away))


def third_party_study(
    public: Public,
    until: int | None = None,
    *,
    kinds: Sequence[str] = (),
    placebo_draws: int = 200,
    model_draws: int = 64,
    seed: int = 1,
    note: Note = lambda _: None,
) -> ThirdPartyStudy:
    """Ask the record up to a year, placebo events and worlds of the model whether third parties react.

    Parameters
    ----------
    public
        The yearly files; `latest/` is never read.
    until
        Last year that is read; the last of the files when left out.
    kinds
        Names of kinds of agreement; all when left out.
    placebo_draws, model_draws, seed
        Placebo draws of either kind, worlds of the model, and their luck.
    note
        Told what is being done.

    Raises
    ------
    SourceError
        The files do not hold what is needed.
    QuestionError
        A kind is unknown.
    """
    names = checked(kinds)
    note("reading the record")
    record = read_record(public, until)
    last = record.first + record.years - 1
    prepared = prepare(record, names)
    real = of_events(prepared, prepared.real)
    found = effect_table(real)
    drawn = placebos(prepared, placebo_draws, seed, note)
    found["by_chance"], largest = by_chance(found, drawn)
    note("worlds of the model")
    asked = public, record, {name: weights_of(real[name]) for name in names}, prepared.units, model_draws, seed
    modelled = with_any(model_effects(*asked), keep=True)
    note("the same worlds without third-party reaction")
    calm = with_any(model_effects(*asked, REACTION), keep=True)
    seen = visibility(
        {kind: each.estimates()[READ_IN] for kind, each in real.items()},
        {kind: each.over_draws()[READ_IN] for kind, each in modelled.items()},
    )
    around = pd.concat([paths(real, "data"), paths(modelled, "model")], ignore_index=True)
    return ThirdPartyStudy(
        record.first, last, seed, placebo_draws, model_draws, found, model_table(modelled), model_table(calm),
        rates(drawn), around, seen, largest,
    )  # fmt: skip


def checked(kinds: Sequence[str]) -> tuple[str, ...]:
    """The kinds that were named, in the order of the design; all when none was."""
    known = [kind.name for kind in KINDS]
    if unknown := [name for name in kinds if name not in known]:
        raise QuestionError(f"--kinds: no kind named {', '.join(unknown)}; there are {', '.join(known)}")
    return tuple(name for name in known if name in kinds or not kinds)
