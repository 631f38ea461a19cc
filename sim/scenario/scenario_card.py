"""What a notebook shows of a scenario: its question, its options in words, and what it looks at."""

from sim.scenario.card import card, grid, lines
from sim.scenario.dates import quarter_name
from sim.scenario.scenario import Provision, Scenario

MOST_NAMES = 12


def scenario_card(scenario: Scenario) -> str:
    """A scenario as HTML."""
    rows = [
        (option.name, option.title, option.stands_for, "; ".join(_in_words(scenario, p) for p in option.provisions))
        for option in scenario.options
    ]
    also = {"shocks": len(scenario.shocks), "cases": len(scenario.cases), "goals": len(scenario.goals)}
    more = ", ".join(f"{count} {name}" for name, count in also.items() if count)
    return card(
        scenario.title,
        lines(scenario.question, _span(scenario)),
        grid(("option", "title", "stands for", "made of"), rows, words=4),
        lines(f"Also: {more}." if more else "", "sim.run(scenario) puts it to the model.", quiet=True),
    )


def _span(scenario: Scenario) -> str:
    names = [scenario.names[code] for code in scenario.actors]
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    end = quarter_name(scenario.start + scenario.quarters)
    return (
        f"{scenario.start_name} to {end}, {len(names)} states: {', '.join(names[:MOST_NAMES])}{more}. "
        f"{scenario.draws} draws of what is not known, {scenario.runs} runs of luck in each."
    )


def _in_words(scenario: Scenario, provision: Provision) -> str:
    size = f"{provision.change:+g}" if provision.change is not None else f"level {provision.level:g}"
    parties = ", ".join(scenario.names[code] for code in provision.parties)
    return f"{provision.instrument} ({parties}, {size}, {quarter_name(scenario.start + provision.start)})"
