"""One thing that is declared, with all that is declared of it: every figure with range, grade and source."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sim.cli.listing.listing import cell, words
from sim.cli.screen import console

if TYPE_CHECKING:
    from rich.table import Table

# A row may tell of a figure under a key of its own: `budget` and `budget_about`.
ABOUT = "_about"


def print_detail(row: Mapping[str, object]) -> None:
    """Print one row of a listing.

    Parameters
    ----------
    row
        Values by key. A value that is itself keys and values is shown as a table, one line for each key.
    """
    from rich.text import Text

    screen = console()
    about = {key.removesuffix(ABOUT): told for key, told in row.items() if key.endswith(ABOUT)}
    grid = _columns()
    for key, value in row.items():
        if key not in about and not key.endswith(ABOUT) and not _nested(value) and value not in (None, "", []):
            grid.add_row(Text(words(key), style="dim"), Text(cell(value)))
    screen.print(grid)
    if about:
        _print_figures(
            "figures", {key: {"value": row[key], **_keyed(told)} for key, told in about.items() if _nested(told)}
        )
    for key, value in row.items():
        if _nested(value) and not key.endswith(ABOUT):
            _print_figures(words(key), value)


def _nested(value: object) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and bool(value) and isinstance(value[0], Mapping))


def _keyed(value: object) -> dict[str, object]:
    return {str(key): told for key, told in value.items()} if isinstance(value, Mapping) else {}


def _print_figures(title: str, value: object) -> None:
    """One line of figures and one of source for each key."""
    from rich.text import Text

    screen = console()
    screen.print()
    screen.print(title, style="bold", markup=False)
    grid = _columns()
    for key, told in _items(value):
        numbers = {k: v for k, v in told.items() if k not in ("source", "meaning")}
        text = Text(", ".join(f"{words(k)} {_said(v)}" for k, v in numbers.items()))
        for small in ("meaning", "source"):
            if told.get(small):
                text.append(f"\n{small}: {told[small]}", style="dim")
        grid.add_row(Text(words(key)), text)
    screen.print(grid)


def _items(value: object) -> list[tuple[str, dict[str, object]]]:
    if isinstance(value, Mapping):
        return [(str(key), _keyed(told)) for key, told in value.items()]
    return [(str(k + 1), _keyed(told)) for k, told in enumerate(value)] if isinstance(value, list) else []


def _said(value: object) -> str:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(end, float | int) for end in value):
        return " to ".join(f"{end:g}" for end in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return cell(value)


def _columns() -> "Table":
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    return grid
