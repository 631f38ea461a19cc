"""`entente sensitivity`: which assumptions move a figure, by Sobol indices, a tornado or gradients."""

import json
import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.force import Address, NumberOfWorkers, workers_and_count
from sim.cli.run import RESULTS, SOME_FAILED, Runs, Seed
from sim.cli.scenario_file import File, read_scenario
from sim.cli.screen import busy, progress, say, say_aside
from sim.core.errors import EntenteError

if TYPE_CHECKING:
    from sim.experiments.sensitivity_question import SensitivityQuestion
    from sim.experiments.sensitivity_study import SensitivityStudy


def sensitivity(
    file: File,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[OUTCOME:SUBJECT|KEY=VALUE]...",
            help="What it is about, such as alignment:PAK:TUR; and values to replace.",
            show_default=False,
        ),
    ] = None,
    method: Annotated[str, typer.Option(metavar="sobol|tornado|gradient", help="How it is found out.")] = "tornado",
    option: Annotated[str | None, typer.Option(help="The option asked about.", show_default=False)] = None,
    against: Annotated[
        str | None,
        typer.Option(help="What it is set against, or none; the baseline when left out.", show_default=False),
    ] = None,
    vary: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATH[=LOW:HIGH]",
            help="A number to vary; the most important assumptions when left out. May stand several times.",
            show_default=False,
        ),
    ] = None,
    top: Annotated[
        int | None, typer.Option(min=1, help="How many assumptions a screen picks.", show_default=False)
    ] = None,
    n: Annotated[int | None, typer.Option(min=2, help="Base points of Sobol's design.", show_default=False)] = None,
    second: Annotated[bool, typer.Option("--second", help="Sobol: pairs of assumptions too.")] = False,
    draws: Annotated[
        int | None, typer.Option(min=1, help="Samples of what is not known and not varied.", show_default=False)
    ] = None,
    runs: Runs = None,
    seed: Seed = None,
    out: Annotated[Path, typer.Option(help="Folder of all results.")] = RESULTS,
    workers: NumberOfWorkers = None,
    cluster: Address = None,
    no_charts: Annotated[bool, typer.Option("--no-charts", help="Draw no charts.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only where the results are.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
) -> None:
    """Say which assumptions move a figure, how much of its spread each explains, and how sure that is."""
    overrides, figures = _parted(words or [])
    if read_scenario(file, overrides).cases:
        raise EntenteError(
            f"{file}: a sensitivity asks about one case; name it, such as case=NAME (see `entente show {file}`)"
        )
    from sim.ensemble.study import ASKED
    from sim.experiments.sensitivity_question import SensitivityQuestion
    from sim.experiments.sensitivity_study import run_sensitivity

    asked = (method, option, against, tuple(vary or ()), top, n, second, draws, runs, seed)
    question = SensitivityQuestion(file, tuple(overrides), tuple(figures), *asked)
    command, again = _command(question), _command(replace(question, file=ASKED, overrides=()))
    force = workers_and_count(workers, cluster)
    with progress(quiet or as_json) as advance:
        done = run_sensitivity(question, out, *force, command=command, again=again, progress=advance)
    for path in done.torn:
        say_aside(f"{path.as_posix()} was torn and has been made again.")
    if not no_charts:
        _draw(done, command, quiet or as_json)
    _answer(done, quiet, as_json)
    if any(finding.told["dropped"] for finding in done.findings):
        say_aside(
            f"Some worlds failed and are left out with all they belong to; {done.folder.as_posix()}/parts says why."
        )
        raise typer.Exit(SOME_FAILED)


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    """Values to replace, and figures; `alignment=PAK:TUR`, as other questions write it, is a figure too."""
    from sim.outcomes import OUTCOMES

    overrides, figures = list[str](), list[str]()
    for word in words:
        name, equals, subject = word.partition("=")
        if equals and name not in OUTCOMES:
            overrides.append(word)
        else:
            figures.append(f"{name}:{subject}" if equals else word)
    return overrides, figures


def _answer(done: "SensitivityStudy", quiet: bool, as_json: bool) -> None:
    if as_json:
        found = [
            {
                "outcome": one.figure.outcome,
                "subject": one.figure.subject,
                **one.told,
                "table": json.loads(one.table.to_json(orient="records")),
                "pairs": json.loads(one.pairs.to_json(orient="records")),
            }
            for one in done.findings
        ]
        told = {"method": done.method, "options": done.options, "results": done.folder.as_posix(), "found": found}
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
    elif quiet:
        say(done.folder.as_posix())
    else:
        from sim.cli.sensitivity_view import print_sensitivity

        print_sensitivity(done)
        say(f"Results: {done.folder.as_posix()}")


def _draw(done: "SensitivityStudy", command: str, quiet: bool) -> None:
    from sim.charts import save
    from sim.charts.sensitivity import draw
    from sim.charts.sensitivity_kind import About
    from sim.ensemble.store import write_table

    with busy("Drawing charts", quiet):
        for one in done.findings:
            stem = done.folder / "charts" / f"{done.method}-{one.figure.outcome}-{one.figure.subject.replace(':', '-')}"
            about = About(done.scenario, done.options, one.figure.outcome, one.figure.subject)
            write_table(stem, one.table)
            save(draw(done.method, about, one.table, one.told), stem, {"title": done.method, "command": command})


def _command(question: "SensitivityQuestion") -> str:
    named = {
        "--method": question.method,
        "--option": question.option,
        "--against": question.against,
        "--top": question.top,
        "--n": question.n,
        "--draws": question.draws,
        "--runs": question.runs,
        "--seed": question.seed,
    }
    words = [question.file, *question.figures, *question.overrides]
    words += [word for name, value in named.items() if value is not None for word in (name, str(value))]
    words += [word for text in question.vary for word in ("--vary", text)]
    return shlex.join(["entente", "sensitivity", *words, *(["--second"] if question.second else [])])
