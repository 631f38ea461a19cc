"""Goals: what an option is to reach, told by the share of model worlds in which it does."""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from sim.outcomes import OUTCOMES
from sim.scenario.actors import Cast
from sim.scenario.dates import Calendar
from sim.scenario.fields import Fields, complain, entries, number, text, word
from sim.scenario.goal import MEASURES, Goal, Measure
from sim.scenario.problems import Problems
from sim.scenario.tree import Node
from sim.scenario.views import WORLD, read_subject

_KEYS = ("title", "outcome", "subject", "at_least", "at_most", "by", "as")
_FAR = 1e6


def read_goals(node: Node | None, cast_: Cast, calendar: Calendar, problems: Problems) -> tuple[Goal, ...]:
    """All goals, in the order of the file."""
    example = "[{outcome: trust, subject: PAK:TUR, at_least: 0.7}]"
    goals = [_read_goal(item, cast_, calendar, problems) for item in entries(node, problems, example)]
    return tuple(goal for goal in goals if goal)


def _read_goal(node: Node, cast_: Cast, calendar: Calendar, problems: Problems) -> Goal | None:
    fields = Fields(node, _KEYS, problems)
    if not isinstance(node.value, dict):
        return None
    before = len(problems)
    outcome = word(fields.required("outcome", "alignment"), OUTCOMES, "outcome", problems)
    subject = _read_subject(fields, outcome, cast_, problems)
    low, high = (number(fields.get(key), -_FAR, _FAR, problems) for key in ("at_least", "at_most"))
    if fields.get("at_least") is None and fields.get("at_most") is None and not fields.misspelt:
        complain(node, "missing at_least or at_most; write at_least: 0.7", problems)
    elif low is not None and high is not None and low > high:
        complain(node, f"at_least {low:g} is above at_most {high:g}, so nothing meets this goal", problems)
    quarter = calendar.index(fields.get("by"), problems, last=True)
    if quarter == 0:
        complain(fields.content["by"], "nothing can change by the start; write a later date", problems)
    measure = word(fields.get("as"), MEASURES, "measure", problems) or "level"
    title = text(fields.get("title"), problems)
    if len(problems) > before or outcome is None or subject is None:
        return None
    goal = Goal("", outcome, subject, low, high, quarter or calendar.quarters, cast(Measure, measure))
    return replace(goal, title=title or in_words(goal))


def _read_subject(fields: Fields, outcome: str | None, cast_: Cast, problems: Problems) -> str | None:
    over = OUTCOMES[outcome].over if outcome else "world"
    if over == "world" and fields.get("subject") is None:
        return WORLD
    node = fields.required("subject", {"pair": "PAK:TUR", "actor": "PAK", "world": WORLD}[over])
    subject = read_subject(node, cast_, problems) if node else None
    if subject is None or node is None or outcome is None:
        return None
    kind = "world" if subject == WORLD else "pair" if ":" in subject else "actor"
    if kind != over:
        said = {"pair": "of pairs; write a pair such as PAK:TUR", "actor": "of states; write one such as PAK"}
        complain(node, f"{outcome} is an outcome {said.get(over, 'of the whole; write world')}", problems)
        return None
    if OUTCOMES[outcome].directed or kind != "pair" or any(side in cast_.groups for side in subject.split(":")):
        return subject
    return ":".join(sorted(subject.split(":")))


def in_words(goal: Goal) -> str:
    """A goal without a title of its own: `trust PAK:TUR at least 0.7`."""
    bounds = [
        f"{word} {value:g}"
        for word, value in (("at least", goal.at_least), ("at most", goal.at_most))
        if value is not None
    ]
    what = "change of " if goal.measure == "change" else ""
    return f"{what}{goal.outcome.replace('_', ' ')} {goal.subject} {' and '.join(bounds)}"


def goal_subjects(goals: Iterable[Goal]) -> tuple[str, ...]:
    """Subjects that goals need watched."""
    return tuple(dict.fromkeys(goal.subject for goal in goals))


def goal_outcomes(goals: Iterable[Goal]) -> tuple[str, ...]:
    """Outcomes that goals need measured."""
    return tuple(dict.fromkeys(goal.outcome for goal in goals))
