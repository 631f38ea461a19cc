"""`entente reactions`: who reacts to an option, how far, when and through what."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.results_folder import OneOption, Results, Without, chosen_option, open_folder
from sim.cli.screen import busy, progress, say

if TYPE_CHECKING:
    import pandas as pd

    from sim.ensemble import Ensemble
    from sim.experiments.reactions import Reactions


def reactions(
    results: Results,
    option: OneOption = None,
    without: Without = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
    no_charts: Annotated[bool, typer.Option("--no-charts", help="Draw no chart.")] = False,
) -> None:
    """Rank third parties by how far an option moves them, and say when, through what, and the net for its parties."""
    ensemble = open_folder(results)
    name = chosen_option(ensemble, option)
    from sim.experiments.reactions import who_reacts

    with progress(as_json) as advance:
        found = who_reacts(ensemble, name, without=tuple(without or ()), progress=advance)
    chart = None if no_charts else _draw(ensemble, results, found, as_json)
    if as_json:
        typer.echo(_as_document(ensemble, found, chart))
        return
    from sim.cli.reactions_view import print_reactions

    print_reactions(ensemble, found)
    if chart is not None:
        say(f"Chart: {chart.as_posix()} (and .svg, .csv)")


def _as_document(ensemble: "Ensemble", found: "Reactions", chart: Path | None) -> str:
    from sim.experiments.explain import PROXIMATE
    from sim.scenario.dates import quarter_name

    rows = _records(found.table)
    for row in rows:
        for name in ("half", "clear"):
            passed = row[name]
            row[f"{name}_date"] = None if passed is None else quarter_name(ensemble.scenario.start + passed)
    document = {name: getattr(found, name) for name in ("option", "parties", "worlds", "without")}
    document |= {"third_parties": rows, "net": _records(found.net), "note": PROXIMATE}
    document["chart"] = chart.as_posix() if chart else None
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)


def _records(table: "pd.DataFrame") -> list[dict[str, Any]]:
    """Rows as plain data, missing values as null."""
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return [{str(name): getattr(value, "item", lambda v=value: v)() for name, value in row.items()} for row in rows]


def _draw(ensemble: "Ensemble", folder: Path, found: "Reactions", quiet: bool) -> Path:
    from sim.charts import CHARTS, save
    from sim.ensemble.store import write_table

    chart, stem = CHARTS["reactions"], folder / "charts" / f"reactions_{found.option}"
    with busy("Drawing the chart", quiet):
        write_table(stem, found.table)
        described = {"title": chart.title, "command": f"entente reactions --option {found.option}"}
        png, _ = save(chart.draw(ensemble, option=found.option), stem, described)
    return png
