"""Shocks, cases and goals as plain data."""

from typing import TYPE_CHECKING

from sim.scenario.dates import QUARTERS_A_YEAR, quarter_name

if TYPE_CHECKING:
    from sim.scenario.circumstances import Case, Condition, Range, Shock
    from sim.scenario.goal import Goal

_SURE = (1.0, 1.0)


def shock_data(shock: "Shock", start: int) -> dict[str, object]:
    """A shock as a file would write it."""
    content: dict[str, object] = {"shock": shock.kind, "name": shock.name}
    if "first" in shock.who:
        content["pair"] = [_side(shock.who["first"]), _side(shock.who["second"])]
    content |= {role: _side(codes) for role, codes in shock.who.items() if role not in ("first", "second")}
    content |= {"size": _amount(shock.size), **shock.settings, "from": quarter_name(start + shock.start)}
    if shock.stop is not None:
        content["until"] = quarter_name(start + shock.stop)
    if shock.lasts is not None:
        content["lasts"] = shock.lasts / QUARTERS_A_YEAR
    if shock.probability != _SURE:
        content["probability"] = _amount(shock.probability)
    if shock.rate is not None:
        content["rate"] = _amount(shock.rate)
    if shock.condition is not None:
        content |= {"if": _condition(shock.condition), "after": shock.after / QUARTERS_A_YEAR}
    if shock.credibility is not None:
        content["credibility"] = _amount(shock.credibility)
    return content


def _condition(condition: "Condition") -> dict[str, object]:
    word = "in_force" if condition.holds else "not_in_force"
    return {word: condition.instrument, "between": list(condition.parties), "at_least": condition.least}


def case_data(case: "Case", start: int) -> dict[str, object]:
    """A case as a file would write it."""
    content: dict[str, object] = {
        "title": case.title,
        "stands_for": case.stands_for,
        "shocks": [shock_data(shock, start) for shock in case.shocks],
        "parameters": dict(case.parameters),
        "uncertainties": {name: list(bounds) for name, bounds in case.uncertainties.items()},
        "figures": {whom: dict(values) for whom, values in case.figures.items()},
    }
    return {key: value for key, value in content.items() if key == "title" or value not in ("", [], {})}


def goal_data(goal: "Goal", start: int) -> dict[str, object]:
    """A goal as a file would write it."""
    content: dict[str, object] = {"title": goal.title, "outcome": goal.outcome, "subject": goal.subject}
    bounds = {"at_least": goal.at_least, "at_most": goal.at_most}
    content |= {key: value for key, value in bounds.items() if value is not None}
    return content | {"by": quarter_name(start + goal.quarter), "as": goal.measure}


def _amount(amount: "Range") -> float | list[float]:
    return amount[0] if amount[0] == amount[1] else list(amount)


def _side(codes: tuple[str, ...]) -> str | list[str]:
    return codes[0] if len(codes) == 1 else list(codes)
