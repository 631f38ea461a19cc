"""Words on charts: whom, in what unit, in how many worlds, until when."""

import re

from sim.catalogue.groups import groups
from sim.charts.letters import drawable
from sim.ensemble import Ensemble
from sim.ensemble.subjects import WORLD
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE, Scenario
from sim.scenario.dates import quarter_name

CAUTION = "Scenario instrument, not a forecast."
MINUS = "\N{MINUS SIGN}"
MOST_SAID = 100


def side_name(side: str, scenario: Scenario) -> str:
    """Name of an actor or group, as readers know it."""
    if side in scenario.names:
        return scenario.names[side]
    if side in scenario.group_titles:
        return scenario.group_titles[side]
    known = groups()
    return known[side].title if side in known else side.replace("_", " ")


def subject_name(outcome: str, subject: str, scenario: Scenario) -> str:
    """Name of what an outcome is about: `Pakistan – Türkiye`, with an arrow where direction matters."""
    if subject == WORLD:
        return "whole system"
    link = " → " if OUTCOMES[outcome].directed else " – "
    return link.join(side_name(side, scenario) for side in subject.split(":"))


def outcome_name(outcome: str) -> str:
    """An outcome in plain words, lower case."""
    return outcome.replace("_", " ")


def outcome_of(outcome: str, subject: str, scenario: Scenario) -> str:
    """Outcome and subject as the start of a sentence: `Alignment of India and Türkiye`."""
    sides = [re.sub("^The ", "the ", side_name(side, scenario)) for side in subject.split(":")]
    name = outcome_name(outcome).capitalize()
    if subject == WORLD:
        return f"{name} in the whole system"
    return f"{name} of {(' towards ' if OUTCOMES[outcome].directed else ' and ').join(sides)}"


def unit_name(outcome: str) -> str:
    """Unit of an outcome, with a true minus sign."""
    return OUTCOMES[outcome].unit.replace(" -", f" {MINUS}")


def number(value: float, digits: int = 3) -> str:
    """A number with a true minus sign and without needless zeros at zero."""
    said = f"{abs(value):.{digits}f}"
    return f"{MINUS}{said}" if value < 0 and float(said) else said


def signed(value: float, digits: int = 3) -> str:
    """A change, with its sign."""
    said = number(value, digits)
    return said if said.startswith(MINUS) or not float(said) else f"+{said}"


def option_title(option: str, scenario: Scenario) -> str:
    """An option's title in quotation marks."""
    return f"“{scenario.option(option).title or option}”"


def against_title(against: str, scenario: Scenario) -> str:
    """What an option is set against, in the middle of a sentence: `the baseline`, or a title in quotation marks."""
    return "the baseline" if against == BASELINE else option_title(against, scenario)


def listed(names: list[str]) -> str:
    """`A`, `A and B`, `A, B and C`; nothing of nothing."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def end_name(scenario: Scenario) -> str:
    """The horizon, as `2036Q1`."""
    return quarter_name(scenario.start + scenario.quarters)


def world_count(ensemble: Ensemble, *options: str) -> str:
    """How many worlds stand behind a chart, each option paired with the baseline, and of how many when some failed."""
    counts = sorted({int(ensemble.sound(name, BASELINE).sum()) for name in options})
    planned = ensemble.worlds
    cut = f"{_count(ensemble.draws, 'draw')} × {_count(ensemble.runs, 'run')}"
    if counts == [planned]:
        return f"{_count(planned, 'world')} ({cut})"
    return f"{' to '.join(map(str, dict.fromkeys((counts[0], counts[-1]))))} of {_count(planned, 'world')} ({cut})"


def out_of(ensemble: Ensemble, *options: str) -> int:
    """Out of how many worlds shares are said: a hundred, or all where each option has the same and fewer of them."""
    counts = {int(ensemble.sound(name, BASELINE).sum()) for name in options}
    return min(MOST_SAID, *counts) if len(counts) == 1 else MOST_SAID


def whole_worlds(share: float, total: int) -> int:
    """A share as so many of a total of worlds; 0 and all are said of nothing else."""
    count = round(share * total)
    return min(max(count, 1), total - 1) if 0 < share < 1 and total > 1 else count


def footer(ensemble: Ensemble, *options: str) -> tuple[str, str]:
    """What every chart says below: scenario, worlds and horizon; and what it is not."""
    scenario = ensemble.scenario
    span = f"{_count(scenario.horizon, 'year')}, {scenario.start_name} to {end_name(scenario)}"
    off = f"switched off: {', '.join(name.replace('_', ' ') for name in ensemble.off)}" if ensemble.off else ""
    facts = " · ".join(filter(None, (scenario.title, world_count(ensemble, *options), span, off)))
    # A title that the type cannot draw is replaced everywhere else by the option's name; a sentence has none.
    lost = [
        said if drawable(said) else "One option could not be simulated and is left out." for said in ensemble.left_out
    ]
    return " ".join((f"{facts}.", *lost)), CAUTION


def _count(size: int, noun: str) -> str:
    return f"{size} {noun}{'' if size == 1 else 's'}"
