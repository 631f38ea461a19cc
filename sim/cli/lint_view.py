"""What a scenario rests on, on the terminal."""

from typing import TYPE_CHECKING, Any

from sim.cli.screen import console

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

WHOSE_SHOWN = 3


def print_inputs(file: str, table: "pd.DataFrame", counted: "pd.DataFrame") -> None:
    """Print the counts by kind, then everything that names no source."""
    screen = console()
    whole = counted.iloc[-1]
    screen.print(f"{file}: {whole['figures']} figures go in", style="bold", markup=False)
    screen.print(
        "What is judgement rests on no measurement; what has no source names no record, study or dated event either. "
        "Vintage is the first, median and last year of the record or of the source.",
        markup=False,
    )
    screen.print()
    screen.print(_counts(counted))
    missing = table[~table["sourced"]]
    if len(missing):
        screen.print("\nWithout a source", style="bold")
        screen.print(_missing(missing))
    screen.print()
    screen.print(
        f"{_percent(whole['judged_share'])} of all {whole['figures']} figures are judgement; {whole['unsourced']} name "
        f"no source. Every input by itself: --json.",
        markup=False,
    )


def _counts(counted: "pd.DataFrame") -> "Table":
    from rich.table import Table
    from rich.text import Text

    board = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    board.add_column("kind")
    for name in ("figures", "data", "litera-\nture", "judge-\nment", "no\nsource", "judged", "vintage"):
        board.add_column(name, justify="right", no_wrap=True)
    for row in counted.to_dict("records"):
        kind = Text(str(row["kind"]), style="bold" if row["kind"] == "all" else "")
        if row["origin"]:
            kind.append(f"\n{row['origin']}", style="dim")
        numbers = [str(row[name]) for name in ("figures", "data", "literature", "judgement", "unsourced")]
        board.add_row(kind, *numbers, _percent(row["judged_share"]), _vintage(row))
    return board


def _vintage(row: "dict[Any, Any]") -> str:
    if row["oldest"] is None or row["oldest"] != row["oldest"]:
        return "-"
    return "\n".join((f"{row['oldest']:.0f}-{row['newest']:.0f}", f"half {row['middle']:.0f}+"))


def _missing(missing: "pd.DataFrame") -> "Table":
    from rich.table import Table
    from rich.text import Text

    board = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    for name in ("kind", "figure", "whose", "vintage", "said of it"):
        board.add_column(name, no_wrap=name == "kind", overflow="fold")
    for (kind, what, source), group in missing.groupby(["kind", _shown(missing), "source"], sort=False):
        years = sorted({str(year) for year in group["year"].dropna()})
        names = list(dict.fromkeys(group["whose" if kind != "parameters" else "what"]))
        said = Text(str(source) or "-")
        board.add_row(str(kind), Text(f"{what} ({len(group)})"), Text(_listed(names)), ", ".join(years) or "-", said)
    return board


def _shown(missing: "pd.DataFrame") -> "pd.Series":
    """Parameters and catalogue figures go together by what is said of them: they are many."""
    together = missing["kind"].isin(["parameters", "catalogue"])
    return missing["what"].where(~together, "figures").rename("shown")


def _listed(names: list[str]) -> str:
    more = len(names) - WHOSE_SHOWN
    return ", ".join(names[:WHOSE_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
