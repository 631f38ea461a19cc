"""The answer at a glance: one line an option, before the details."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.text import Text

    from sim.experiments.answer import OptionAnswer
    from sim.experiments.effect import Effect

SUBJECTS_SHOWN = 3


def print_glance(screen: "Console", options: "Sequence[OptionAnswer]") -> None:
    """Where most worlds end for the first subjects that are watched, and whether the parties would sign and could."""
    from rich.table import Table
    from rich.text import Text

    if not options:
        return
    table = Table(box=None, padding=(0, 0, 0, 2), pad_edge=False, header_style="dim")
    table.add_column(f"of {options[0].effects[0].worlds} worlds" if options[0].effects else "", vertical="top")
    subjects = options[0].effects[:SUBJECTS_SHOWN]
    for subject in subjects:
        table.add_column(subject.name.replace(" – ", " –\n"), justify="right")
    table.add_column("would\nsign", justify="right", no_wrap=True)
    table.add_column("feasible", justify="right", no_wrap=True)
    for option in options:
        cells = [_most(effect) for effect in option.effects[: len(subjects)]]
        table.add_row(Text(option.title, style="bold"), *map(Text, cells), _least_ready(option), _feasible(option))
    screen.print()
    screen.print(table)


def _most(effect: "Effect") -> str:
    """Where most worlds end, as `91 down`."""
    counts = {"down": effect.down, "same": effect.same, "up": effect.up}
    way = max(counts, key=lambda name: counts[name])
    return f"{counts[way]} {way}"


def _feasible(option: "OptionAnswer") -> "Text":
    from rich.text import Text

    verdict = option.feasibility.verdict
    return Text("yes" if verdict == "fine" else verdict, style="bold" if verdict == "no" else "")


def _least_ready(option: "OptionAnswer") -> str:
    """Offers that the least ready of the required parties accepts."""
    from sim.experiments.words import MOST_SAID, of_worlds

    odds = [party.would_sign for party in option.parties if party.role == "member"]
    return of_worlds(min(odds), MOST_SAID) if odds else "-"
