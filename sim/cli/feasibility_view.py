"""Feasibility on the terminal: one line a problem, the gravest first."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

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
