"""A sweep on the terminal: one small table for each option, point by point."""

from string import ascii_uppercase
from typing import TYPE_CHECKING

from rich.table import Table

from sim.cli.screen import console
from sim.experiments.words import signed

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 24
LONGEST = 12


def print_sweep(table: "pd.DataFrame", levers: tuple[str, ...]) -> None:
    """Print effects of the first outcome on the first subject, with their 90 % interval and shares of worlds."""
    screen = console()
    outcome, subject = table["outcome"].iloc[0], table["subject"].iloc[0]
    shown = table[(table["outcome"] == outcome) & (table["subject"] == subject)]
    screen.print(
        f"Effect on {outcome.replace('_', ' ')} of {subject} at the horizon, against the baseline", style="bold"
    )
    labels = _labels(levers)
    for path, label in labels.items():
        screen.print(f"{label}: {path}", markup=False)
    for option, rows in shown.groupby("option", sort=False):
        screen.print(f"\n{option}", style="bold", markup=False)
        screen.print(_table(rows.head(MOST_ROWS), labels))
        if len(rows) > MOST_ROWS:
            screen.print(f"... and {len(rows) - MOST_ROWS} more points in tables/effects.csv", markup=False)
    screen.print("\nmean: over worlds; from, to: its 90 % interval, by draws; down, same, up: shares of worlds.")


def _labels(levers: tuple[str, ...]) -> dict[str, str]:
    """A short name of each lever: the last word of its path, or a letter where two have the same."""
    last = [path.rpartition(".")[2] for path in levers]
    return {
        path: word if last.count(word) == 1 and len(word) <= LONGEST else ascii_uppercase[k % len(ascii_uppercase)]
        for k, (path, word) in enumerate(zip(levers, last, strict=True))
    }


def _table(rows: "pd.DataFrame", levers: dict[str, str]) -> Table:
    grid = Table(box=None, pad_edge=False, header_style="none")
    for label in levers.values():
        grid.add_column(label, overflow="fold")
    for name in ("mean", "from", "to", "down", "same", "up", "worlds"):
        grid.add_column(name, justify="right")
    for row in rows.to_dict("records"):
        shares = (f"{row[name]:.2f}" for name in ("p_down", "p_negligible", "p_up"))
        sizes = (signed(float(row[name])) for name in ("mean", "lo", "hi"))
        values = (f"{row[lever]:.4g}" if isinstance(row[lever], float) else str(row[lever]) for lever in levers)
        grid.add_row(*values, *sizes, *shares, str(row["worlds"]))
    return grid
