"""Shocks, cases and goals of a scenario in plain words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.scenario import Case, Goal, Scenario, Shock


def circumstance_lines(scenario: "Scenario") -> Iterator[str]:
    """One line for each shock, case and goal."""
    yield from (f"Shock: {shock_words(scenario, shock)}" for shock in scenario.shocks)
    for case in scenario.cases:
        yield f"Case: {case.title}  ({case.name})"
        yield from (f"  - {line}" for line in _case_lines(scenario, case))
    if scenario.perspective:
        yield f"Told for {scenario.names[scenario.perspective]}."
    yield from (f"Goal: {_goal_words(scenario, goal)}" for goal in scenario.goals)


def shock_words(scenario: "Scenario", shock: "Shock") -> str:
    """A shock in one line."""
    from sim.catalogue import shock_kinds
    from sim.experiments.words import listed

    said = [shock_kinds()[shock.kind].title]
    said += [
        listed(scenario.names[code] for code in codes)
        if role == "first"
        else f"{_link(role)} {_names(scenario, codes)}"
        for role, codes in shock.who.items()
    ]
    return ", ".join([" ".join(said), f"size {_amount(shock.size)}", *_chances(shock), *_dates(scenario, shock)])


def _link(role: str) -> str:
    return {"second": "and", "actor": "in", "with": "with"}.get(role, role)


def _names(scenario: "Scenario", codes: tuple[str, ...]) -> str:
    from sim.experiments.words import listed

    return listed(scenario.names[code] for code in codes) if codes else "nobody"


def _chances(shock: "Shock") -> Iterator[str]:
    from sim.experiments.signing import title_of

    if shock.rate is not None:
        yield f"{_amount(shock.rate)} times a year by luck"
    if shock.probability != (1.0, 1.0):
        yield f"with probability {_amount(shock.probability)}"
    if shock.condition is not None:
        state = "in force" if shock.condition.holds else "not in force"
        between = " ".join(shock.condition.parties)
        yield f"if {title_of(shock.condition.instrument)} ({between}) is {state}"
    if shock.after:
        yield f"after {shock.after / 4:g} years of that"
    if shock.credibility is not None:
        yield f"credibility {_amount(shock.credibility)}"


def _dates(scenario: "Scenario", shock: "Shock") -> Iterator[str]:
    from sim.scenario.dates import quarter_name

    yield f"from {quarter_name(scenario.start + shock.start)}"
    if shock.stop is not None:
        yield f"until {quarter_name(scenario.start + shock.stop)}"
    if shock.lasts is not None:
        yield f"for {shock.lasts / 4:g} years"


def _case_lines(scenario: "Scenario", case: "Case") -> Iterator[str]:
    if case.stands_for:
        yield case.stands_for
    yield from (shock_words(scenario, shock) for shock in case.shocks)
    yield from (f"{name} is {value:g}" for name, value in case.parameters.items())
    yield from (f"{name} lies in {_amount(bounds)}" for name, bounds in case.uncertainties.items())
    yield from (f"{whom}: {name} is {x:g}" for whom, values in case.figures.items() for name, x in values.items())


def _goal_words(scenario: "Scenario", goal: "Goal") -> str:
    from sim.scenario.dates import quarter_name

    return f"{goal.title}, by {quarter_name(scenario.start + goal.quarter)}"


def _amount(amount: tuple[float, float]) -> str:
    return f"{amount[0]:g}" if amount[0] == amount[1] else f"{amount[0]:g} to {amount[1]:g}"
