"""A scenario as plain data, and the digest that names it."""

import hashlib
import json
from typing import TYPE_CHECKING

from sim.model.informed import Informed
from sim.scenario.dates import QUARTERS_A_YEAR, quarter_name
from sim.scenario.expectation import expects_data
from sim.scenario.inherit import VERSION
from sim.scenario.newcomer_data import newcomer_data
from sim.scenario.posteriors import POSTERIOR
from sim.scenario.resolved_circumstances import case_data, goal_data, shock_data
from sim.scenario.sweep_plan import sweep_data

if TYPE_CHECKING:
    from sim.scenario.provision import Option, Provision
    from sim.scenario.scenario import Scenario


def as_data(scenario: "Scenario") -> dict[str, object]:
    """What a file would have to say to give this scenario without `extends`, groups or defaults left open.

    Dumped to YAML and loaded again it gives the same scenario.
    """
    data: dict[str, object] = {
        "version": VERSION,
        "title": scenario.title,
        "question": scenario.question,
        "start": scenario.start_name,
        "horizon": scenario.quarters // QUARTERS_A_YEAR,
        "actors": list(scenario.actors),
        "groups": {name: _group(scenario, name) for name in scenario.groups},
        "world": {name: path.as_posix() for name, path in scenario.tables.items()},
        "add_actors": {newcomer.code: newcomer_data(newcomer) for newcomer in scenario.newcomers},
        "options": {option.name: _option(option, scenario.start) for option in scenario.options},
        "shocks": [shock_data(shock, scenario.start) for shock in scenario.shocks],
        "cases": {case.name: case_data(case, scenario.start) for case in scenario.cases},
        "figures": {whom: dict(values) for whom, values in scenario.figures.items()},
        "parameters": _parameters(scenario),
        "uncertainties": {name: list(bounds) for name, bounds in scenario.uncertainties.items()},
        "compare": [list(pair) for pair in scenario.compare],
        "watch": list(scenario.watch),
        "outcomes": list(scenario.outcomes),
        "perspective": scenario.perspective or "",
        "goals": [goal_data(goal, scenario.start) for goal in scenario.goals],
        "expects": expects_data(scenario.expects, scenario.start, scenario.quarters),
        "sampling": {"draws": scenario.draws, "runs": scenario.runs, "seed": scenario.seed},
        "sweep": sweep_data(scenario.sweep),
    }
    return {key: value for key, value in data.items() if value not in ("", [], {})}


def fingerprint(scenario: "Scenario") -> str:
    """SHA-256 of the resolved scenario with the content of its tables in place of their paths."""
    content = as_data(scenario) | {"world": scenario.tables_digest}
    if isinstance(scenario.opening, Informed):
        draws = {
            name: values.tolist() for name, values in {**scenario.opening.posterior, **scenario.opening.costs}.items()
        }
        content["parameters"] = {**scenario.parameters, POSTERIOR: draws}
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _parameters(scenario: "Scenario") -> dict[str, object]:
    named = {} if scenario.posterior is None else {POSTERIOR: scenario.posterior}
    return {**named, **scenario.parameters}


def _group(scenario: "Scenario", name: str) -> object:
    members = list(scenario.groups[name])
    title = scenario.group_titles.get(name)
    return members if title is None else {"title": title, "members": members}


def _option(option: "Option", start: int) -> dict[str, object]:
    content: dict[str, object] = {"title": option.title, "stands_for": option.stands_for}
    content["provisions"] = [_provision(provision, start) for provision in option.provisions]
    return {key: value for key, value in content.items() if value != ""}


def _provision(provision: "Provision", start: int) -> dict[str, object]:
    content: dict[str, object] = {"instrument": provision.instrument, "parties": list(provision.parties)}
    others = {"optional": list(provision.optional), "observers": list(provision.observers)}
    content |= {key: codes for key, codes in others.items() if codes}
    content |= provision.details.said()
    if provision.level is not None and provision.details.per_year is None:
        content["level"] = provision.level
    if provision.change is not None:
        content["change"] = provision.change
    content["enter"] = provision.enter
    content |= _dates(provision.start, provision.stop, start)
    if provision.starts:
        later = {code: quarter_name(start + quarter) for code, quarter in provision.starts}
        content["from"] = {"default": content["from"], **later}
    return content


def _dates(begin: int, stop: int | None, start: int) -> dict[str, object]:
    content: dict[str, object] = {"from": quarter_name(start + begin)}
    if stop is not None:
        content["until"] = quarter_name(start + stop)
    return content
