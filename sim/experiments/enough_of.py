"""Whether a study has worlds enough: how closely every effect that it tells is known, and what it would take."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.experiments.effect import leading_outcome
from sim.experiments.enough import FEWEST_DRAWS, Numbers, half_width, needed_draws
from sim.experiments.paired import Figure, figure
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE

COLUMNS = (
    "option", "against", "outcome", "subject", "mean", "half_width", "worlds", "needed", "needed_draws", "failed",
)  # fmt: skip
SHARE_OF_BAND = 0.25


@dataclass(frozen=True)
class Told:
    """A paired effect that a study tells.

    Attributes
    ----------
    option, against
        The options.
    outcome, subject
        Of what and whom, at the horizon.
    means
        Mean effect of each draw over its sound worlds, `(draw,)`; draws without one are left out.
    draws
        How many draws there are, with those that are left out.
    failed
        Worlds that failed under either.
    """

    option: str
    against: str
    outcome: str
    subject: str
    means: Numbers
    draws: int
    failed: int

    def draws_for(self, target: float) -> int:
        """Draws that bring the half-width down to a target, where as many of them are lost as were here."""
        return -(-needed_draws(float(self.means.std(ddof=1)), target) * self.draws // len(self.means))


def default_target(outcome: str) -> float:
    """The half-width asked for when none is named: a quarter of the band of no practical change."""
    return SHARE_OF_BAND * OUTCOMES[outcome].band


def asked_of(ensemble: Ensemble, of: str | None) -> Figure | None:
    """What is asked about, from `OUTCOME:SUBJECT`; None where it is left out.

    Raises
    ------
    QuestionError
        When the study did not measure it.
    """
    if of is None:
        return None
    outcome, _, subject = of.partition(":")
    asked = figure(ensemble.scenario, outcome, subject)
    if asked.subject not in ensemble.subjects.names.get(outcome, ()):
        raise QuestionError(f"{of}: was not measured; add it under `outcomes:` and `watch:` and run again")
    return asked


def told_effects(ensemble: Ensemble, asked: Figure | None) -> list[Told]:
    """The effects of every option against the baseline, and of every pair under `compare:`.

    Parameters
    ----------
    ensemble
        The study.
    asked
        Of what and whom; the leading outcome of every watched subject when None.
    """
    outcome = asked.outcome if asked else leading_outcome(ensemble)
    names = ensemble.subjects.names[outcome]
    subjects = [asked.subject] if asked else list(names)
    pairs = [(name, BASELINE) for name in ensemble.options if name != BASELINE]
    pairs += [pair for pair in ensemble.scenario.compare if BASELINE not in pair]
    if not pairs:
        raise QuestionError("this study holds only the baseline; add an option under `options:` and run it again")
    ends = {name: ensemble.kept[name].at(outcome, [-1])[:, 0] for name in ensemble.options}
    found = []
    for option, against in pairs:
        sound = ensemble.sound(option, against)
        effect, draw = (ends[option] - ends[against])[sound], ensemble.draw[sound]
        means = pd.DataFrame(effect).groupby(draw).mean().to_numpy()
        of = ensemble.draws, int((~sound).sum())
        found += [Told(option, against, outcome, s, np.asarray(means[:, names.index(s)]), *of) for s in subjects]
    return found


def enough_table(told: list[Told], runs: int, target: float) -> pd.DataFrame:
    """How closely every effect is known, and how many worlds would do.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`: mean over draws, half the width of its 90 % interval, worlds at hand (of draws with a sound
        one), and such worlds needed, of as many runs a draw, for the target; the draws that give them where as many are
        lost as here, and the worlds that failed; the one that is known least closely first.
    """
    rows = [
        (
            one.option, one.against, one.outcome, one.subject, float(one.means.mean()), half_width(one.means),
            len(one.means) * runs, needed_draws(float(one.means.std(ddof=1)), target) * runs,
            one.draws_for(target), one.failed,
        )
        for one in told
        if len(one.means) >= FEWEST_DRAWS
    ]  # fmt: skip
    if not rows:
        raise QuestionError(f"an interval needs at least {FEWEST_DRAWS} draws; run the study with more --draws")
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values("half_width", ascending=False, kind="stable", ignore_index=True)


def running_table(one: Told, runs: int) -> pd.DataFrame:
    """The mean of an effect and its half-width as draws are added: draws, worlds, mean, half_width."""
    counts = np.arange(FEWEST_DRAWS, len(one.means) + 1)
    mean = np.cumsum(one.means)[counts - 1] / counts
    widths = [half_width(one.means[:n]) for n in counts]
    return pd.DataFrame({"draws": counts, "worlds": counts * runs, "mean": mean, "half_width": widths})
