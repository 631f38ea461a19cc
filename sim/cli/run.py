"""`entente run`: put a scenario's question to the model and answer it."""

import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.drawing import drawing
from sim.cli.enough import Of, TargetHalfwidth
from sim.cli.force import Address, NumberOfWorkers, make_ready, opening
from sim.cli.results_folder import Without
from sim.cli.run_cases import run_cases
from sim.cli.run_rounds import MOST_WORLDS, checked, until_known
from sim.cli.scenario_file import File, Overrides, existing, read_scenario
from sim.cli.screen import busy, say, say_aside, tell
from sim.cli.without_view import print_side_by_side
from sim.cli.work import failed_line, many, simulate, tables_of
from sim.core.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    case: Annotated[str | None, typer.Option(help="One case alone, told in full.", show_default=False)] = None,
    without: Without = None,
    no_charts: Annotated[bool, typer.Option("--no-charts", help="Draw no charts.")] = False,
    workers: NumberOfWorkers = None,
    cluster: Address = None,
    target_halfwidth: TargetHalfwidth = None,
    of: Of = None,
    most_worlds: Annotated[
        int | None,
        typer.Option(
            min=1, help=f"Worlds an option at most with a target; {MOST_WORLDS} when left out.", show_default=False
        ),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Run also the worlds that are there.")] = False,
) -> None:
    """Run every option of a scenario in the same model worlds and answer; stopped, it goes on where it stood."""
    existing(file)
    if cluster is None:
        make_ready(workers)
    scenario = read_scenario(file, [*(overrides or ()), *([f"case={case}"] if case else [])])
    from sim.ensemble.atomic import check_writable
    from sim.ensemble.question import checked_switches
    from sim.ensemble.study import sampled, study_folder

    scenario, off = sampled(scenario, draws, runs, seed), checked_switches(tuple(without or ()))
    force = opening(workers, cluster)
    check_writable(out)
    checked(target_halfwidth, of, most_worlds)
    reached = None
    if target_halfwidth is not None:
        wanted = {"target": target_halfwidth, "of": of, "most": most_worlds or MOST_WORLDS}
        reached = until_known(scenario, out, off, force, quiet=quiet or as_json, **wanted)
        scenario = reached.scenario
    command = _command(file, overrides or [], scenario, off, case)
    if scenario.cases:
        whole, folder = run_cases(
            scenario, out, command, off, force, quiet=quiet, as_json=as_json, charts=not no_charts, again=again
        )
        lost = [f"{case.title}: {said}" for case in whole.cases for said in case.answer.left_out]
        lost = [*whole.left_out, *lost]
        _end(whole.failed, scenario.draws * scenario.runs, lost, folder, "cases/NAME/design.parquet")
        return
    began, folder = datetime.now(UTC), study_folder(scenario, out, off)
    with drawing(not no_charts, quiet, beside=many(scenario)) as draw:
        ensemble, seconds = simulate(scenario, folder, quiet, off, force, again=again)
        draw({folder: ensemble})
        answer = put_together(ensemble, out, command, quiet, began, seconds)
        if as_json:
            from sim.cli.answer_json import as_document

            typer.echo(as_document(answer, folder, command))
        elif not quiet:
            from sim.cli.answer_view import print_answer

            print_answer(answer)
            if reached:
                tell(reached.said)
            if off:
                print_side_by_side(ensemble, out)
    if reached and not reached.met and (quiet or as_json):
        say_aside(reached.said)
    if not as_json:
        if not quiet:
            say("As one page to read, mail or print: entente report RESULTS (the folder below).")
        say(folder.as_posix() if quiet else _last_line(answer, folder))
    _end(answer.failed, answer.worlds, answer.left_out, folder)


def _end(failed: int, worlds: int, left_out: "Sequence[str]", folder: Path, design: str = "design.parquet") -> None:
    for sentence in left_out:
        say_aside(sentence)
    if failed:
        say_aside(failed_line(failed, worlds, folder, design))
    if failed or left_out:
        raise typer.Exit(SOME_FAILED)


def put_together(
    ensemble: "Ensemble", out: Path, command: str, quiet: bool, began: datetime, seconds: float
) -> "Answer":
    """Write a study whose worlds are there, and answer it."""
    from sim.ensemble.store import write_study
    from sim.experiments.answer import answer
    from sim.experiments.inputs import judged

    with busy("Writing results", quiet):
        how = {"command": command, "began": began, "seconds": seconds}
        try:
            tables = tables_of(ensemble)
        except QuestionError:
            # No world of the baseline came out: which failed, and of what, is kept.
            write_study(ensemble, {}, out, **how)
            raise
        write_study(ensemble, tables, out, inputs=judged(tables["inputs"]), **how)
        return answer(ensemble, tables)


def _command(file: str, overrides: list[str], scenario: "Scenario", off: tuple[str, ...], case: str | None) -> str:
    sampling = ["--draws", scenario.draws, "--runs", scenario.runs, "--seed", scenario.seed]
    without = [word for name in off for word in ("--without", name)]
    return shlex.join(
        ["entente", "run", file, *overrides, *map(str, sampling), *without, *(["--case", case] if case else [])]
    )


def _last_line(answer: "Answer", folder: Path) -> str:
    where = folder.as_posix()
    return f"{answer.worlds} worlds, {len(answer.options) + 1} options. Results: {where}  Charts: {where}/charts"
