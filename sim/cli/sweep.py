"""`entente sweep`: the effects of every option at many points."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.force import Address, NumberOfWorkers, workers_and_count
from sim.cli.run import RESULTS, SOME_FAILED, Draws, Runs, Seed
from sim.cli.scenario_file import File, Overrides, read_scenario
from sim.cli.screen import busy, progress, say, say_aside
from sim.core.errors import EntenteError

if TYPE_CHECKING:
    import pandas as pd

    from sim.experiments.sweep_study import SweepQuestion


def sweep(
    file: File,
    overrides: Overrides = None,
    vary: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATH=VALUES",
            help="What varies: a scan 0:2:11 or 0,1,2, or a range 0:2 to sample. May stand several times.",
            show_default=False,
        ),
    ] = None,
    design: Annotated[
        str | None, typer.Option(metavar="grid|lhs|sobol", help="How ranges are sampled.", show_default=False)
    ] = None,
    n: Annotated[int | None, typer.Option(min=1, help="Samples of the ranges.", show_default=False)] = None,
    outcome: Annotated[
        list[str] | None, typer.Option(help="An outcome to keep; alignment when left out.", show_default=False)
    ] = None,
    draws: Draws = None,
    runs: Runs = None,
    seed: Seed = None,
    out: Annotated[Path, typer.Option(help="Folder of all results.")] = RESULTS,
    workers: NumberOfWorkers = None,
    cluster: Address = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only where the results are.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
    no_charts: Annotated[bool, typer.Option("--no-charts", help="Draw no charts.")] = False,
) -> None:
    """Run every option of a scenario at many points, in the same worlds; stopped, it goes on where it stood."""
    scenario = read_scenario(file, overrides)
    levers = [text.partition("=")[0].strip() for text in vary or ()] or (scenario.sweep.vary if scenario.sweep else ())
    if scenario.cases and "case" not in levers:
        raise EntenteError(
            f"{file}: a sweep asks about one case; name it, such as case=NAME (see `entente show {file}`)"
        )
    from sim.experiments.sweep_study import SweepQuestion, run_sweep

    question = SweepQuestion(
        file, tuple(overrides or ()), tuple(vary or ()), design, n, tuple(outcome or ()), draws, runs, seed
    )
    force = workers_and_count(workers, cluster)
    with progress(quiet or as_json) as advance:
        done = run_sweep(question, out, *force, command=_command(question), progress=advance)
    for path in done.before:
        say_aside(
            f"The scenario, its tables or the model have changed since {path.as_posix()} was made by this command; "
            f"that folder is kept as it is, and this sweep has one of its own."
        )
    for path in done.torn:
        say_aside(f"{path.as_posix()} was torn and has been made again.")
    if not done.samples and (n is not None or design in ("lhs", "sobol")):
        say_aside("Every lever is a list of values, so nothing is sampled: --design and --n change nothing here.")
    if not no_charts:
        from sim.cli.sweep_charts import draw_sweep

        with busy("Drawing charts", quiet or as_json):
            draw_sweep(done.swept, done.folder, _command(question))
    if as_json:
        typer.echo(done.table.to_json(orient="records", force_ascii=False, indent=2))
    elif quiet:
        say(done.folder.as_posix())
    else:
        _show(done.table, done.levers)
        say(f"{done.words} Results: {done.folder.as_posix()}")
    failed = int(done.table["failed"].max())
    if failed:
        say_aside(
            f"Up to {failed} worlds of a point failed and are left out; see {done.folder.as_posix()}/tables/failed.csv."
        )
        raise typer.Exit(SOME_FAILED)


def _show(table: "pd.DataFrame", levers: tuple[str, ...]) -> None:
    from sim.cli.sweep_view import print_sweep

    print_sweep(table, levers)


def _command(question: "SweepQuestion") -> str:
    return shlex.join(["entente", "sweep", *question.words()])
