"""A sensitivity on the terminal: one table for each figure, and what its columns mean."""

from typing import TYPE_CHECKING

from rich.table import Table

from sim.cli.screen import console, tell
from sim.experiments.words import signed, subject_name
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE

if TYPE_CHECKING:
    import pandas as pd

    from sim.experiments.sensitivity_study import Finding, SensitivityStudy

MOST_ROWS, MOST_PAIRS, MANY = 24, 5, 100


def print_sensitivity(done: "SensitivityStudy") -> None:
    """Print what was found."""
    screen = console()
    for finding in done.findings:
        screen.print(_title(done, finding), style="bold", markup=False)
        screen.print(SHOWN[done.method](finding.table.head(MOST_ROWS)))
        if len(finding.table) > MOST_ROWS and done.method != "gradient":
            tell(f"... and {len(finding.table) - MOST_ROWS} more in tables/{done.method}.csv")
        tell(NOTES[done.method](done, finding))
        screen.print()
    if done.screened:
        tell(
            f"These were chosen from {done.screened} assumptions by a cheap screen (Morris; tables/screen.csv). "
            "Name others with --vary, or more with --top."
        )


def _title(done: "SensitivityStudy", finding: "Finding") -> str:
    outcome, scenario = OUTCOMES[finding.figure.outcome], done.scenario
    whom = subject_name(scenario, finding.figure.subject, outcome.directed)
    name = outcome.name.replace("_", " ")
    first, *rest = (scenario.option(option).title or option for option in done.options)
    under = "in the baseline" if done.options == (BASELINE,) else f'under "{first}"'
    set_against = (
        "" if not rest else ", against the baseline" if done.options[1] == BASELINE else f', against "{rest[0]}"'
    )
    return f"What moves {name} of {whom} {under}{set_against}, in this model"


def _grid(*columns: str) -> Table:
    grid = Table(box=None, pad_edge=False, header_style="none")
    grid.add_column("assumption", overflow="fold")
    for name in columns:
        grid.add_column(name, justify="right", overflow="fold")
    return grid


def _ends(row: "dict[str, float]") -> str:
    return f"{row['low']:.3g} to {row['high']:.3g}"


def _sobol(table: "pd.DataFrame") -> Table:
    grid = _grid("range", "first", "its interval", "total", "its interval")
    for row in table.to_dict("records"):
        parts = (
            text
            for of in ("first", "total")
            for text in (f"{row[of]:.2f}", f"{row[f'{of}_lo']:.2f} to {row[f'{of}_hi']:.2f}")
        )
        grid.add_row(str(row["assumption"]), _ends(row), *parts)
    return grid


def _sobol_note(done: "SensitivityStudy", finding: "Finding") -> str:
    told, runs = finding.told, done.sampling.runs
    lost = f" {told['dropped']:.0f} base points had a failed world and are left out whole." if told["dropped"] else ""
    pairs = "".join(
        f" {row['a']} with {row['b']}: {row['second']:.2f} ({row['second_lo']:.2f} to {row['second_hi']:.2f})."
        for row in finding.pairs.head(MOST_PAIRS).to_dict("records")
    )
    share, lo, hi = (100 * told[name] for name in ("shared", "shared_lo", "shared_hi"))
    return (
        f"Share of the spread (standard deviation {told['spread']:.3g} around {signed(told['mean'])}) that each "
        f"explains: first, by itself; total, with all it does together with others; with 90 % intervals. "
        f"{share:.0f} % ({lo:.0f} to {hi:.0f}) is luck and what is not varied. {told['groups']:.0f} base points, "
        f"{runs} worlds a row; rows of a base point share their luck.{lost}"
        + (f"\nTogether beyond what each does alone:{pairs}" if pairs else "")
    )


def _tornado(table: "pd.DataFrame") -> Table:
    grid = _grid("range", "at low", "at high", "difference", "its interval")
    for row in table.to_dict("records"):
        ends = (signed(row[name], 4) for name in ("at_low", "at_high", "difference"))
        grid.add_row(str(row["assumption"]), _ends(row), *ends, f"{signed(row['lo'], 4)} to {signed(row['hi'], 4)}")
    return grid


def _tornado_note(_: "SensitivityStudy", finding: "Finding") -> str:
    worlds, lost = int(finding.table["worlds"].iloc[0]), int(finding.told["dropped"])
    of = f" ({lost} failed and are left out everywhere)" if lost else ""
    centre = signed(float(finding.table["centre"].iloc[0]), 4)
    few = "" if worlds >= MANY else " Few worlds: intervals by draws are wide."
    return (
        f"Mean of {worlds} worlds{of} with one assumption held at an end of its range and all else as in the file, "
        f"where it is {centre}; intervals are 90 %, by draws.{few}"
    )


def _gradient(table: "pd.DataFrame") -> Table:
    grid = _grid("range", "slope", "its interval", "sampled", "its interval")
    for row in table.dropna(subset="sampled").to_dict("records"):
        told = (
            text
            for of, lo, hi in (("slope", "lo", "hi"), ("sampled", "sampled_lo", "sampled_hi"))
            for text in (signed(row[of], 4), f"{signed(row[lo], 4)} to {signed(row[hi], 4)}")
        )
        grid.add_row(str(row["assumption"]), _ends(row), *told)
    return grid


def _gradient_note(_: "SensitivityStudy", finding: "Finding") -> str:
    table = finding.table
    first, worlds = table.iloc[0], table["worlds"].max()
    lost = f" {finding.told['dropped']:.0f} draws or worlds failed and are left out." if finding.told["dropped"] else ""
    return (
        f"slope: gradient times range, in {first['draws']:.0f} draws of worlds in which choices have their "
        f"probabilities ({signed(first['expected'], 4)}); sampled: from the low to the high end in {worlds:.0f} "
        f"sampled worlds ({signed(first['mean'], 4)}). Where the two disagree the effect bends over the range, or "
        f"lives in what expectation leaves out. Intervals are 90 %, by draws. tables/gradient.csv has all "
        f"{len(table)}.{lost}"
    )


SHOWN = {"sobol": _sobol, "tornado": _tornado, "gradient": _gradient}
NOTES = {"sobol": _sobol_note, "tornado": _tornado_note, "gradient": _gradient_note}
