"""What a state chose otherwise, on the terminal."""

from typing import TYPE_CHECKING

from sim.cli.screen import console

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table

    from sim.ensemble import Ensemble
    from sim.experiments.choices import Choices

LEVELS = (("Acts", ("act",), 7), ("With whom", ("act", "partner"), 8), ("Which agreements", ("act", "instrument"), 6))
EXPLAINED = 6
CAUTION = (
    "Reasons are proximate terms of a state's utility, not causes: one may have moved because of what others chose. "
    "--without motive_NAME asks what would happen if a motive did not exist."
)


def print_choices(ensemble: "Ensemble", found: "Choices") -> None:
    """Print what was chosen more or less often, with whom, which agreements, and for which reasons."""
    from sim.experiments.choice_words import asked_words, moved
    from sim.experiments.choices import table_of

    screen = console()
    heading, measured = asked_words(ensemble.scenario, found)
    screen.print(heading, style="bold", markup=False)
    screen.print(measured, markup=False)
    for title, by, most in LEVELS:
        rows = table_of(ensemble, found, by)
        rows = moved(rows[rows[by[-1]] != ""], most)
        if len(rows):
            screen.print()
            screen.print(_table(ensemble, found, title, rows))
    rows = table_of(ensemble, found, ("act", "partner"))
    _print_reasons(ensemble, screen, moved(rows[rows["act"] != "null"], EXPLAINED))
    screen.print()
    screen.print(CAUTION, markup=False)


def _table(ensemble: "Ensemble", found: "Choices", title: str, rows: "pd.DataFrame") -> "Table":
    from rich.table import Table

    from sim.ensemble.act_words import act_words
    from sim.experiments.words import signed

    last = "without" if found.without else "90 % interval"
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    table.add_column(title, style=None, header_style="bold")
    for name in ("baseline", "option", "more", last, "by odds"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows.to_dict("records"):
        interval = f"{signed(row['lo'], 2)} to {signed(row['hi'], 2)}"
        table.add_row(
            act_words(ensemble.scenario, row),
            f"{row['baseline']:.2f}", f"{row['option']:.2f}", signed(row["difference"], 2),
            signed(row["expected_without"], 3) if found.without else interval, signed(row["expected"], 3),
        )  # fmt: skip
    return table


def _print_reasons(ensemble: "Ensemble", screen: "Console", rows: "pd.DataFrame") -> None:
    from rich.table import Table
    from rich.text import Text

    from sim.ensemble.act_words import act_words
    from sim.experiments.choice_words import reason_words
    from sim.experiments.choices import PARTS, meaning_of

    if rows.empty:
        return
    screen.print()
    screen.print("Why", style="bold", markup=False)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(max_width=28)
    grid.add_column()
    for _, row in rows.iterrows():
        grid.add_row(Text(act_words(ensemble.scenario, row.to_dict())), Text(reason_words(row)))
    screen.print(grid)
    screen.print()
    legend = Table.grid(padding=(0, 0, 0, 2), pad_edge=True)
    legend.add_column(no_wrap=True)
    legend.add_column()
    weight = rows[list(PARTS)].abs().sum().sort_values(ascending=False, kind="stable")
    for name in weight.index[:5]:
        legend.add_row(str(name).replace("_", " "), Text(meaning_of(str(name))))
    screen.print(legend)
