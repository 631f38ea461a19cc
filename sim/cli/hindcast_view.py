"""What `entente hindcast` says and writes: scores of every target, and how reliable chances were."""

import json
import math
from typing import TYPE_CHECKING, Any

from rich.table import Table

from sim.cli.screen import console, say, tell

if TYPE_CHECKING:
    import pandas as pd

    from sim.experiments.hindcast.study import Hindcast

# Heading and digits of each score, and those of which the difference is shown.
SCORES = {
    "log": ("log", 4), "brier": ("Brier", 4), "auc": ("AUC", 3), "precision": ("prec.", 3), "crps": ("CRPS", 3),
    "rmse": ("RMSE", 3), "coverage": ("in 90 %", 2), "ranked": ("ranked", 4),
}  # fmt: skip
COMPARED = ("ranked", "crps", "log", "auc")
MOST_COMPARED = 2
RELIABLE = ("crises",)
DIGITS = 5


def show(found: "Hindcast") -> None:
    """Print a hindcast."""
    origins = ", ".join(str(origin) for origin, _ in found.spans)
    draws, runs, seed = found.sampling
    tell(
        f"Worlds of {origins} run forward, scored up to {found.spans[-1].last}. {draws * runs} worlds ({draws} draws x "
        f"{runs} runs, seed {seed}), parameters: {found.parameters}."
    )
    for (target, horizon), table in found.scores.groupby(["target", "horizon"], sort=False):
        say()
        tell(f"{str(target).capitalize()}, {horizon} ahead ({table['n'].iloc[0]} rows)")
        console().print(_table(table))
    say()
    tell(
        "Smaller is better, but for AUC and precision. Brackets: the model less the other, 90 % interval clustered by "
        "pair (or state) and year."
    )
    for target in RELIABLE:
        _reliability(found, target)
    for note in found.notes:
        tell(f"Note: {note}.")


def _table(scores: "pd.DataFrame") -> Table:
    kinds = list(dict.fromkeys(scores["score"]))
    shown = [kind for kind in COMPARED if kind in kinds][:MOST_COMPARED]
    grid = Table(box=None, pad_edge=False, header_style="none")
    grid.add_column("forecast", overflow="fold")
    for heading in (*(SCORES[kind][0] for kind in kinds), *(f"{SCORES[kind][0]}: less" for kind in shown)):
        grid.add_column(heading, justify="right", no_wrap=True)
    for name, own in scores.groupby("forecast", sort=False):
        by_kind = own.set_index("score")
        values = [f"{by_kind.loc[kind, 'value']:.{SCORES[kind][1]}f}" for kind in kinds]
        grid.add_row(str(name), *values, *(_ends(by_kind.loc[kind], 2 if kind == "auc" else 3) for kind in shown))
    return grid


def _ends(row: Any, digits: int) -> str:
    return "" if math.isnan(row["low"]) else f"[{row['low']:+.{digits}f} {row['high']:+.{digits}f}]"


def _reliability(found: "Hindcast", target: str) -> None:
    from sim.experiments.hindcast.chances import OURS

    if found.reliability.empty:
        return
    own = found.reliability[(found.reliability["target"] == target) & (found.reliability["forecast"] == OURS)]
    if own.empty:
        return
    say()
    tell(f"{target.capitalize()}: what the model said, and in how many pairs and years it happened (90 % interval)")
    grid = Table(box=None, pad_edge=False, header_style="none")
    for heading in ("chance", "rows", "said", "happened", "90 %"):
        grid.add_column(heading, justify="right", no_wrap=True)
    for row in own.to_dict("records"):
        ends = f"{row['low']:.3f} to {row['high']:.3f}"
        sizes = (f"{row['said']:.3f}", f"{row['happened']:.3f}", ends)
        grid.add_row(f"{row['from']:g} to {row['to']:g}", str(row["rows"]), *sizes)
    console().print(grid)


def as_document(found: "Hindcast") -> str:
    """The same as one JSON document; what is not known is null."""
    return json.dumps(_about(found) | {
        "scores": _records(found.scores), "reliability": _records(found.reliability), "notes": list(found.notes),
    }, ensure_ascii=False, indent=2)  # fmt: skip


def kept_files(found: "Hindcast") -> dict[str, str]:
    """Names and texts of the files of a hindcast: derived figures, rounded, and no row of a source."""
    tables = {"scores": found.scores, "forecasts": found.forecasts, "reliability": found.reliability}
    texts = {f"{name}.csv": _csv(table) for name, table in tables.items() if not table.empty}
    manifest = _about(found) | {"notes": list(found.notes), "made_with": _versions(), "command": _command(found)}
    return texts | {"manifest.json": json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"}


def _about(found: "Hindcast") -> dict[str, Any]:
    return {
        "origins": [span._asdict() for span in found.spans], "parameters": found.parameters,
        "worlds": found.sampling.draws * found.sampling.runs, **found.sampling._asdict(),
    }  # fmt: skip


def _versions() -> str:
    from sim.ensemble.version import made_with

    return made_with()


def _command(found: "Hindcast") -> str:
    first, last = found.spans[0].origin, found.spans[-1]
    rolled = f" --rolling {first}" if first < last.origin else ""
    draws, runs, seed = found.sampling
    return (
        f"entente hindcast --from {last.origin} --to {last.last}{rolled} --parameters {found.parameters} "
        f"--draws {draws} --runs {runs} --seed {seed} --targets {','.join(found.targets)}"
        + (f" --states {','.join(found.states)}" if found.states else "")
    )


def _csv(table: "pd.DataFrame") -> str:
    rounded = table.map(lambda cell: float(f"{cell:.{DIGITS}g}") if isinstance(cell, float) else cell)
    return rounded.to_csv(index=False, lineterminator="\n")


def _records(table: "pd.DataFrame") -> Any:
    return json.loads(table.to_json(orient="records"))
