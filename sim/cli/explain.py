"""`entente explain`: why a pair moved, or why a state chose otherwise."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.results_folder import OneOption, Results, Without, chosen_option, open_folder
from sim.cli.screen import busy, progress, say
from sim.core.errors import QuestionError

if TYPE_CHECKING:
    from sim.ensemble import Ensemble
    from sim.experiments.choices import Choices
    from sim.experiments.explain import Explanation

Pair = Annotated[str | None, typer.Option("--pair", metavar="IND:TUR", help="Pair to explain.", show_default=False)]
Actor = Annotated[
    str | None, typer.Option("--actor", metavar="IND", help="State whose choices to explain.", show_default=False)
]
Stock = Annotated[str, typer.Option("--stock", help="alignment, or trust of the first in the second.")]
Quarter = Annotated[
    str | None,
    typer.Option("--quarter", metavar="N", help="Quarters passed, or a date such as 2029Q1.", show_default="horizon"),
]


def explain(
    results: Results,
    option: OneOption = None,
    pair: Pair = None,
    actor: Actor = None,
    stock: Stock = "alignment",
    quarter: Quarter = None,
    without: Without = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
    no_charts: Annotated[bool, typer.Option("--no-charts", help="Draw no chart.")] = False,
) -> None:
    """Explain what moved a pair (--pair), or what a state chose otherwise (--actor), under an option."""
    if (pair is None) == (actor is None):
        raise QuestionError("say either which pair (--pair IND:TUR) or which state (--actor IND)")
    ensemble = open_folder(results)
    name = chosen_option(ensemble, option)
    off = tuple(without or ())
    if actor is not None:
        _explain_actor(ensemble, results, name, actor, quarter, off, as_json, no_charts)
    else:
        _explain_pair(ensemble, results, name, str(pair), stock, quarter, off, as_json, no_charts)


def _explain_actor(
    ensemble: "Ensemble", folder: Path, option: str, actor: str, quarter: str | None,
    without: tuple[str, ...], as_json: bool, no_charts: bool,
) -> None:  # fmt: skip
    from sim.experiments.choices import weighed

    with progress(as_json) as advance:
        found = weighed(ensemble, option, actor, quarter, without=without, progress=advance)
    chart = None if no_charts else _draw_choices(ensemble, folder, found, as_json)
    if as_json:
        from sim.cli.choices_json import as_document

        typer.echo(as_document(ensemble, found, chart))
        return
    from sim.cli.choices_view import print_choices

    print_choices(ensemble, found)
    _say_where(chart)


def _say_where(chart: Path | None) -> None:
    if chart is not None:
        say(f"Chart: {chart.as_posix()} (and .svg, .csv)")


def _explain_pair(
    ensemble: "Ensemble", folder: Path, option: str, pair: str, stock: str, quarter: str | None,
    without: tuple[str, ...], as_json: bool, no_charts: bool,
) -> None:  # fmt: skip
    from sim.experiments.explain import explanation

    with progress(as_json) as advance:
        found = explanation(ensemble, option, pair, stock, quarter, without=without, progress=advance)
    chart = None if no_charts else _draw(ensemble, folder, found, as_json)
    if as_json:
        typer.echo(_as_document(found, chart))
        return
    from sim.cli.explain_view import print_explanation

    print_explanation(ensemble, found)
    _say_where(chart)


def _as_document(found: "Explanation", chart: Path | None) -> str:
    """An explanation as one JSON document."""
    from sim.experiments.explain import PROXIMATE

    about = {name: getattr(found, name) for name in ("option", "pair", "stock", "quarter", "date", "worlds", "without")}
    rows = found.table.to_dict("records")
    document = about | {"rows": rows, "note": PROXIMATE, "chart": chart.as_posix() if chart else None}
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)


def _draw(ensemble: "Ensemble", folder: Path, found: "Explanation", quiet: bool) -> Path:
    from sim.charts.waterfall import Subject, save_waterfall
    from sim.ensemble.store import write_table

    words = (
        "waterfall",
        found.option,
        found.pair.replace(":", "-"),
        found.stock,
        found.date,
        *(f"without-{name}" for name in found.without),
    )
    stem = folder / "charts" / "_".join(words)
    with busy("Drawing the chart", quiet):
        write_table(stem, found.table)
        subject = Subject(found.option, found.pair, found.stock, found.date)
        png, _ = save_waterfall(ensemble, subject, found.table, stem)
    return png


def _draw_choices(ensemble: "Ensemble", folder: Path, found: "Choices", quiet: bool) -> Path | None:
    """Draw what was chosen otherwise, with whom, and write every choice beside it; None where nothing shows."""
    from sim.charts import save
    from sim.charts.choices import MOST_ROWS, Subject, draw
    from sim.ensemble.act_words import act_words
    from sim.ensemble.store import write_table
    from sim.experiments.choice_words import moved
    from sim.experiments.choices import PARTS, table_of

    rows = table_of(ensemble, found, ("act", "partner"))
    rows = moved(rows[rows["act"] != "null"], MOST_ROWS)
    if rows.empty:
        return None
    names = [act_words(ensemble.scenario, row) for row in rows.to_dict("records")]
    off = (f"without-{name}" for name in found.without)
    stem = folder / "charts" / "_".join(("choices", found.option, found.actor, found.date, *off))
    subject = Subject(found.option, found.actor, found.date)
    described = {"title": f"What {found.actor} chose under {found.option}", "command": "entente explain"}
    with busy("Drawing the chart", quiet):
        write_table(stem, table_of(ensemble, found))
        png, _ = save(draw(ensemble, subject, names, rows[["expected", "lo", "hi", *PARTS]]), stem, described)
    return png
