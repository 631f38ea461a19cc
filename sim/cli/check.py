"""`entente validate`: is a scenario file sound, and what should its reader know."""

from sim.cli.scenario_file import File, Overrides, read_scenario
from sim.cli.screen import say


def validate(file: File, overrides: Overrides = None) -> None:
    """Check a scenario file and say what its reader should know."""
    scenario = read_scenario(file, overrides)
    from sim.scenario import notes

    found = notes(scenario)
    cases = f"{_count(len(scenario.cases), 'case')}, " if scenario.cases else ""
    say(
        f"{file} is sound: {len(scenario.actors)} states, {scenario.horizon} years from {scenario.start_name}, "
        f"{_count(len(scenario.options) - 1, 'option')} beside the baseline, "
        f"{_count(len(scenario.shocks), 'shock')}, {cases}{_count(len(found), 'note')}."
    )
    for note in found:
        say(f"- {note}")


def _count(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"
