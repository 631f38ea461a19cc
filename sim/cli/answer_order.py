"""How firm the order of the options is, on the terminal."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from sim.experiments.order import Order

MOST_SAID = 3


def print_order(screen: "Console", order: "Order") -> None:
    """Print in how many draws each option keeps its rank, and which neighbours cannot be told apart."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from sim.experiments.words import of_worlds

    word = order.outcome.replace("_", " ").capitalize()
    screen.print(
        f"{word}, {order.name}, {order.first_is}: in how many draws each option keeps its rank, and in how many none "
        f"is before it. Every draw samples all that is not known, every figure of the catalogue included.",
        markup=False,
    )
    table = Table(box=None, padding=(0, 0, 0, 2), pad_edge=False, header_style="dim")
    table.add_column("rank", justify="right")
    table.add_column("option")
    for name in ("keeps it", "first"):
        table.add_column(name, justify="right", no_wrap=True)
    for option in order.options:
        shares = [of_worlds(share, order.draws) for share in (option.keeps, option.first)]
        table.add_row(str(option.rank), Text(option.title), *shares)
    screen.print(Padding(table, (0, 0, 0, 1)))
    for sentence in order.undecided[:MOST_SAID]:
        screen.print(Padding(Text(f"Not settled: {sentence}"), (0, 0, 0, 1)))
    if (more := len(order.undecided) - MOST_SAID) > 0:
        screen.print(Padding(Text(f"{more} more such neighbours: tables/rank_pairs.csv", style="dim"), (0, 0, 0, 1)))
