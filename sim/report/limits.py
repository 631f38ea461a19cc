"""Where an option fails, and what would turn the order: searched in the study's own draws."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from markupsafe import Markup

from sim.experiments.failing import Failing, effect_outside, goals_missed
from sim.experiments.goals import goal_met
from sim.experiments.own_draws import where_it_fails, where_it_is_beaten
from sim.outcomes import OUTCOMES
from sim.report.addressed import Figure, Table, Told
from sim.report.found import Found, find
from sim.report.study import Study


class Search(NamedTuple):
    """A search in the study's own draws, told."""

    sentences: list[Told]
    why_not: Told | None


class Fallen(NamedTuple):
    """In how many worlds an option does not reach what counts as success."""

    title: Markup
    counts: Figure


def fails(study: Study) -> Failing | None:
    """What counts as failing: a goal that is missed, else no practical gain for the first subject."""
    scenario = study.ensemble.scenario
    if scenario.goals:
        return goals_missed(scenario)
    if study.subject is None:
        return None
    better, band = OUTCOMES[study.answer.outcome].better, study.answer.band
    if better == "neither":
        return None
    bounds = (band, None) if better == "higher" else (None, -band)
    return effect_outside(scenario, study.answer.outcome, study.subject.subject, *bounds)


def searches(study: Study) -> dict[str, Found]:
    """`fails`: where the leading option fails; `beaten`: where the first is beaten by its nearest rival."""
    found, lead, order = {}, study.lead, study.answer.order
    what = fails(study)
    if lead is not None and what is not None and study.worlds(lead.name):
        found["fails"] = find(lambda: where_it_fails(study.ensemble, lead.name, what), study.ensemble.seed)
    if order is not None:
        first, second = order.options[0].option, _nearest(study)
        found["beaten"] = find(
            lambda: where_it_is_beaten(study.ensemble, first, second, order.outcome, order.subject), study.ensemble.seed
        )
    return found


def where_fails(study: Study, found: Mapping[str, Found]) -> Mapping[str, Any]:
    """All that the section on failing worlds tells."""
    counts = study.tables.get("fails")
    better = OUTCOMES[study.answer.outcome].better
    return {
        "by_goals": bool(study.ensemble.scenario.goals),
        "way": better if better != "neither" else None,
        "whom": study.whom(study.subject.subject, " and ") if study.subject else None,
        "lead": study.title(study.lead.name) if study.lead else None,
        "key": study.lead.name if study.lead else "",
        "search": _search(study, found, "fails"),
        "counts": [one for option in study.answer.options if (one := _fallen(study, counts, option.name))],
    }


def flips(study: Study, found: Mapping[str, Found]) -> Mapping[str, Any]:
    """All that the section on what turns the order tells."""
    order = study.answer.order
    if order is None:
        return {"first": None}
    first, rivals = order.options[0].option, study.tables["rivals"].rows()
    return {
        "first": study.title(first),
        "second": study.title(_nearest(study)),
        "ahead": max((float(row["behind"]) for row in rivals), default=0.0) > 0,
        "keys": (first, _nearest(study)),
        "subject": order.subject,
        "rivals": [
            (study.label(row["option"]), row.of("ahead", order.draws), row.of("behind", order.draws)) for row in rivals
        ],
        "search": _search(study, found, "beaten"),
    }


def _nearest(study: Study) -> str:
    """The option that comes out before the first one in most draws; the second of the order where none does."""
    return str(max(study.tables["rivals"].rows(), key=lambda row: float(row["behind"]))["option"])


def _search(study: Study, found: Mapping[str, Found], name: str) -> Search | None:
    if name not in found:
        return None
    table = study.tables[f"{name}_where"]
    why_not = study.tables["study"].told(found[name].why_not) if found[name].why_not else None
    return Search([table.told(text) for text in found[name].sentences], why_not)


def _fallen(study: Study, counts: Table | None, option: str) -> Fallen | None:
    row = counts.row(option=option) if counts else None
    return Fallen(study.label(option), row.of("share", int(row["worlds"]))) if row else None


def failing_table(study: Study) -> pd.DataFrame:
    """In what share of its worlds each option fails: option, share, worlds; empty where nothing says what that is."""
    what, rows = fails(study), []
    for option in study.answer.options if what else ():
        if worlds := study.worlds(option.name):
            kept_to = [goal_met(study.ensemble, bound, option.name) for bound in what.bounds]
            rows.append((option.name, float(1 - np.all(kept_to, axis=0).mean()), worlds))
    return pd.DataFrame(rows, columns=["option", "share", "worlds"])
