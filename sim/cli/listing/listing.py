"""A listing as plain data: columns and rows, for the terminal or as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from sim.cli.screen import console
from sim.core.errors import QuestionError


@dataclass(frozen=True)
class Listing:
    """Rows of one kind of thing.

    Attributes
    ----------
    title
        What is listed.
    rows
        All that is declared, under the same keys in every row; a range is a pair of numbers.
    shown
        Keys to show on the terminal, side by side; the rest is told by `--json`.
    below
        Keys to show as small print under the last of these.
    """

    title: str
    rows: Sequence[Mapping[str, object]]
    shown: tuple[str, ...]
    below: tuple[str, ...] = ()

    def as_json(self) -> str:
        """All rows with all that is declared."""
        return json.dumps([dict(row) for row in self.rows], indent=2, ensure_ascii=False)

    def only(self, name: str) -> "Listing":
        """The row of one name, whatever its case.

        Raises
        ------
        QuestionError
            When there is none, with the nearest that there is.
        """
        by_name = {str(row[self.shown[0]]).casefold(): row for row in self.rows}
        if row := by_name.get(name.casefold()):
            return replace(self, rows=[row])
        near = get_close_matches(name.casefold(), by_name, n=1)
        hint = f'did you mean "{by_name[near[0]][self.shown[0]]}"?' if near else "leave the name out to see all"
        raise QuestionError(f'nothing here is called "{name}"; {hint}')

    def print(self) -> None:
        """A table for the terminal."""
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="bold")
        for key in self.shown:
            numeric = all(isinstance(row[key], int | float) for row in self.rows)
            first = key == self.shown[0]
            table.add_column(
                words(key), justify="right" if numeric else "left", no_wrap=numeric or first, overflow="fold"
            )
        for row in self.rows:
            cells = [Text(cell(row[key])) for key in self.shown]
            below = "; ".join(f"{words(key)}: {cell(row[key])}" for key in self.below if row[key] not in ("", None))
            if below:
                cells[-1].append(f"\n{below}", style="dim")
            table.add_row(*cells)
        screen = console()
        screen.print(f"{len(self.rows)} {self.title}", style="bold", markup=False)
        screen.print(table)


def words(key: str) -> str:
    """A key as it is read."""
    return key.replace("_", " ")


def cell(value: object) -> str:
    """A value as it is read."""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return " to ".join(map(cell, value))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
