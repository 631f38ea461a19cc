"""Goals on the terminal: in how many worlds each option meets them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from sim.experiments.goals import GoalAnswer


def print_goals(screen: "Console", goals: "Sequence[GoalAnswer]") -> None:
    """The goals by number, and a table of the worlds in which each option meets each."""
    from rich.table import Table
    from rich.text import Text

    from sim.experiments.goals import ALL_GOALS

    if not goals:
        return
    titles = list(dict.fromkeys(goal.title for goal in goals))
    numbered = {title: f"goal {k}" for k, title in enumerate(titles, 1)} | {ALL_GOALS: "all"}
    screen.print()
    for title in titles:
        if title != ALL_GOALS:
            screen.print(f"{numbered[title].capitalize()}: {title}", markup=False)
    table = Table(box=None, padding=(0, 0, 0, 2), pad_edge=False, header_style="dim")
    table.add_column("met in model worlds")
    for title in titles:
        table.add_column(numbered[title], justify="right", no_wrap=True)
    for option in dict.fromkeys(goal.option for goal in goals):
        own = [goal for goal in goals if goal.option == option]
        table.add_row(Text(own[0].option_title, style="bold"), *(goal.said for goal in own))
    screen.print(table)
