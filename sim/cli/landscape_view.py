"""Landscapes on the terminal."""

from typing import TYPE_CHECKING

from sim.cli.screen import console

if TYPE_CHECKING:
    from rich.table import Table

    from sim.ensemble import Ensemble
    from sim.experiments.landscape import Landscape


def print_landscapes(ensemble: "Ensemble", told: "list[Landscape]") -> None:
    """Print the baseline's landscape, the option's, who changed side, and what speaks against the picture."""
    from sim.outcomes.landscape import OBJECTION
    from sim.scenario.dates import quarter_name

    screen, scenario = console(), ensemble.scenario
    worlds = int(ensemble.sound().sum())
    date = quarter_name(scenario.start + told[0].quarter)
    screen.print(f"Sides and balance at the opening of {date}", style="bold", markup=False)
    screen.print(
        f"Of the mean alignment of {worlds} model worlds, each state as heavy as its capability. Energy: what states "
        f"that are drawn to each other lose on different sides; lower is easier. Where a state stands elsewhere in "
        f"more than a tenth of the worlds, how often it stands here is given.",
        markup=False,
    )
    for one in told:
        screen.print()
        screen.print(scenario.option(one.option).title, style="bold", markup=False)
        screen.print(_facts(ensemble, one, worlds))
    if len(told) == 2:
        screen.print()
        screen.print(_changed(ensemble, told[0], told[1]), markup=False)
    screen.print()
    screen.print(OBJECTION, markup=False)


def _facts(ensemble: "Ensemble", one: "Landscape", worlds: int) -> "Table":
    from rich.table import Table
    from rich.text import Text

    from sim.experiments.landscape import frustration_words, optima_words, side_words
    from sim.experiments.words import in_worlds

    scenario = ensemble.scenario
    names = tuple(scenario.names[code] for code in scenario.actors)
    pair = " – ".join(scenario.names[code] for code in one.pair)
    energies = ", ".join(f"{energy:.1f}" for _, energy in one.optima[:4])
    rows = [
        *side_words(one, names, worlds),
        ("energy", f"{energies}{', ...' if len(one.optima) > 4 else ''}: {optima_words(one)}"),
        ("triangles", f"{one.balanced} of {one.triangles} balanced; a tie is an alignment of {one.least:g} or more"),
        ("frustration", frustration_words(one)),
        ("out of place", f"{pair} fits its friends and foes least {in_worlds(one.pair_worlds, worlds)}"),
    ]
    table = Table.grid(padding=(0, 0, 0, 2), pad_edge=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for label, said in rows:
        table.add_row(Text(label, style="dim"), Text(said))
    return table


def _changed(ensemble: "Ensemble", before: "Landscape", after: "Landscape") -> str:
    from sim.experiments.words import listed

    moved = before.optima[0][0] != after.optima[0][0]
    names = [ensemble.scenario.names[code] for code, m in zip(ensemble.scenario.actors, moved, strict=True) if m]
    if not names:
        return "No state changes side against the baseline."
    return f"Against the baseline {listed(names)} change{'s' if len(names) == 1 else ''} side."
