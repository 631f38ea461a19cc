"""Who reacts to an option, on the terminal."""

from typing import TYPE_CHECKING

from sim.cli.screen import console

if TYPE_CHECKING:
    from rich.table import Table

    from sim.ensemble import Ensemble
    from sim.experiments.reactions import Reactions

MOST = 14


def print_reactions(ensemble: "Ensemble", found: "Reactions") -> None:
    """Print third parties by how far they moved, and the net for the signatories."""
    from sim.experiments.explain import PROXIMATE
    from sim.experiments.reaction_words import asked_words, rest_words, towards_words

    screen = console()
    heading, measured = asked_words(ensemble.scenario, found)
    screen.print(heading, style="bold", markup=False)
    screen.print(measured, markup=False)
    screen.print()
    screen.print(_table(ensemble, found))
    if rest := rest_words(found, MOST):
        screen.print(rest, style="dim", markup=False)
    if towards := towards_words(ensemble.scenario, found):
        screen.print(towards, markup=False)
    screen.print()
    screen.print("The net for the parties", style="bold", markup=False)
    screen.print(_net(ensemble, found))
    screen.print()
    screen.print(PROXIMATE, markup=False)


def _table(ensemble: "Ensemble", found: "Reactions") -> "Table":
    from rich.table import Table

    from sim.experiments.reaction_words import cells

    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("third party")
    table.add_column("change", justify="right", no_wrap=True)
    table.add_column("without" if found.without else "90 % interval", justify="right", no_wrap=True)
    table.add_column("worlds", justify="right", no_wrap=True)
    table.add_column("half by", justify="right", no_wrap=True)
    if len(found.parties) > 1:
        table.add_column("with", no_wrap=True)
    table.add_column("most through")
    for row in found.table.head(MOST).to_dict("records"):
        table.add_row(*cells(ensemble.scenario, found, row))
    return table


def _net(ensemble: "Ensemble", found: "Reactions") -> "Table":
    from rich.table import Table

    from sim.experiments.words import signed

    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    for name in ("", "with parties", "with others", "net", "its 90 % interval", "closer", "further"):
        table.add_column(name, justify="right" if name else "left")
    for row in found.net.to_dict("records"):
        table.add_row(
            ensemble.scenario.names[row["party"]],
            *(signed(row[name]) for name in ("with_parties", "with_others", "net")),
            f"{signed(row['lo'])} to {signed(row['hi'])}",
            str(row["closer"]), str(row["further"]),
        )  # fmt: skip
    return table
