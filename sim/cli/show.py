"""`entente show`: a scenario in plain words, or whole."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.scenario_file import File, Overrides, read_scenario
from sim.cli.screen import console, say
from sim.cli.show_circumstances import circumstance_lines

if TYPE_CHECKING:
    from sim.scenario import Option, Scenario


def show(
    file: File,
    overrides: Overrides = None,
    resolved: Annotated[
        bool, typer.Option("--resolved", help="The whole file, nothing inherited, nothing left to a default (YAML).")
    ] = False,
) -> None:
    """Show a scenario in plain words, or as one whole file to hand on."""
    scenario = read_scenario(file, overrides)
    if resolved:
        from sim.ensemble.resolved_file import resolved_text

        typer.echo(resolved_text(scenario), nl=False)
    else:
        _show(scenario)


def _show(scenario: "Scenario") -> None:
    screen = console()
    screen.print(scenario.title, style="bold", markup=False)
    if scenario.question:
        screen.print(scenario.question, markup=False)
    say()
    screen.print(
        f"{scenario.horizon} years from {scenario.start_name}; {len(scenario.actors)} states: "
        f"{', '.join(scenario.names[code] for code in scenario.actors)}.",
        markup=False,
    )
    for option in scenario.options:
        _show_option(scenario, option)
    lines = list(circumstance_lines(scenario))
    if lines:
        say()
    for line in lines:
        screen.print(line, markup=False)


def _show_option(scenario: "Scenario", option: "Option") -> None:
    from sim.experiments.provisions import provision_words

    screen = console()
    say()
    screen.print(f"{option.title}  ({option.name})", style="bold", markup=False)
    if option.stands_for:
        screen.print(option.stands_for, markup=False)
    for provision in option.provisions:
        screen.print(f"  - {provision_words(scenario, provision)}", markup=False)
