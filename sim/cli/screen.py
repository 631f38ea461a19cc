"""The terminal: where words go, how wide, and how long is left."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 100
Progress = Callable[[int, int], None]


def console(to_errors: bool = False) -> "Console":
    """A console on standard output, or on standard error, no wider than reads well."""
    from rich.console import Console

    found = Console(stderr=to_errors, highlight=False, emoji=False)
    found.width = min(found.width, WIDEST)
    return found


def say(text: str = "") -> None:
    """One line of plain words on standard output."""
    console().print(text, markup=False, soft_wrap=True)


def tell(text: str) -> None:
    """Some sentences on standard output, wrapped to the screen."""
    console().print(text, markup=False)


def say_aside(text: str) -> None:
    """One line of plain words on standard error."""
    console(to_errors=True).print(text, markup=False, soft_wrap=True)


def note(what: str) -> None:
    """What a long command does now, on standard error."""
    say_aside(f"... {what}")


def listed(words: str) -> tuple[str, ...]:
    """The words of a flag that takes several, with commas."""
    return tuple(word.strip() for word in words.split(",") if word.strip())


@contextmanager
def progress(quiet: bool) -> Iterator[Progress | None]:
    """A bar with the time that is left, on standard error; none when quiet or when nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn(compact=True))
    with Bar(*columns, console=console(to_errors=True), transient=True) as bar:
        task = bar.add_task("Preparing the model", total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, description="Running model worlds", completed=done, total=total)

        yield advance


@contextmanager
def busy(what: str, quiet: bool) -> Iterator[None]:
    """Say what is being done while it lasts, on standard error."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    with console(to_errors=True).status(what):
        yield
