"""What charts of answers need: the question behind each, put to the study with as much as was said of it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.core.errors import QuestionError

if TYPE_CHECKING:
    from sim.cli.screen import Progress
    from sim.ensemble import Ensemble

MOST_COUNTED = 2


class Asked(NamedTuple):
    """The study, its folder, what was said on the command line, and whom to tell how far the work has come."""

    ensemble: "Ensemble"
    folder: Path
    said: Mapping[str, str]
    progress: "Progress | None"

    @property
    def option(self) -> str:
        """The option named, or the one with the largest mean absolute effect."""
        from sim.charts.choice import checked_option

        return checked_option(self.ensemble, self.said.get("option"))

    @property
    def outcome(self) -> str:
        """The outcome named, or alignment."""
        return self.said.get("outcome", "alignment")

    @property
    def pair(self) -> str:
        """The pair named, or the first that was watched."""
        if "pair" in self.said:
            return self.said["pair"]
        names = self.ensemble.subjects.names.get(self.outcome, ())
        if not names:
            raise QuestionError(f"{self.outcome} was measured of nobody; say whom with --pair")
        return names[0]


Answer = Callable[[Asked], dict[str, Any]]


def _feasibility(asked: Asked) -> dict[str, Any]:
    from sim.experiments.feasibility import feasibility

    return {"table": feasibility(asked.ensemble.scenario, asked.ensemble.signing())}


def _timeline(asked: Asked) -> dict[str, Any]:
    from sim.charts.timeline_table import data

    return {"table": data(asked.ensemble, asked.option, asked.progress)}


def _waterfall(asked: Asked) -> dict[str, Any]:
    from sim.experiments.explain import explanation

    found = explanation(asked.ensemble, asked.option, asked.pair, asked.outcome, progress=asked.progress)
    return {"table": found.table, "option": found.option, "pair": found.pair, "stock": found.stock, "date": found.date}


def _choices(asked: Asked) -> dict[str, Any]:
    from sim.charts.reaction_table import data
    from sim.experiments.choices import table_of, weighed

    option = asked.option
    actor = asked.said.get("actor") or str(data(asked.ensemble, option)["actor"].iloc[0])
    found = weighed(asked.ensemble, option, actor, progress=asked.progress)
    table = table_of(asked.ensemble, found, ("act", "partner"))
    return {"table": table, "option": option, "actor": actor, "date": found.date}


def counted(asked: Asked) -> list[tuple[str, str]]:
    """What counts: the outcome and pair named, else the goals of the scenario, else alignment of two watched pairs."""
    from sim.experiments.paired import figure

    scenario = asked.ensemble.scenario
    if "outcome" in asked.said or "pair" in asked.said:
        wanted = [(asked.outcome, asked.pair)]
    elif scenario.goals:
        wanted = [(goal.outcome, goal.subject) for goal in scenario.goals]
    else:
        wanted = [("alignment", pair) for pair in asked.ensemble.subjects.names.get("alignment", ())[:MOST_COUNTED]]
    if not wanted:
        raise QuestionError("the scenario has no goals and no watched pairs; say what counts with --outcome and --pair")
    found = [figure(scenario, outcome, subject) for outcome, subject in wanted]
    return list(dict.fromkeys((one.outcome, one.subject) for one in found))


def _regret(asked: Asked) -> dict[str, Any]:
    from sim.experiments.robust import overall, robust

    wanted = counted(asked)
    return {"table": robust(asked.ensemble, wanted), "total": overall(asked.ensemble, wanted)}


def _front(asked: Asked) -> dict[str, Any]:
    from sim.experiments.robust import robust

    return {"table": robust(asked.ensemble, counted(asked))}


def _enough(asked: Asked) -> dict[str, Any]:
    from sim.experiments.enough_of import asked_of, default_target, enough_table, running_table, told_effects

    of = f"{asked.outcome}:{asked.pair}" if {"outcome", "pair"} & asked.said.keys() else None
    told = told_effects(asked.ensemble, asked_of(asked.ensemble, of))
    if "option" in asked.said:
        told = [one for one in told if one.option == asked.option]
    target = default_target(told[0].outcome)
    first = enough_table(told, asked.ensemble.runs, target).iloc[0]
    widest = next(
        one
        for one in told
        if (one.option, one.against, one.subject) == (first["option"], first["against"], first["subject"])
    )
    about = {name: getattr(widest, name) for name in ("option", "against", "outcome", "subject")}
    return {"table": running_table(widest, asked.ensemble.runs), "target": target, **about}


def _attribution(asked: Asked) -> dict[str, Any]:
    from sim.cli.asking import at_work
    from sim.experiments.attribute import attribute
    from sim.experiments.paired import figure

    scenario = asked.ensemble.scenario
    of = figure(scenario, asked.outcome, asked.pair)
    with at_work(asked.ensemble, asked.folder, None, None, None, asked.progress is None) as (sampling, parts, force):
        found = attribute(scenario, scenario.option(asked.option), of, sampling, parts, force)
    about = {"option": asked.option, "subject": of.subject, "outcome": of.outcome}
    return {"table": found.table, "failed": found.failed, **about}


# By chart: the words it takes on the command line, and the question behind it.
QUESTIONS: dict[str, tuple[tuple[str, ...], Answer]] = {
    "feasibility": ((), _feasibility),
    "timeline": (("option",), _timeline),
    "waterfall": (("option", "pair", "outcome"), _waterfall),
    "choices": (("option", "actor"), _choices),
    "regret": (("outcome", "pair"), _regret),
    "front": ((), _front),
    "enough": (("option", "outcome", "pair"), _enough),
    "attribution": (("option", "outcome", "pair"), _attribution),
}
# Those that run many worlds which the study does not have.
COSTLY = ("attribution",)
