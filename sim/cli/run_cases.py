"""`entente run` on a scenario with cases: every option under every case."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sim.cli.screen import busy, say
from sim.cli.work import Opening, draw, simulate, tables_of

if TYPE_CHECKING:
    from sim.ensemble import Cases
    from sim.experiments.cases_answer import CasesAnswer
    from sim.scenario import Scenario


def make_cases(
    scenario: "Scenario",
    out: Path,
    command: str,
    quiet: bool,
    off: tuple[str, ...],
    force: Opening,
    *,
    again: bool = False,
) -> "tuple[Cases, CasesAnswer, Path]":
    """Run the worlds of every case that are not there, write the study, and put its answer together."""
    from sim.ensemble.atomic import check_writable
    from sim.ensemble.cases_store import write_cases
    from sim.ensemble.study import study_folder
    from sim.experiments.cases_answer import cases_answer
    from sim.experiments.inputs import judged

    began = datetime.now(UTC)
    check_writable(out)
    cases, seconds = simulate(scenario, study_folder(scenario, out, off), quiet, off, force, again=again)
    with busy("Writing results", quiet):
        tables = {name: tables_of(ensemble) for name, ensemble in cases.items()}
        stated = judged(tables[next(iter(cases))]["inputs"])
        folder = write_cases(cases, tables, out, command=command, began=began, seconds=seconds, inputs=stated)
        return cases, cases_answer(cases, tables), folder


def run_cases(
    scenario: "Scenario",
    out: Path,
    command: str,
    off: tuple[str, ...],
    force: Opening,
    *,
    quiet: bool,
    as_json: bool,
    charts: bool,
    again: bool,
) -> "tuple[CasesAnswer, Path]":
    """Run every option under every case, say what came out, and draw the charts of each case."""
    cases, answer, folder = make_cases(scenario, out, command, quiet, off, force, again=again)
    if as_json:
        from sim.cli.answer_json import as_document

        typer.echo(as_document(answer, folder, command))
    elif not quiet:
        from sim.cli.cases_view import print_cases

        print_cases(answer)
    if charts:
        for name, ensemble in cases.items():
            draw(ensemble, folder / "cases" / name, quiet)
    if not as_json:
        say(folder.as_posix() if quiet else _last_lines(cases, folder))
    return answer, folder


def _last_lines(cases: "Cases", folder: Path) -> str:
    where = folder.as_posix()
    return (
        f"One case whole, with its charts: {where}/cases/{next(iter(cases))}, or run with --case.\n"
        f"{cases.worlds} worlds, {len(cases.options)} options, {len(cases)} cases. Results: {where}"
    )
