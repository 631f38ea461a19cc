"""What a page is made from: a study, its answer, and the tables of its folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from sim.ensemble import Ensemble
from sim.experiments.answer import Answer, OptionAnswer
from sim.experiments.effect import Effect
from sim.experiments.goals import ALL_GOALS
from sim.experiments.words import subject_name
from sim.outcomes import OUTCOMES
from sim.report.addressed import Row, Table
from sim.scenario import BASELINE


@dataclass(frozen=True)
class Study:
    """A study with its answer.

    Attributes
    ----------
    folder
        Of results.
    ensemble, answer
        The worlds, and what they answer.
    tables
        By name, those of the run and those made for the page.
    manifest
        With what, where and when it was made.
    """

    folder: Path
    ensemble: Ensemble
    answer: Answer
    tables: Mapping[str, Table]
    manifest: Mapping[str, Any]

    @cached_property
    def facts(self) -> Row:
        """Counts and dates of the study."""
        return self.tables["study"].rows()[0]

    @cached_property
    def lead(self) -> OptionAnswer | None:
        """The option that the page speaks of first; None where there is none.

        It meets the goals most often, or comes first in the order of the options, or has the largest effect.
        """
        options = {option.name: option for option in self.answer.options}
        if not options:
            return None
        if self.by_goals is not None:
            return options[self.by_goals["option"]]
        if self.answer.order is not None:
            return options[self.answer.order.options[0].option]
        return max(options.values(), key=lambda option: abs(option.effects[0].mean) if option.effects else 0.0)

    @cached_property
    def by_goals(self) -> Row | None:
        """The row of the option that meets every goal most often; None without goals, or where none meets them."""
        if "goals" not in self.tables:
            return None
        goals = {row["goal"] for row in self.tables["goals"].rows()}
        deciding = ALL_GOALS if ALL_GOALS in goals else next(iter(goals), "")
        rows = [row for row in self.tables["goals"].rows(goal=deciding) if row["option"] != BASELINE]
        best = max(rows, key=lambda row: float(row["share"]), default=None)
        return best if best is not None and float(best["share"]) > 0 else None

    def goal_row(self, goal: str, option: str) -> Row | None:
        """How often an option meets a goal."""
        return self.tables["goals"].row(goal=goal, option=option)

    @cached_property
    def subject(self) -> Effect | None:
        """Whom the first table is about; None where nothing was measured."""
        return next((option.effects[0] for option in self.answer.options if option.effects), None)

    def effect(self, option: str, subject: str, outcome: str | None = None) -> Row | None:
        """The row of an effect at the horizon."""
        return self.tables["effects"].row(
            option=option,
            outcome=outcome or self.answer.outcome,
            subject=subject,
            quarter=self.ensemble.scenario.quarters,
        )

    def worlds(self, *options: str) -> int:
        """How many worlds are sound under options and baseline."""
        return int(self.ensemble.sound(*options, BASELINE).sum())

    def name(self, actor: str) -> Markup:
        """The name of a state, kept apart from the direction of the text around it."""
        return own(self.ensemble.scenario.names.get(actor, actor))

    def whom(self, subject: str, joint: str = " – ") -> Markup:
        """Whom the leading outcome is about, by name."""
        directed = OUTCOMES[self.answer.outcome].directed
        return own(subject_name(self.ensemble.scenario, subject, directed, joint))

    def label(self, option: str) -> Markup:
        """The title of an option."""
        return own(self.ensemble.scenario.option(option).title or option)

    def title(self, option: str) -> Markup:
        """The title of an option in quotation marks."""
        return say("“{}”", self.label(option))


def own(text: object) -> Markup:
    """Words of the user's file: escaped, and kept apart from the direction of the text around them."""
    return Markup("<bdi>{}</bdi>").format(text)


def say(sentence: str, *parts: object) -> Markup:
    """A sentence with parts put in, each escaped unless it is markup."""
    return Markup(sentence).format(*parts)


def listed(parts: list[Markup]) -> Markup:
    """`a`, `a and b`, `a, b and c`."""
    *head, last = parts
    return say("{} and {}", Markup(", ").join(head), last) if head else last
