"""`entente run` on a scenario with cases: every option under every case."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sim.cli.drawing import drawing
from sim.cli.screen import busy, say
from sim.cli.work import Opening, many, simulate, tables_of
from sim.core.errors import QuestionError

if TYPE_CHECKING:
    from sim.ensemble import Cases
    from sim.experiments.cases_answer import CasesAnswer
    from sim.scenario import Scenario


def put_cases_together(
    cases: "Cases", out: Path, command: str, quiet: bool, began: datetime, seconds: float
) -> "CasesAnswer":
    """Write the study of every case, whose worlds are there, and answer it."""
    from sim.ensemble.cases_store import write_cases
    from sim.ensemble.simulated import simulated_cases
    from sim.experiments.cases_answer import cases_answer
    from sim.experiments.inputs import judged

    with busy("Writing results", quiet):
        try:
            told = simulated_cases(cases)
        except QuestionError:
            # No world of any baseline came out: which failed, and of what, is kept.
            write_cases(cases, {}, out, command=command, began=began, seconds=seconds)
            raise
        tables = {name: tables_of(ensemble) for name, ensemble in told.items()}
        stated = judged(tables[next(iter(told))]["inputs"])
        write_cases(cases, tables, out, command=command, began=began, seconds=seconds, inputs=stated)
        return cases_answer(cases, tables)


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
    from sim.ensemble.study import study_folder
    from sim.scenario import BASELINE

    began, folder = datetime.now(UTC), study_folder(scenario, out, off)
    with drawing(charts, quiet, beside=many(scenario)) as draw:
        cases, seconds = simulate(scenario, folder, quiet, off, force, again=again)
        sound = {name: ensemble for name, ensemble in cases.items() if ensemble.sound(BASELINE).any()}
        draw({folder / "cases" / name: ensemble for name, ensemble in sound.items()})
        answer = put_cases_together(cases, out, command, quiet, began, seconds)
        if as_json:
            from sim.cli.answer_json import as_document

            typer.echo(as_document(answer, folder, command))
        elif not quiet:
            from sim.cli.cases_view import print_cases

            print_cases(answer)
    if not as_json:
        say(folder.as_posix() if quiet else _last_lines(cases, folder))
    return answer, folder


def _last_lines(cases: "Cases", folder: Path) -> str:
    where = folder.as_posix()
    return (
        f"One case whole, with its charts: {where}/cases/{next(iter(cases))}, or run with --case.\n"
        f"{cases.worlds} worlds, {len(cases.options)} options, {len(cases)} cases. Results: {where}"
    )
