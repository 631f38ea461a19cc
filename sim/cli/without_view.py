"""A study with something switched off, beside the same study with everything on."""

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.screen import console

if TYPE_CHECKING:
    from sim.ensemble import Ensemble


def print_side_by_side(ensemble: "Ensemble", root: Path) -> None:
    """Print effects with and without, when the whole study stands under the same root; else say how to make it."""
    from sim.core.errors import ResultsError
    from sim.ensemble import open_results
    from sim.ensemble.study import as_run, study_folder

    screen = console()
    screen.print()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            full = open_results(study_folder(as_run(ensemble), root))
    except ResultsError:
        screen.print("Run the same without --without first to see both side by side.", style="dim", markup=False)
        return
    _print_table(full, ensemble)


def _print_table(full: "Ensemble", ensemble: "Ensemble") -> None:
    from rich.table import Table
    from rich.text import Text

    from sim.experiments.effect import leading_outcome
    from sim.experiments.without import side_by_side
    from sim.experiments.words import listed, signed, subject_name
    from sim.outcomes import OUTCOMES

    outcome = leading_outcome(full)
    table = Table(box=None, padding=(0, 0, 0, 2), pad_edge=False, header_style="dim", title_justify="left")
    table.add_column(outcome.replace("_", " "))
    for name in ("with", "without", "its 90 % interval"):
        table.add_column(name, justify="right", no_wrap=True)
    for option, rows in side_by_side(full, ensemble).groupby("option", sort=False):
        table.add_row(Text(full.scenario.option(str(option)).title, style="bold"))
        for row in rows.itertuples():
            name = subject_name(full.scenario, str(row.subject), OUTCOMES[outcome].directed)
            cells = [
                signed(row.mean),
                signed(row.mean_without),
                f"{signed(row.lo_without)} to {signed(row.hi_without)}",
            ]
            table.add_row(Text(f"  {name}"), *cells)
    console().print(Text(f"With and without {listed(ensemble.off)}", style="bold"))
    console().print(table)
