"""The scoreboard of the facts, on the terminal and as JSON."""

import json
from typing import TYPE_CHECKING, Any

from sim.cli.screen import console

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from rich.table import Table

NOTHING = "-"


def as_document(
    table: "pd.DataFrame", probes: "pd.DataFrame | None", order: "pd.DataFrame | None", told: "Mapping[str, int]"
) -> str:
    """Everything that was found, as one JSON document; what is not known is null."""
    from sim.experiments.facts import tally

    document: dict[str, Any] = {**told, "counts": tally(table), "facts": _records(table)}
    if probes is not None:
        document["probes"] = _records(probes)
    if order is not None:
        document["order"] = _records(order)
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)


def _records(table: "pd.DataFrame") -> list[dict[str, Any]]:
    plain = table.astype(object).where(table.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in plain.to_dict("records")]


def print_facts(
    table: "pd.DataFrame", probes: "pd.DataFrame | None", order: "pd.DataFrame | None", told: "Mapping[str, int]"
) -> None:
    """Print the scoreboard."""
    screen = console()
    screen.print("Stylised facts", style="bold")
    screen.print(
        f"What the record or the field's findings say, looked for in {told['worlds']} model worlds ({told['draws']} "
        f"draws, {told['runs']} runs each, seed {told['seed']}). 'mean' is how many of 100 resamples of the draws, and "
        f"'worlds' how many of 100 worlds, lie on the side that the fact says, or in its band where it names no side.",
        markup=False,
    )
    screen.print()
    screen.print(_scoreboard(table))
    if probes is not None and len(probes):
        screen.print("\nThe same with one thing changed (nothing that ships is)", style="bold")
        screen.print(_probes(probes))
    if order is not None:
        screen.print("\nHow firm the order of the packages is", style="bold")
        screen.print(_order(order))
    _print_lacks(table)
    screen.print()
    screen.print(summary(table), markup=False)


def summary(table: "pd.DataFrame") -> str:
    """How many facts hold and fail, in words."""
    from sim.experiments.facts import tally

    found = tally(table)
    return (
        f"{found['holds']} hold, {found['fails']} fail, {found['not evaluated']} could not be evaluated; "
        f"{found['by construction']} more follow from the form of the equations (c) and are not counted."
    )


def _scoreboard(table: "pd.DataFrame") -> "Table":
    from rich.table import Table
    from rich.text import Text

    board = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    board.add_column("fact", no_wrap=True)
    board.add_column("")
    for name in ("figure", "band", "mean", "worlds"):
        board.add_column(name, justify="right", no_wrap=True)
    for fact in table.itertuples():
        said = Text(str(fact.statement))
        said.append(f"\n{fact.verdict}{': ' + str(fact.why) if fact.why else ''}", style="bold")
        figure = Text(_number(fact.figure))
        figure.append(f"\n{_number(fact.lo)}\n{_number(fact.hi)}", style="dim")
        band = f"{_number(fact.low)}\nto {_number(fact.high)}"
        board.add_row(
            f"{fact.id}{' c' if fact.by_construction else ''}", said, figure, band, _of(fact.p_mean), _of(fact.p_worlds)
        )
    return board


def _print_lacks(table: "pd.DataFrame") -> None:
    from rich.table import Table
    from rich.text import Text

    failed = table[(table["verdict"] == "fails") & table["lacks"].notna()]
    if failed.empty:
        return
    console().print("\nWhat the model lacks where a fact fails", style="bold")
    read = Table.grid(padding=(0, 1, 0, 0))
    for fact in failed.itertuples():
        read.add_row(str(fact.id), Text(str(fact.lacks)))
    console().print(read)


def _probes(probes: "pd.DataFrame") -> "Table":
    from rich.table import Table
    from rich.text import Text

    board = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    board.add_column("fact", no_wrap=True)
    board.add_column("with")
    board.add_column("figure", justify="right", no_wrap=True)
    board.add_column("in its band", no_wrap=True)
    for row in probes.itertuples():
        inside = str(row.why) or ("yes" if row.inside else "no")
        board.add_row(str(row.fact), Text(str(row.change)), _number(row.figure), inside)
    return board


def _order(order: "pd.DataFrame") -> "Table":
    from rich.table import Table

    board = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    board.add_column(f"of {order['draws'].iloc[0]} draws")
    for name in ("option", "rank", "mean", "keeps it", "first"):
        board.add_column(name, justify="left" if name == "option" else "right", no_wrap=True)
    for (outcome, subject), group in order.groupby(["outcome", "subject"], sort=False):
        for k, row in enumerate(group.sort_values("rank").itertuples()):
            shares = [f"{100 * share:.0f} %" for share in (row.keeps, row.first)]
            whom = f"{outcome} {subject}" if k == 0 else ""
            board.add_row(whom, str(row.option), str(row.rank), _number(row.mean), *shares)
    return board


def _number(value: Any) -> str:
    return NOTHING if value is None or value != value else f"{value:.3g}" if abs(value) >= 1e-4 else f"{value:.0e}"


def _of(share: Any) -> str:
    return NOTHING if share is None or share != share else f"{100 * share:.0f}"
