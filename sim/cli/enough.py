"""`entente enough`: whether a study has worlds enough, and how many it would take."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.results_folder import Results, open_folder
from sim.cli.screen import busy, console, say, tell

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

    from sim.ensemble import Ensemble
    from sim.experiments.enough_of import Told

MOST_ROWS = 20
TargetHalfwidth = Annotated[
    float | None,
    typer.Option(
        "--target-halfwidth",
        metavar="X",
        help="Half the width of the 90 % interval of a mean effect, in the outcome's unit.",
        show_default=False,
    ),
]
Of = Annotated[
    str | None,
    typer.Option(
        "--of",
        metavar="OUTCOME:SUBJECT",
        help="What it is about, such as trust:IND:TUR; the leading outcome of all that is watched when left out.",
        show_default=False,
    ),
]


def enough(
    results: Results,
    target_halfwidth: TargetHalfwidth = None,
    of: Of = None,
    no_charts: Annotated[bool, typer.Option("--no-charts", help="Draw no charts.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
) -> None:
    """Say how closely every effect of a study is known, and how many worlds would do."""
    ensemble = open_folder(results)
    from sim.ensemble.store import write_table
    from sim.experiments.enough_of import asked_of, default_target, enough_table, running_table, told_effects

    told = told_effects(ensemble, asked_of(ensemble, of))
    target = default_target(told[0].outcome) if target_halfwidth is None else target_halfwidth
    table = enough_table(told, ensemble.runs, target)
    first = table.iloc[0]
    widest = next(one for one in told if _same(one, first))
    running = running_table(widest, ensemble.runs)
    stem = results / "asked" / "enough"
    write_table(stem, table)
    write_table(stem.with_name("enough-running"), running)
    if as_json:
        typer.echo(table.assign(target=target).to_json(orient="records", force_ascii=False, indent=2))
    else:
        _show(ensemble, table, target)
    if not no_charts:
        _draw(ensemble, running, widest, target, stem, as_json)
    if not as_json:
        say(f"Results: {stem.as_posix()}.csv")


def _same(one: "Told", row: "pd.Series") -> bool:
    return (one.option, one.against, one.subject) == (row["option"], row["against"], row["subject"])


def _show(ensemble: "Ensemble", table: "pd.DataFrame", target: float) -> None:
    tell(f"{str(table['outcome'].iloc[0]).replace('_', ' ').capitalize()}: how closely each paired effect is known")
    console().print(_grid(table.head(MOST_ROWS), target))
    if len(table) > MOST_ROWS:
        tell(f"... and {len(table) - MOST_ROWS} more, all known more closely.")
    needed, worlds = int(table["needed"].max()), int(table["worlds"].min())
    _tell_failed(ensemble, table)
    if table["half_width"].max() <= target:
        tell(f"All are known to ±{target:g} or closer (90 %): these {worlds} worlds an option are enough.")
    else:
        sound, lost = (" sound", ", where as many are lost as here") if worlds < ensemble.worlds else ("", "")
        tell(
            f"For ±{target:g} (90 %) on all of them some {needed}{sound} worlds an option are needed: --draws "
            f"{int(table['needed_draws'].max())} --runs {ensemble.runs}{lost}. Worlds that were run already are taken "
            f"over."
        )


def _tell_failed(ensemble: "Ensemble", table: "pd.DataFrame") -> None:
    from sim.experiments.words import left_out

    most = table.loc[table["failed"].idxmax()]
    lost = ensemble.draws - int(most["worlds"]) // ensemble.runs
    if said := left_out(int(most["failed"]), ensemble.worlds, lost, ensemble.draws):
        few = table["failed"].min() < most["failed"]
        tell(f"Under {most['option']} and {most['against']} {said}" if few else said)


def _grid(table: "pd.DataFrame", target: float) -> "Table":
    from rich.table import Table

    grid = Table(box=None, pad_edge=False, header_style="none")
    grid.add_column("option", overflow="fold")
    grid.add_column("against", overflow="fold")
    grid.add_column("of", overflow="fold")
    for name in ("mean", "half-width", "worlds", "needed"):
        grid.add_column(name, justify="right", no_wrap=True)
    for row in table.to_dict("records"):
        sizes = (f"{row['mean']:+.4f}", f"{row['half_width']:.4f}", str(row["worlds"]), str(row["needed"]))
        style = "" if row["half_width"] <= target else "bold"
        grid.add_row(row["option"], row["against"], row["subject"], *sizes, style=style)
    return grid


def _draw(ensemble: "Ensemble", running: "pd.DataFrame", one: "Told", target: float, stem: Path, quiet: bool) -> None:
    from sim.charts import save
    from sim.charts.enough import draw

    about = {"option": one.option, "against": one.against, "outcome": one.outcome, "subject": one.subject}
    with busy("Drawing the chart", quiet):
        save(draw(ensemble, running, about, target), stem, {"title": "Worlds enough", "command": "entente enough"})
