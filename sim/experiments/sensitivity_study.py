"""A sensitivity as a study: asked once, kept in a folder, gone on with where it stood."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from sim.core.errors import QuestionError, together
from sim.ensemble.atomic import check_writable, write_text
from sim.ensemble.batch import Progress, Workers
from sim.ensemble.manifest import surroundings
from sim.ensemble.parts import Parts
from sim.ensemble.points import Sampling
from sim.ensemble.resolved_file import resolved_text, scenario_text
from sim.ensemble.store import write_table
from sim.ensemble.study import ASKED, ID_LENGTH, RESOLVED, sampled, shelf
from sim.ensemble.version import model_version
from sim.experiments.gradient import gradients
from sim.experiments.paired import Figure, Workforce
from sim.experiments.sensitivity import Work, at_rows, most_important, screen
from sim.experiments.sensitivity_question import SensitivityQuestion, asked_figures, asked_options, check
from sim.experiments.sobol import sobol_design, sobol_indices
from sim.experiments.tornado import tornadoes
from sim.experiments.varied import Varied, varied
from sim.scenario import Scenario, load
from sim.scenario.asked import asked_data

BASE_POINTS, RUNS_A_ROW = 64, 4
MOST = {"sobol": 8, "tornado": 12, "gradient": 12}


@dataclass(frozen=True)
class Finding:
    """What a method found for one figure.

    Attributes
    ----------
    figure
        Of what.
    table
        One row an assumption, the strongest first.
    pairs
        Second order, one row a pair; empty where it was not asked for.
    told
        What else there is to say, by name, such as how many base points were left out.
    """

    figure: Figure
    table: pd.DataFrame
    pairs: pd.DataFrame
    told: Mapping[str, float]


@dataclass(frozen=True)
class SensitivityStudy:
    """A sensitivity that is done: its folder, scenario and options, what was found, and what was looked at."""

    folder: Path
    scenario: Scenario
    options: tuple[str, ...]
    method: str
    findings: tuple[Finding, ...]
    sampling: Sampling
    screened: int
    torn: tuple[Path, ...]


def run_sensitivity(
    question: SensitivityQuestion,
    root: Path,
    workers: Workers,
    count: int,
    *,
    command: str,
    again: str,
    progress: Progress | None = None,
) -> SensitivityStudy:
    """Run a sensitivity, or what is left of it.

    Raises
    ------
    EntenteError
        When the question cannot be read, or the folder cannot be written.
    """
    scenario = load(question.file, *question.overrides)
    _, options, asked = together(
        lambda: check(question, METHODS),
        lambda: asked_options(scenario, question),
        lambda: asked_figures(scenario, question.figures),
    )
    what = varied(question.file, question.overrides, scenario, question.vary, options)
    check_writable(root)
    sampling = _sampling(scenario, question)
    folder = shelf(scenario, root) / f"sensitivity-{_name(scenario, question, sampling, options, asked)}"
    began, parts = datetime.now(UTC), Parts(folder / "parts")
    work = Work(scenario, what, asked, sampling, parts, Workforce(workers, count, progress))
    screened, work = _narrowed(work, question, folder)
    findings = METHODS[question.method](work, question, folder)
    as_run = sampled(scenario, sampling.draws, sampling.runs, sampling.seed)
    write_text(folder / RESOLVED, resolved_text(as_run))
    write_text(folder / ASKED, scenario_text(asked_data(as_run, question.overrides)))
    _write_tables(folder, question.method, findings)
    told = {"command": command, "again": again, "began": began.isoformat(timespec="seconds"), **surroundings()}
    write_text(folder / "manifest.json", json.dumps(told, indent=2, ensure_ascii=False) + "\n")
    return SensitivityStudy(folder, scenario, options, question.method, findings, sampling, screened, tuple(parts.torn))


def _sampling(scenario: Scenario, question: SensitivityQuestion) -> Sampling:
    own = (scenario.draws, scenario.runs) if question.method != "sobol" else (BASE_POINTS, RUNS_A_ROW)
    draws, runs = question.n or question.draws or own[0], question.runs or own[1]
    return Sampling(draws, runs, scenario.seed if question.seed is None else question.seed, scenario.quarters)


def _narrowed(work: Work, question: SensitivityQuestion, folder: Path) -> tuple[int, Work]:
    """The work on the assumptions that matter most, and how many were screened to find them."""
    of, most = work.varied.ranges, question.top or MOST[question.method]
    if question.method == "gradient" or question.vary or most >= len(of):
        return 0, work
    rough = replace(work, sampling=replace(work.sampling, runs=RUNS_A_ROW))
    screened = screen(rough)
    write_table(folder / "tables" / "screen", _labelled(work.asked, screened))
    chosen = most_important(screened, most)
    return len(of), replace(work, varied=Varied({name: of[name] for name in chosen}, work.varied.points))


def _sobol(work: Work, question: SensitivityQuestion, folder: Path) -> tuple[Finding, ...]:
    of, seed = work.varied.ranges, work.sampling.seed
    rows = sobol_design(of, work.sampling.draws, seed, question.second)
    write_table(folder / "design", rows.table())
    findings = []
    for asked, values in zip(work.asked, at_rows(work, rows), strict=True):
        try:
            found = sobol_indices(of, rows, values, seed, question.second)
        except QuestionError as error:
            raise QuestionError(f"{asked.outcome} of {asked.subject}: {error}") from error
        told = {"shared": found.shared[0], "shared_lo": found.shared[1], "shared_hi": found.shared[2]}
        told |= {"runs": work.sampling.runs, "worlds": work.sampling.runs * len(rows.luck)}
        told |= {"mean": found.mean, "spread": found.spread, "groups": found.groups, "dropped": found.dropped}
        findings.append(Finding(asked, found.table, found.pairs, told))
    return tuple(findings)


def _tornado(work: Work, question: SensitivityQuestion, folder: Path) -> tuple[Finding, ...]:  # noqa: ARG001
    parts, force = work.parts, work.force
    found = tornadoes(work.varied.ranges, work.varied.points, work.scenario, work.asked, work.sampling, parts, force)
    planned = work.sampling.worlds
    return tuple(
        Finding(asked, table, pd.DataFrame(), {"dropped": planned - int(table["worlds"].iloc[0])})
        for asked, table in zip(work.asked, found, strict=True)
    )


def _gradient(work: Work, question: SensitivityQuestion, folder: Path) -> tuple[Finding, ...]:  # noqa: ARG001
    found = gradients(work, question.top or MOST["gradient"])
    planned, draws = work.sampling.worlds, work.sampling.draws
    return tuple(
        Finding(
            asked, table, pd.DataFrame(), {"dropped": max(planned - table["worlds"].max(), draws - table["draws"][0])}
        )
        for asked, table in zip(work.asked, found, strict=True)
    )


METHODS: dict[str, Callable[[Work, SensitivityQuestion, Path], tuple[Finding, ...]]] = {
    "sobol": _sobol,
    "tornado": _tornado,
    "gradient": _gradient,
}


def _write_tables(folder: Path, method: str, findings: tuple[Finding, ...]) -> None:
    asked = tuple(finding.figure for finding in findings)
    write_table(folder / "tables" / method, _labelled(asked, [finding.table for finding in findings]))
    if any(len(finding.pairs) for finding in findings):
        write_table(folder / "tables" / "second_order", _labelled(asked, [finding.pairs for finding in findings]))
    write_table(folder / "tables" / "summary", _labelled(asked, [pd.DataFrame([f.told]) for f in findings]))


def _labelled(asked: tuple[Figure, ...], tables: list[pd.DataFrame]) -> pd.DataFrame:
    named = [table.assign(outcome=of.outcome, subject=of.subject) for of, table in zip(asked, tables, strict=True)]
    whole = pd.concat(named, ignore_index=True)
    first = ["outcome", "subject"]
    return whole[[*first, *(name for name in whole.columns if name not in first)]]


def _name(
    scenario: Scenario,
    question: SensitivityQuestion,
    sampling: Sampling,
    options: tuple[str, ...],
    asked: tuple[Figure, ...],
) -> str:
    said = (question.method, question.vary, question.top, question.second, sampling, options, asked)
    told = [scenario.digest(), model_version(), *map(repr, said)]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:ID_LENGTH]
