"""A comparison of studies on the terminal, at 80 columns, and as JSON."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from sim.cli.answer_view import bullet, print_heading
from sim.cli.screen import console
from sim.experiments.words import said_of, signed, subject_name, whole_counts
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from sim.cli.compare import Side
    from sim.ensemble.two_studies import TwoStudies

MOST_INPUTS, MOST_SUBJECTS = 30, 6


def print_comparison(
    sides: "Sequence[Side]", changed: "pd.DataFrame", met: "Sequence[TwoStudies]", effects: "Sequence[pd.DataFrame]"
) -> None:
    """Print what differs in the inputs, then in the effects, of each against the first."""
    screen = console()
    for side in sides:
        screen.print(f"{side.name}  {side.place}: {side.scenario.title}", markup=False)
    for side in sides[1:]:
        print_heading(screen, f"What differs in the inputs, {sides[0].name} -> {side.name}")
        _print_inputs(screen, changed[changed["other"] == side.name])
    for studies, table in zip(met, effects, strict=True):
        first, second = studies.names
        print_heading(screen, f"What differs in the effects, {second} less {first}")
        _print_effects(screen, studies, table)


def _print_inputs(screen: "Console", changed: "pd.DataFrame") -> None:
    if changed.empty:
        screen.print("Nothing: the two ask the same of the same model.")
    for row in changed.head(MOST_INPUTS).to_dict("records"):
        screen.print(bullet(f"{row['path']}: {row['first']} -> {row['second']}"))
    if len(changed) > MOST_INPUTS:
        screen.print(f"and {len(changed) - MOST_INPUTS} more in tables/inputs.csv", markup=False)


def _print_effects(screen: "Console", studies: "TwoStudies", table: "pd.DataFrame") -> None:
    for note in studies.notes():
        screen.print(note, markup=False)
    worlds, failed = int(table["worlds"].min()), int(table["failed"].max())
    lost = f" {failed} worlds failed and are left out." if failed else ""
    how = f"World by world in the same {worlds} model worlds" if studies.paired else "Difference of means"
    screen.print(f"{how}, at {studies.when}.{lost} The baseline is told by its level, options by their effects.")
    from sim.ensemble.two_studies import ranked

    most = ranked(table)
    practical = most[most > 1]
    if practical.empty:
        screen.print("In this model no mean differs by more than the band of no practical change.", style="bold")
    shown = practical.index[:MOST_SUBJECTS] if len(practical) else most.index[:1]
    for outcome, subject in shown:
        rows = table[(table["outcome"] == outcome) & (table["subject"] == subject)]
        name = subject_name(studies.scenario, subject, OUTCOMES[outcome].directed)
        screen.print(f"\n{str(outcome).replace('_', ' ').capitalize()}, {name}", style="bold", markup=False)
        screen.print(_grid(rows, studies))
    if (rest := len(practical) - len(shown)) > 0:
        screen.print(f"\n{rest} more that differ stand in tables/effects.csv.", markup=False)


def _grid(rows: "pd.DataFrame", studies: "TwoStudies") -> Table:
    grid = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 1, 0, 0))
    grid.add_column("", width=24)
    first, second = studies.names
    counts = ("down", "same", "up") if studies.paired else ()
    for name in (first, second, f"{second} less {first}", "its 90 % interval", *counts):
        grid.add_column(name, justify="right")
    for row in rows.to_dict("records"):
        title = "the baseline itself" if row["option"] == BASELINE else row["option"]
        numbers = [signed(float(row[name])) for name in ("first", "second", "mean")]
        shares = (row["p_down"], row["p_negligible"], row["p_up"])
        total = said_of(int(row["worlds"]))
        said = map(str, whole_counts(shares, total)) if studies.paired and total else ["-"] * len(counts)
        grid.add_row(Text(str(title)), *numbers, f"{signed(row['lo'])} to {signed(row['hi'])}", *said)
    if studies.paired:
        grid.caption = f"down same up: of {said_of(int(rows['worlds'].min()))} worlds"
        grid.caption_justify = "right"
    return grid


def as_document(
    sides: "Sequence[Side]",
    changed: "pd.DataFrame",
    met: "Sequence[TwoStudies]",
    effects: "Sequence[pd.DataFrame]",
    folder: Path,
) -> str:
    """All of it as one JSON document."""
    compared = [
        {
            "first": studies.names[0],
            "second": studies.names[1],
            "paired": studies.paired,
            "at": studies.when,
            "notes": studies.notes(),
            "effects": json.loads(table.drop(columns="other").to_json(orient="records", force_ascii=False)),
        }
        for studies, table in zip(met, effects, strict=True)
    ]
    told = {
        "studies": [{"name": s.name, "place": s.place, "title": s.scenario.title, "model": s.model} for s in sides],
        "inputs": changed.to_dict("records"),
        "effects": compared,
        "folder": folder.as_posix(),
    }
    return json.dumps(told, indent=2, ensure_ascii=False)
