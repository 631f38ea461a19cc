"""What `entente calibrate` says: before and after, what holds together, and scores beside baselines."""

import json
import math
from typing import TYPE_CHECKING, Any

from rich.table import Table

from sim.cli.screen import console, say, tell
from sim.experiments.calibrate.summary import told

if TYPE_CHECKING:
    import pandas as pd

    from sim.experiments.calibrate.study import Calibration

HOW = {"map": "normal approximation at the mode", "nuts": "NUTS"}
MOST_RIDGES = 6
WORST_R_HAT = 1.01


def show(found: "Calibration", scores: dict[str, "pd.DataFrame"]) -> None:
    """Print a calibration."""
    tell(f"Weights of motives from the agreements signed {found.first}-{found.until} ({HOW[found.method]})")
    console().print(_numbers(found))
    told_ones = int(told(found.numbers).sum())
    tell(f"The data moved or narrowed {told_ones} of {len(found.numbers)} numbers (marked *); the rest is judgement.")
    _sampler(found)
    _ridge(found)
    for asked, table in scores.items():
        say()
        tell(f"{asked[0].upper()}{asked[1:]}: not seen by the fit. Log and Brier: less is better.")
        console().print(_scores(table))
    if scores:
        tell("Brackets: the model less the other, 90 % interval clustered by pair and year.")


def _numbers(found: "Calibration") -> Table:
    grid = Table(box=None, pad_edge=False, header_style="none")
    grid.add_column("")
    grid.add_column("number", overflow="fold")
    for name in ("before (90 %)", "after (90 %)", "median"):
        grid.add_column(name, justify="right", no_wrap=True)
    for row, moved in zip(found.numbers.to_dict("records"), told(found.numbers), strict=True):
        ends = (f"{row['prior_low']:.3g} to {row['prior_high']:.3g}", f"{row['low']:.3g} to {row['high']:.3g}")
        grid.add_row("*" if moved else "", row["number"], *ends, f"{row['median']:.3g}")
    return grid


def _sampler(found: "Calibration") -> None:
    if found.method == "map":
        return
    worst, least = found.numbers["r_hat"].max(), found.numbers["effective"].min()
    tell(
        f"Sampler: R-hat at most {worst:.3f} ({'fine' if worst <= WORST_R_HAT else 'above 1.01: run longer'}), "
        f"effective sample at least {least:.0f}, {found.divergent} divergent steps."
    )


def _ridge(found: "Calibration") -> None:
    both = found.affinity_and_trust
    tell(
        f"Ridge: affinity and trust correlate {both['correlation']:+.2f} after the data; relative spread "
        f"{both['affinity']:.2f} and {both['trust']:.2f}, of their sum {both['sum']:.2f}."
    )
    for row in found.ridge.head(MOST_RIDGES).to_dict("records"):
        say(f"  {row['one']} with {row['other']}: {row['correlation']:+.2f}")


def _scores(table: "pd.DataFrame") -> Table:
    grid = Table(box=None, pad_edge=False, header_style="none")
    grid.add_column("forecast", overflow="fold")
    for name in ("log", "Brier", "AUC", "precision"):
        grid.add_column(name, justify="right", no_wrap=True)
    for name in ("log: less", "AUC: more"):
        grid.add_column(name, justify="right", no_wrap=True)
    for row in table.to_dict("records"):
        sizes = (f"{row['log']:.4f}", f"{row['brier']:.4f}", f"{row['auc']:.3f}", f"{row['precision']:.3f}")
        grid.add_row(row["forecast"], *sizes, _ends(row, "log", 3), _ends(row, "auc", 2))
    return grid


def _ends(row: dict[Any, Any], field: str, digits: int) -> str:
    low, high = row[f"{field}_low"], row[f"{field}_high"]
    return "" if math.isnan(low) else f"[{low:+.{digits}f} {high:+.{digits}f}]"


def as_document(found: "Calibration", scores: dict[str, "pd.DataFrame"]) -> str:
    """The same as one JSON document; what is not known is null."""
    document = {
        "first": found.first, "until": found.until, "method": found.method, "divergent": found.divergent,
        "numbers": _records(found.numbers.assign(told=told(found.numbers))), "ridge": _records(found.ridge),
        "affinity_and_trust": found.affinity_and_trust,
        "scores": {asked: _records(table) for asked, table in scores.items()},
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False, indent=2)


def _records(table: "pd.DataFrame") -> Any:
    return json.loads(table.to_json(orient="records"))
