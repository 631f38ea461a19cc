"""A sweep on the terminal: one small table for each option, point by point."""

import re
from collections.abc import Iterable, Mapping
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from rich.markup import escape
from rich.table import Table

from sim.cli.screen import console
from sim.experiments.words import signed

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 24
LONGEST = 12
UNKNOWN = "-"
POINT = "point"
FIGURES = {"mean": "mean", "lo": "from", "hi": "to", "p_down": "down", "p_negligible": "same", "p_up": "up"}


def print_sweep(table: "pd.DataFrame", levers: tuple[str, ...]) -> None:
    """Print effects of the first outcome on the first subject, with their 90 % interval and shares of worlds."""
    screen = console()
    outcome, subject = table["outcome"].iloc[0], table["subject"].iloc[0]
    shown = table[(table["outcome"] == outcome) & (table["subject"] == subject)]
    screen.print(
        f"Effect on {outcome.replace('_', ' ')} of {subject} at the horizon, against the baseline", style="bold"
    )
    head = _head(shown, levers, screen.width)
    for path, label in head.labels.items():
        screen.print(f"{label}: {path if path != POINT else 'its levers stand in design.csv'}", markup=False)
    for option, rows in shown.groupby("option", sort=False):
        screen.print(f"\n{option}", style="bold", markup=False)
        screen.print(_table(rows.head(MOST_ROWS), head))
        if len(rows) > MOST_ROWS:
            screen.print(f"... and {len(rows) - MOST_ROWS} more points in tables/effects.csv", markup=False)
    screen.print("\nmean: over worlds; from, to: its 90 % interval, by draws; down, same, up: shares of worlds.")


class _Head(NamedTuple):
    """Names of the levers by path, widths of their columns, and how far all columns stand apart."""

    labels: Mapping[str, str]
    widths: Mapping[str, int]
    apart: int


def _head(shown: "pd.DataFrame", levers: tuple[str, ...], width: int) -> _Head:
    """Levers by name, by letter where there is little room, or else the number of the point for all of them."""
    figures = [max(map(len, texts)) for texts in _figures(shown)]
    named, lettered = _labels(levers), dict(zip(levers, ascii_uppercase, strict=False))
    for labels, apart in ((named, 2), (named, 1), (lettered, 1)):
        room = width - sum(figures) - apart * (len(figures) + len(levers) - 1)
        if len(labels) == len(levers) and (widths := _widths(shown, labels, room)):
            return _Head(labels, widths, apart)
    return _Head({POINT: POINT}, {POINT: len(POINT)}, 2)


def _labels(levers: tuple[str, ...]) -> dict[str, str]:
    """A short name of each lever: the last word of its path, or a letter where two have the same."""
    last = [path.rpartition(".")[2] for path in levers]
    return {
        path: word if last.count(word) == 1 and len(word) <= LONGEST else ascii_uppercase[k % len(ascii_uppercase)]
        for k, (path, word) in enumerate(zip(levers, last, strict=True))
    }


def _widths(shown: "pd.DataFrame", labels: Mapping[str, str], room: int) -> dict[str, int] | None:
    """Widths of the levers' columns; words give way to figures, the widest first. None where that is not enough."""
    widths = {path: max(map(len, (label, *_values(shown[path])))) for path, label in labels.items()}
    least = {
        path: max(map(len, (label, *(piece for value in _values(shown[path]) for piece in value.split()))))
        for path, label in labels.items()
    }
    while sum(widths.values()) > room:
        wide = [path for path in labels if widths[path] > least[path]]
        if not wide:
            return None
        widths[max(wide, key=lambda path: widths[path])] -= 1
    return widths


def _values(column: Iterable[object]) -> list[str]:
    """Values of a lever; a list is written so that it can be folded between its members."""
    return [f"{x:.4g}" if isinstance(x, float) else ", ".join(re.split(r",\s*", str(x))) for x in column]


def _figures(rows: "pd.DataFrame") -> list[list[str]]:
    """Columns of figures, each below its name; a dash where no world came out."""
    columns = []
    for key, name in FIGURES.items():
        digits = "{:.2f}".format if key.startswith("p_") else signed
        columns.append([name, *(UNKNOWN if value != value else digits(float(value)) for value in rows[key])])
    return [*columns, ["worlds", *map(str, rows["worlds"])]]


def _table(rows: "pd.DataFrame", head: _Head) -> Table:
    grid = Table(box=None, pad_edge=False, header_style="none", padding=(0, head.apart, 0, 0))
    for path, label in head.labels.items():
        grid.add_column(label, width=head.widths[path], overflow="fold")
    figures = _figures(rows)
    for name, *_ in figures:
        grid.add_column(name, justify="right", no_wrap=True)
    values = [_values(rows[path]) for path in head.labels]
    for k in range(len(rows)):
        grid.add_row(*(escape(column[k]) for column in values), *(column[k + 1] for column in figures))
    return grid
