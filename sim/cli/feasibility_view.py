"""Feasibility on the terminal: one line a problem, the gravest first."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from sim.experiments.answer import OptionAnswer
    from sim.experiments.feasibility import Feasibility

STRAINED_SHOWN = 4
# As wide as the labels of the facts above it.
WIDTH = 16
HEADINGS = {"no": "  Not feasible", "strained": "  Strained"}


def print_feasibility(screen: "Console", found: "Feasibility") -> None:
    """Print what speaks against an option; one line of praise where nothing does."""
    from rich.table import Table
    from rich.text import Text

    lines = Table.grid(padding=(0, 2, 0, 0))
    lines.add_column(no_wrap=True, min_width=WIDTH)
    lines.add_column()
    if not found.problems:
        lines.add_row("  Feasible", Text("yes: every party can pay, use, bear and sign it"))
    grave = [check for check in found.problems if check.verdict == "no"]
    strained = [check for check in found.problems if check.verdict == "strained"]
    for check in (*grave, *strained[:STRAINED_SHOWN]):
        style = "bold" if check.verdict == "no" else ""
        lines.add_row(Text(HEADINGS[check.verdict], style=style), Text(f"{check.reason}."))
    if (rest := len(strained) - STRAINED_SHOWN) > 0:
        lines.add_row("", Text(f"{rest} more strained; tables/feasibility.csv has all.", style="dim"))
    screen.print(lines)


def print_refusals(screen: "Console", options: "Sequence[OptionAnswer]", said: "Sequence[OptionAnswer]") -> None:
    """Print why options are not feasible, one line a reason, but for what was said of other answers already."""
    from rich.table import Table
    from rich.text import Text

    known = {(option.name, check.reason) for option in said for check in option.feasibility.problems}
    lines = Table.grid(padding=(0, 2, 0, 0))
    for option in options:
        for check in option.feasibility.problems:
            if check.verdict == "no" and (option.name, check.reason) not in known:
                lines.add_row(Text(f"  {option.title}", style="bold"), Text(f"not feasible: {check.reason}."))
    if lines.row_count:
        screen.print()
        screen.print(lines)
