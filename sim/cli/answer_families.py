"""Four families side by side: what each option changes for its own parties, whether they would sign, does it last."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from sim.experiments.answer import OptionAnswer
    from sim.experiments.families import FamilyEffect

LEAST = 2
TITLE, NARROW = 20, 11  # letters
NOTE = (
    "Mean change for the option's own parties or pairs (under a perspective, that state's), and where most worlds end. "
    "More: tables/families.csv."
)


def print_families(screen: "Console", options: "Sequence[OptionAnswer]") -> None:
    """One line an option, one column a family; nothing where fewer than two families were measured."""
    from rich.table import Table
    from rich.text import Text

    from sim.experiments.words import percent

    heads = {effect.family: effect.outcome for option in options for effect in option.families}
    if len(heads) < LEAST:
        return
    table = Table(box=None, padding=(0, 0, 0, 1), pad_edge=False, header_style="dim")
    table.add_column("for its parties", min_width=TITLE)
    for family, outcome in heads.items():
        table.add_column(f"{family}\n{_narrow(outcome)}", justify="right")
    table.add_column("would\nsign", justify="right", no_wrap=True)
    table.add_column("in\nforce", justify="right", no_wrap=True)
    for option in options:
        told = {effect.family: _cell(effect) for effect in option.families}
        odds = [party.would_sign for party in option.parties]
        stands = [provision.in_force for provision in option.provisions]
        last = [percent(min(shares), 1) if shares else "-" for shares in (odds, stands)]
        table.add_row(Text(option.title, style="bold"), *(told.get(family, "-") for family in heads), *last)
    screen.print()
    screen.print(table)
    screen.print(Text(NOTE, style="dim"))


def _narrow(outcome: str) -> str:
    """An outcome's name in lines that fit a narrow column."""
    words = outcome.split("_")
    cut = [f"{word[: NARROW - 2]}-\n{word[NARROW - 2 :]}" if len(word) > NARROW else word for word in words]
    return "\n".join(cut)


def _cell(effect: "FamilyEffect") -> str:
    """The mean, and where most worlds end."""
    from sim.experiments.words import signed

    counts = {"down": effect.down, "same": effect.same, "up": effect.up}
    return f"{signed(effect.mean)} {max(counts, key=lambda way: counts[way])}"
