"""`entente run`: put a scenario's question to the model and answer it."""

import shlex
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.results_folder import Without
from sim.cli.scenario_file import File, Overrides, read_scenario
from sim.cli.screen import busy, progress, say, say_aside
from sim.cli.without_view import print_side_by_side

if TYPE_CHECKING:
    from sim.ensemble import Ensemble
    from sim.experiments.answer import Answer
    from sim.scenario import Scenario

SOME_FAILED = 1
RESULTS = Path("results")
Draws = Annotated[int | None, typer.Option(min=1, help="Samples of what is not known.", show_default=False)]
Runs = Annotated[int | None, typer.Option(min=1, help="Streams of luck within each draw.", show_default=False)]
Seed = Annotated[int | None, typer.Option(min=0, max=2**32 - 1, help="Seed of draws and luck.", show_default=False)]


def run(
    file: File,
    overrides: Overrides = None,
    draws: Draws = None,
    runs: Runs = None,
    seed: Seed = None,
    out: Annotated[Path, typer.Option(help="Folder of all results.")] = RESULTS,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only where the results are.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
    without: Without = None,
    no_charts: Annotated[bool, typer.Option("--no-charts", help="Draw no charts.")] = False,
) -> None:
    """Run every option of a scenario in the same model worlds and answer its question."""
    scenario = read_scenario(file, overrides)
    from sim.ensemble.question import checked_switches
    from sim.ensemble.study import sampled

    scenario, off = sampled(scenario, draws, runs, seed), checked_switches(tuple(without or ()))
    command = _command(file, overrides or [], scenario, off)
    ensemble, answer, folder = _make(scenario, out, command, quiet, off)
    if as_json:
        from sim.cli.answer_json import as_document

        typer.echo(as_document(answer, folder, command))
    elif not quiet:
        from sim.cli.answer_view import print_answer

        print_answer(answer)
        if off:
            print_side_by_side(ensemble, out)
    if not no_charts:
        _draw(ensemble, folder, quiet)
    if not as_json:
        say(folder.as_posix() if quiet else _last_line(answer, folder))
    if answer.failed:
        say_aside(_failed_line(answer, folder))
        raise typer.Exit(SOME_FAILED)


def _make(
    scenario: "Scenario", out: Path, command: str, quiet: bool, off: tuple[str, ...]
) -> "tuple[Ensemble, Answer, Path]":
    """Run the worlds, write the study, and put its answer together."""
    from sim.ensemble.atomic import check_writable
    from sim.ensemble.store import write_study
    from sim.ensemble.tables import study_tables
    from sim.experiments.answer import answer
    from sim.experiments.effect import leading_outcome
    from sim.experiments.feasibility import feasibility
    from sim.experiments.inputs import inputs, judged, summary
    from sim.experiments.order import rank_tables

    began = datetime.now(UTC)
    check_writable(out)
    ensemble, seconds = _simulate(scenario, quiet, off)
    with busy("Writing results", quiet):
        tables = study_tables(ensemble)
        tables["feasibility"] = feasibility(scenario, tables["signing"])
        tables |= rank_tables(ensemble, leading_outcome(ensemble))
        tables["inputs"] = summary(inputs(scenario))
        stated = judged(tables["inputs"])
        folder = write_study(ensemble, tables, out, command=command, began=began, seconds=seconds, inputs=stated)
        return ensemble, answer(ensemble, tables), folder


def _simulate(scenario: "Scenario", quiet: bool, off: tuple[str, ...]) -> "tuple[Ensemble, float]":
    from sim.core.workers import cores, processes
    from sim.ensemble import run as run_worlds

    began = time.perf_counter()
    with progress(quiet) as advance, processes(cores(), "sim.ensemble.run") as pool:
        ensemble = run_worlds(scenario, off=off, executor=pool, progress=advance)
    return ensemble, time.perf_counter() - began


def _command(file: str, overrides: list[str], scenario: "Scenario", off: tuple[str, ...]) -> str:
    sampling = ["--draws", scenario.draws, "--runs", scenario.runs, "--seed", scenario.seed]
    without = [word for name in off for word in ("--without", name)]
    return shlex.join(["entente", "run", file, *overrides, *map(str, sampling), *without])


def _draw(ensemble: "Ensemble", folder: Path, quiet: bool) -> None:
    from sim.charts import CHARTS, save
    from sim.ensemble.store import write_table

    again = " ".join(["entente run scenario.resolved.yaml", *(f"--without {name}" for name in ensemble.off)])
    with busy("Drawing charts", quiet):
        for chart in CHARTS.values():
            stem = folder / "charts" / chart.name
            write_table(stem, chart.data(ensemble))
            save(chart.draw(ensemble), stem, {"title": chart.title, "command": again})


def _last_line(answer: "Answer", folder: Path) -> str:
    where = folder.as_posix()
    return f"{answer.worlds} worlds, {len(answer.options) + 1} options. Results: {where}  Charts: {where}/charts"


def _failed_line(answer: "Answer", folder: Path) -> str:
    return (
        f"{answer.failed} of {answer.worlds} worlds gave numbers that are not finite and are left out; "
        f"{(folder / 'design.parquet').as_posix()} says which."
    )
