"""A discovery on the terminal and as JSON."""

import json
from typing import TYPE_CHECKING, Any

from sim.cli.screen import console, say, tell

if TYPE_CHECKING:
    import pandas as pd

    from sim.experiments.discovery import Discovery

NOTHING_TO_FIND = "Nothing sets failing worlds apart, because all worlds are alike."
SCREENED_SHOWN = 20


def print_discovery(found: "Discovery | None") -> None:
    """Sentences, the limits of the box, and the steps of peeling."""
    from sim.experiments.discovery_words import CAUTION, boxes_table, limits_table, told

    if found is None:
        tell(NOTHING_TO_FIND)
        return
    for sentence in told(found):
        tell(sentence)
    if found.best is None:
        return
    say()
    _print_limits(limits_table(found))
    say()
    _print_steps(boxes_table(found.boxes))
    tell(
        "again: in how many resamples of the draws the end of the limit came back. coverage: share of failing worlds "
        "in the box; density: share of its worlds that fail; mass: share of all worlds."
    )
    tell(CAUTION)


def as_document(counted: dict[str, Any], found: "Discovery | None") -> dict[str, Any]:
    """Everything that was found, as plain data; missing is null."""
    from sim.experiments.discovery_words import boxes_table, limits_table, told

    if found is None:
        return {**counted, "sentences": [NOTHING_TO_FIND], "holds": None, "steps": []}
    aside = found.kept_aside
    return {
        **counted,
        "sentences": told(found),
        "holds": found.holds if found.best is not None else None,
        "limits": _records(limits_table(found)),
        "searched": {"draws": found.searched, "worlds": found.worlds_searched, "failing": found.failing_searched},
        "kept_aside": {
            "draws": found.aside,
            "worlds": found.worlds_aside,
            "failing": found.failing_aside,
            "box": None if aside is None else _finite({n: getattr(aside, n) for n in ("coverage", "density", "mass")}),
            "denser_by": found.apart,
            "by_luck": found.by_luck,
        },
        "candidates": found.candidates,
        "screened": _records(found.screened.head(SCREENED_SHOWN)),
        "steps": _records(boxes_table(found.boxes)),
    }


def _finite(figures: dict[str, float]) -> dict[str, float | None]:
    return {name: value if value == value else None for name, value in figures.items()}


def _records(table: "pd.DataFrame") -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads(table.to_json(orient="records"))
    return records


def _print_limits(table: "pd.DataFrame") -> None:
    from rich.table import Table

    grid = Table(box=None, pad_edge=False, header_style="none")
    grid.add_column("limit", overflow="fold")
    for name in ("at least", "again", "at most", "again"):
        grid.add_column(name, justify="right")
    for row in table.to_dict("records"):
        cells = []
        for side in ("from", "to"):
            cells += [_number(row[side]), _again(row[f"again_{side}"], row["resamples"])]
        grid.add_row(row["assumption"], *cells)
    console().print(grid)


def _number(value: float | None) -> str:
    return "" if value is None or value != value else f"{value:.3g}"


def _again(count: float | None, resamples: int) -> str:
    return "" if count is None or count != count else f"{count:.0f} of {resamples}"


def _print_steps(table: "pd.DataFrame") -> None:
    from rich.table import Table

    grid = Table(box=None, pad_edge=False, header_style="none")
    for name in ("step", "coverage", "density", "mass"):
        grid.add_column(name, justify="right")
    grid.add_column("assumptions limited", overflow="fold")
    for row in table.to_dict("records"):
        numbers = (f"{row[name]:.2f}" for name in ("coverage", "density", "mass"))
        named = ", ".join(piece.split(":")[0] for piece in row["limits"].split("; ")) if row["limits"] else "none"
        grid.add_row(f"{row['step']}", *numbers, named)
    console().print(grid)
