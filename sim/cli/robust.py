"""`entente robust`: which option one would regret least."""

import json
import shlex
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.asking import AsJson, NoCharts
from sim.cli.results_folder import Results, open_folder
from sim.cli.robust_view import print_robust
from sim.cli.screen import busy, say
from sim.core.errors import QuestionError, together

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from sim.ensemble import Ensemble


def robust(
    results: Results,
    wanted: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="OUTCOME=SUBJECT",
            help="What counts, such as alignment=PAK:TUR; the scenario's goals when left out.",
            show_default=False,
        ),
    ] = None,
    no_charts: NoCharts = False,
    as_json: AsJson = False,
) -> None:
    """Set options against each other over all draws: worst tenth, regret, goals, and which are beaten in everything."""
    ensemble = open_folder(results)
    from sim.experiments.robust import overall
    from sim.experiments.robust import robust as stand
    from sim.experiments.words import left_out

    counted = _what_counts(ensemble, wanted or [])
    table, total = stand(ensemble, counted), overall(ensemble, counted)
    charts = [] if no_charts else _draw(ensemble, results, table, total, as_json)
    sound = ensemble.sound()
    if as_json:
        told = {
            "overall": _records(total),
            "table": _records(table),
            "worlds": int(sound.sum()),
            "failed": int((~sound).sum()),
            "charts": [path.as_posix() for path in charts],
        }
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False))
        return
    draws = int(total["draws"].iloc[0])
    lost = left_out(int((~sound).sum()), ensemble.worlds, ensemble.draws - draws, ensemble.draws)
    print_robust(table, total, int(sound.sum()), lost)
    for path in charts:
        say(f"Chart: {path.as_posix()} (and .svg, .csv)")


def _what_counts(ensemble: "Ensemble", words: list[str]) -> list[tuple[str, str]]:
    from sim.experiments.paired import figure

    def read(text: str) -> tuple[str, str]:
        outcome, equals, subject = text.partition("=")
        if not equals:
            raise QuestionError(f"{text}: write what counts as OUTCOME=SUBJECT, such as alignment=PAK:TUR")
        asked = figure(ensemble.scenario, outcome, subject)
        return asked.outcome, asked.subject

    words = words or [f"{goal.outcome}={goal.subject}" for goal in ensemble.scenario.goals]
    if not words:
        raise QuestionError("the scenario has no goals; say what counts, such as alignment=PAK:TUR crises=world")
    return list(dict.fromkeys(together(*(partial(read, text) for text in words))))


def _draw(
    ensemble: "Ensemble", folder: "Path", table: "pd.DataFrame", total: "pd.DataFrame", quiet: bool
) -> "list[Path]":
    from sim.charts import front, regret, save
    from sim.ensemble.store import write_table

    counted = table[["outcome", "subject"]].drop_duplicates().to_numpy()
    again = shlex.join(["entente", "robust", "RESULTS", *(f"{outcome}={subject}" for outcome, subject in counted)])
    made = []
    with busy("Drawing charts", quiet):
        for name, title, rows, figure in (
            ("regret", regret.TITLE, total, regret.draw(ensemble, table, total)),
            ("front", front.TITLE, table, front.draw(ensemble, table)),
        ):
            if figure is not None:
                stem = folder / "charts" / name
                write_table(stem, rows)
                made.append(save(figure, stem, {"title": title, "command": again})[0])
    return made


def _records(table: "pd.DataFrame") -> list[dict[str, object]]:
    records: list[dict[str, object]] = json.loads(table.to_json(orient="records"))
    return records
