"""Trade-offs: what each option gains its parties, what it costs elsewhere, and how far it meets the goals."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from sim.core.errors import QuestionError
from sim.ensemble.backlash import TOTAL
from sim.experiments.robust import overall
from sim.report.addressed import Figure, Row, Table
from sim.report.charts import families_chart, tradeoff_chart
from sim.report.picture import Picture
from sim.report.study import Study, own

NO_GOALS = (
    "The scenario names no goals, so nothing says which options one would regret. Say what counts, and this answers:"
)


class Cost(NamedTuple):
    """What one option gains its own pairs and loses elsewhere."""

    title: Markup
    gain: Figure
    lost: Figure
    lo: Figure
    hi: Figure
    per_gain: Figure | None
    most: str


class Regret(NamedTuple):
    """How one option stands over everything that counts."""

    title: Markup
    regret: Figure
    front: Figure
    meets: Figure


def regrets(study: Study) -> Table | None:
    """The table `regret`: each option over all that the goals speak of; None without goals that have a direction."""
    wanted = list(dict.fromkeys((goal.outcome, goal.subject) for goal in study.ensemble.scenario.goals))
    if not wanted:
        return None
    try:
        return Table("report/regret.csv", overall(study.ensemble, wanted))
    except QuestionError:
        return None


def tradeoffs(study: Study) -> Mapping[str, Any]:
    """All that the section tells."""
    titles = list(dict.fromkeys(goal.title for goal in study.answer.goals))
    goals = study.tables.get("goals")
    regret = study.tables.get("regret")
    return {
        "costs": [cost for option in study.answer.options if (cost := _cost(study, option.name))],
        "goals": [own(title) for title in titles],
        "goal_rows": [
            (study.label(name), [_share(goals, title, name) for title in titles])
            for name in (study.ensemble.options if goals else ())
        ],
        "regrets": [_regret(study, row) for row in regret.rows()] if regret else [],
        "no_goals": NO_GOALS if not titles else "",
        "charts": _charts(study),
    }


def _charts(study: Study) -> list[Picture]:
    drawn = [tradeoff_chart(study)] if study.tables["backlash"].row(mechanism=TOTAL) else []
    return [*drawn, families_chart(study, study.lead)] if study.lead and len(study.tables["families"].frame) else drawn


def _cost(study: Study, option: str) -> Cost | None:
    row = study.tables["backlash"].row(option=option, mechanism=TOTAL)
    if row is None:
        return None
    found = next(one.backlash for one in study.answer.options if one.name == option)
    known = row["per_gain"] == row["per_gain"] and float(row["backlash"]) > 0
    return Cost(
        study.label(option),
        row.change("gain"),
        *(row.size(name) for name in ("backlash", "lo", "hi")),
        row.size("per_gain", 1) if known else None,
        found.most.replace("_", " ") if found else "",
    )


def _share(goals: Table, title: str, option: str) -> Figure | None:
    row = goals.row(goal=title, option=option)
    return row.of("share", int(row["worlds"])) if row else None


def _regret(study: Study, row: Row) -> Regret:
    title = study.label(row["option"])
    return Regret(title, row.percent("regret"), row.of("front_share"), row.of("meets_all", study.worlds()))
