"""The page: all sections put into one HTML document that loads nothing from anywhere."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

import sim
from sim.ensemble import Ensemble
from sim.ensemble.atomic import write_text
from sim.ensemble.results import read_manifest
from sim.ensemble.simulated import simulated
from sim.experiments.answer import answer
from sim.report.addressed import Table, typeset
from sim.report.charts import has_alignment, reaction_chart
from sim.report.drawn import drawn_tables
from sim.report.each import each_option
from sim.report.first import first_screen
from sim.report.found import Found
from sim.report.ground import again, left_out, sources
from sim.report.limits import failing_table, flips, searches, where_fails
from sim.report.reacted import reacted
from sim.report.signed import signed
from sim.report.study import Study, own
from sim.report.sure import sure
from sim.report.tables import OF_THE_PAGE, addressed, page_tables, read_tables, write_page_tables
from sim.report.tradeoffs import regrets, tradeoffs

PAGE = "report.html"


def write_report(ensemble: Ensemble, folder: Path, out: Path | None = None) -> Path:
    """Write the page of a study, and the tables that only it needs.

    Parameters
    ----------
    ensemble
        The study, as `sim.open_results` gives it.
    folder
        Its folder of results; the tables go to `report/` in it.
    out
        The page's file; `report.html` in the folder when left out.

    Returns
    -------
    Path
        The page's file.

    Raises
    ------
    ResultsError
        When tables of the run are missing, or something cannot be written.
    """
    file = out or folder / PAGE
    write_text(file, report(ensemble, folder))
    return file


def report(ensemble: Ensemble, folder: Path) -> str:
    """The page of a study as text; writes the tables that only it needs."""
    ensemble = simulated(ensemble)
    run, manifest = read_tables(folder), read_manifest(folder)
    told = answer(ensemble, run)
    made = page_tables(ensemble, told, run)
    study = Study(folder, ensemble, told, addressed(run, made), manifest)
    found = searches(study)
    more = _searched(study, found)
    study = Study(folder, ensemble, told, {**study.tables, **more}, manifest)
    write_page_tables(folder, {**made, **{name: table.frame for name, table in more.items()}})
    return _environment().get_template("page.html").render(**_sections(study, found))


def _searched(study: Study, found: dict[str, Found]) -> dict[str, Table]:
    frames = {"fails": failing_table(study), **{f"{name}_where": one.numbers for name, one in found.items()}}
    tables = {name: Table(f"{OF_THE_PAGE}/{name}.csv", frame) for name, frame in frames.items()}
    regret = regrets(study)
    return tables | drawn_tables(study) | ({"regret": regret} if regret else {})


def _sections(study: Study, found: dict[str, Found]) -> dict[str, Any]:
    lead = study.lead
    return {
        "study": study,
        "answer": study.answer,
        "facts": study.facts,
        "version": sim.__version__,
        "results": study.folder.as_posix(),
        "first": first_screen(study),
        "reactions": reaction_chart(study, lead) if lead and has_alignment(study) else None,
        "sure": sure(study),
        "each": each_option(study),
        "reacted": reacted(study),
        "signed": signed(study),
        "tradeoffs": tradeoffs(study),
        "fails": where_fails(study, found),
        "flips": flips(study, found),
        "left_out": left_out(study),
        "sources": sources(study),
        "again": again(study),
    }


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("sim.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    found.filters["own"] = own
    found.filters["typeset"] = typeset
    return found
