"""`entente show`: a scenario in plain words, or whole."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.scenario_file import File, Overrides, read_scenario
from sim.cli.screen import console, say
from sim.cli.show_circumstances import circumstance_lines

if TYPE_CHECKING:
    from sim.scenario import Option, Provision, Scenario


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
    screen = console()
    say()
    screen.print(f"{option.title}  ({option.name})", style="bold", markup=False)
    if option.stands_for:
        screen.print(option.stands_for, markup=False)
    for provision in option.provisions:
        screen.print(f"  - {_in_words(scenario, provision)}", markup=False)


def _in_words(scenario: "Scenario", provision: "Provision") -> str:
    from sim.experiments.provisions import particulars
    from sim.experiments.signing import title_of
    from sim.experiments.words import listed
    from sim.scenario.dates import quarter_name

    size = f"{provision.change:+g}" if provision.change is not None else f"level {provision.level:g}"
    until = f" until {quarter_name(scenario.start + provision.stop)}" if provision.stop is not None else ""
    return (
        f"{title_of(provision.instrument)}: {listed(scenario.names[code] for code in provision.parties)}, {size}, "
        f"{provision.enter} from {quarter_name(scenario.start + provision.start)}{until}"
        + "".join(f"; {said}" for said in particulars(scenario, provision))
    )
