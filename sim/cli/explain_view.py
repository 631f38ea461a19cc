"""What moved a pair, on the terminal."""

from typing import TYPE_CHECKING

from sim.cli.screen import console

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

    from sim.ensemble import Ensemble
    from sim.experiments.explain import Explanation

NOTHING = 5e-5
MEANINGS = 5


def print_explanation(ensemble: "Ensemble", found: "Explanation") -> None:
    """Print opening, entries and closing under the option and in the baseline, and what the entries stand for."""
    from sim.experiments.explain import PROXIMATE
    from sim.experiments.explain_words import asked_words, closing_words, without_words

    screen = console()
    heading, measured = asked_words(ensemble.scenario, found)
    screen.print(heading, style="bold", markup=False)
    screen.print(measured, markup=False)
    screen.print()
    entries = found.table.iloc[1:-1]
    size = entries[["baseline", "option", "difference"]].abs().max(axis=1)
    order = entries["difference"].abs().sort_values(ascending=False, kind="stable").index
    shown = [k for k in order if size[k] >= NOTHING]
    screen.print(_table(found, shown))
    if rest := [str(entries.loc[k, "mechanism"]).replace("_", " ") for k in entries.index if k not in shown]:
        screen.print(f"Nothing through {', '.join(rest)}.", style="dim", markup=False)
    screen.print()
    screen.print(closing_words(found), markup=False)
    if found.without:
        screen.print(without_words(found), markup=False)
    screen.print()
    screen.print(_meanings(found, [str(entries.loc[k, "mechanism"]) for k in shown[:MEANINGS]]))
    screen.print()
    screen.print(PROXIMATE, markup=False)


def _table(found: "Explanation", shown: list[int]) -> "Table":
    from rich.table import Table

    table = Table(box=None, padding=(0, 0, 0, 2), pad_edge=False, header_style="dim")
    table.add_column("")
    for name in ("baseline", "option", "difference"):
        table.add_column(name, justify="right", no_wrap=True)
    if found.without:
        table.add_column("without", justify="right", no_wrap=True)
    table.add_column("its 90 % interval", justify="right", no_wrap=True)
    last = len(found.table) - 1
    for k in (0, *shown, last):
        table.add_row(*_cells(found.table.loc[k], bool(found.without)), style="bold" if k in (0, last) else None)
    return table


def _cells(row: "pd.Series", without: bool) -> list[str]:
    from sim.experiments.words import signed

    if row["mechanism"] == "opening":
        return ["opening", f"{row['baseline']:.4f}", f"{row['option']:.4f}"]
    closing = row["mechanism"] == "closing"
    levels = [f"{row[name]:.4f}" if closing else signed(row[name], 4) for name in ("baseline", "option")]
    other = [signed(row["difference_without"], 4)] if without else []
    interval = f"{signed(row['lo'], 4)} to {signed(row['hi'], 4)}"
    name = str(row["mechanism"]).replace("_", " ")
    return [name, *levels, signed(row["difference"], 4), *other, interval]


def _meanings(found: "Explanation", names: list[str]) -> "Table":
    from rich.table import Table
    from rich.text import Text

    from sim.experiments.explain import meaning_of

    legend = Table.grid(padding=(0, 0, 0, 2), pad_edge=True)
    legend.add_column(no_wrap=True)
    legend.add_column()
    for name in names:
        legend.add_row(name.replace("_", " "), Text(meaning_of(name, found.stock)))
    return legend
