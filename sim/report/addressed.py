"""Numbers that know where they stand: each carries file, row and column into the page, where it can be looked up.

On the page it is `<data value="0.9125" data-from="tables/effects.csv" data-row="12" data-column="p_up">91</data>`, so
that a reader, or a test, finds every number of the page in the folder of results.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from markupsafe import Markup

from sim.experiments.words import MOST_SAID, said_of, signed, whole_counts

MINUS = "\N{MINUS SIGN}"
UNKNOWN = "not known"
_COUNTED = ("p_down", "p_negligible", "p_up")


@dataclass(frozen=True)
class Figure:
    """One number of a results file, as it is said.

    Attributes
    ----------
    text, value
        As it is said, and as it stands in the file.
    file, row, column
        Where: path in the folder of results, row from 0, name of the column.
    times
        What the value is multiplied by before it is said: 100 for percent, the worlds for a share; 1 for others.
    """

    text: str
    value: float
    file: str
    row: int
    column: str
    times: float = 1

    def __html__(self) -> Markup:
        """The number as an element of a page."""
        if math.isnan(self.value):
            return Markup('<span class="unknown">{}</span>').format(UNKNOWN)
        return Markup(
            '<data value="{}" data-from="{}" data-row="{}" data-column="{}" data-times="{:g}">{}</data>'
        ).format(repr(self.value), self.file, self.row, self.column, self.times, self.text)


@dataclass(frozen=True)
class Row:
    """One row of a table.

    Attributes
    ----------
    file, number, values
        Path in the folder of results, number of the row from 0, and what stands in it.
    """

    file: str
    number: int
    values: dict[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def change(self, column: str, digits: int = 3) -> Figure:
        """A change, with its sign."""
        return self._figure(column, signed(float(self[column]), digits))

    def size(self, column: str, digits: int = 3) -> Figure:
        """A number without a sign of its own."""
        return self._figure(column, f"{float(self[column]):.{digits}f}")

    def count(self, column: str) -> Figure:
        """A whole number."""
        value = float(self[column])
        return self._figure(column, UNKNOWN if math.isnan(value) else str(round(value)))

    def percent(self, column: str) -> Figure:
        """A share as `92 %`."""
        value = float(self[column])
        return self._figure(column, UNKNOWN if math.isnan(value) else f"{100 * value:.0f} %", 100)

    def of(self, column: str, total: int = MOST_SAID) -> Figure:
        """A share as `91 of 100`."""
        value = float(self[column])
        total = said_of(total)
        said = UNKNOWN if math.isnan(value) else f"{whole_counts((value, 1 - value), total)[0]} of {total}"
        return self._figure(column, said, total)

    def counts_of(self, column: str, total: int = MOST_SAID) -> Figure:
        """A share as `91`, where what it is of is said elsewhere."""
        whole = self.of(column, total)
        return replace(whole, text=whole.text.split(" of ")[0])

    def counts(self, worlds: int, columns: Sequence[str] = _COUNTED) -> tuple[Figure, ...]:
        """Shares that sum to 1 as whole numbers of worlds that sum to all of them, or to a hundred."""
        shares, total = [float(self[name]) for name in columns], said_of(worlds)
        if any(map(math.isnan, shares)):
            return tuple(self._figure(name, UNKNOWN) for name in columns)
        said = whole_counts(shares, total)
        return tuple(self._figure(name, str(count), total) for name, count in zip(columns, said, strict=True))

    def _figure(self, column: str, text: str, times: float = 1) -> Figure:
        return Figure(text.replace("-", MINUS), float(self[column]), self.file, self.number, column, times)


@dataclass(frozen=True)
class Told:
    """A sentence made elsewhere, with the rows that its numbers come from."""

    text: str
    file: str
    rows: tuple[int, ...]

    def __html__(self) -> Markup:
        """The sentence as an element of a page."""
        rows = " ".join(map(str, self.rows))
        return Markup('<span data-from="{}" data-rows="{}">{}</span>').format(self.file, rows, typeset(self.text))


@dataclass(frozen=True)
class Table:
    """A table of the folder of results, each row with its address.

    Attributes
    ----------
    file
        Path in the folder of results.
    frame
        Its rows, numbered as in the file.
    """

    file: str
    frame: pd.DataFrame

    def rows(self, **wanted: object) -> list[Row]:
        """Rows that hold these values, in the order of the file."""
        return list(self._found(wanted))

    def row(self, **wanted: object) -> Row | None:
        """The first row that holds these values; None where there is none."""
        return next(self._found(wanted), None)

    def told(self, text: str, **wanted: object) -> Told:
        """A sentence whose numbers come from the rows that hold these values."""
        return Told(text, self.file, tuple(row.number for row in self._found(wanted)))

    def _found(self, wanted: dict[str, object]) -> Iterator[Row]:
        chosen = self.frame
        for column, value in wanted.items():
            chosen = chosen[chosen[column] == value]
        for number, values in zip(chosen.index, chosen.to_dict("records"), strict=True):
            yield Row(self.file, int(number), {str(name): value for name, value in values.items()})


def typeset(text: str) -> str:
    """A sentence for print: hyphens before numbers become minus signs, straight quotation marks curved ones."""
    letters = []
    opened = False
    for k, letter in enumerate(text):
        after, before = text[k + 1 : k + 2], text[k - 1 : k] if k else " "
        if letter == "-" and after.isdigit() and not before.isalnum():
            letter = MINUS
        elif letter == '"':
            letter = "\N{RIGHT DOUBLE QUOTATION MARK}" if opened else "\N{LEFT DOUBLE QUOTATION MARK}"
            opened = not opened
        letters.append(letter)
    return "".join(letters)
