"""A sweep as a study: asked once, kept in a folder, gone on with where it stood."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pandas as pd

from sim.core.errors import QuestionError, together
from sim.ensemble.atomic import check_writable, write_text
from sim.ensemble.batch import Progress, Workers
from sim.ensemble.begun import begin
from sim.ensemble.manifest import surroundings
from sim.ensemble.parts import Parts
from sim.ensemble.points import Sampling
from sim.ensemble.resolved_file import resolved_text, scenario_text
from sim.ensemble.store import write_table
from sim.ensemble.study import ASKED, ID_LENGTH, RESOLVED, sampled, shelf
from sim.ensemble.swept import Swept
from sim.ensemble.version import model_version
from sim.experiments.design import points, read_levers
from sim.experiments.paired import Workforce
from sim.experiments.sweep import design, sweep
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario, load
from sim.scenario.asked import asked_data
from sim.scenario.levers import Range
from sim.scenario.sweep_plan import KINDS, Kind, SweepPlan


@dataclass(frozen=True)
class SweepQuestion:
    """What was asked, as on the command line; what is left out is as the file has it."""

    file: str
    overrides: tuple[str, ...] = ()
    vary: tuple[str, ...] = ()
    design: str | None = None
    n: int | None = None
    outcomes: tuple[str, ...] = ()
    draws: int | None = None
    runs: int | None = None
    seed: int | None = None

    def words(self) -> list[str]:
        """The words that ask it again, after `entente sweep`."""
        numbers = {"--n": self.n, "--draws": self.draws, "--runs": self.runs, "--seed": self.seed}
        return [
            self.file,
            *self.overrides,
            *(word for text in self.vary for word in ("--vary", text)),
            *(("--design", self.design) if self.design else ()),
            *(word for name in self.outcomes for word in ("--outcome", name)),
            *(word for name, value in numbers.items() if value is not None for word in (name, str(value))),
        ]


@dataclass(frozen=True)
class SweepStudy:
    """A sweep that is done.

    Attributes
    ----------
    folder
        Where it stands.
    swept
        Its labelled results.
    table
        Their effects at every point.
    levers
        Paths of what varied.
    samples
        Whether a range was sampled; without one, `--design` and `--n` say nothing.
    torn
        Parts that were found torn and made again.
    before
        Folders of other sweeps that the same command has made, before what it reads has changed.
    words
        How much was done, in one sentence.
    """

    folder: Path
    swept: Swept
    table: pd.DataFrame
    levers: tuple[str, ...]
    samples: bool
    torn: tuple[Path, ...]
    before: tuple[Path, ...]
    words: str


def run_sweep(
    question: SweepQuestion,
    root: Path,
    workers: Workers,
    count: int,
    *,
    command: str,
    progress: Progress | None = None,
) -> SweepStudy:
    """Run a sweep, or what is left of it.

    Raises
    ------
    EntenteError
        When the question cannot be read, or the folder cannot be written.
    """
    read = load(question.file, *question.overrides)
    plan = planned(question, read.sweep)
    base = replace(sampled(read, question.draws, question.runs, question.seed), sweep=plan)
    asked = points(plan.vary, plan.design, plan.n, base.seed)
    check_writable(root)
    swept = design(base, question.file, question.overrides, asked)
    sampling = Sampling(base.draws, base.runs, base.seed, base.quarters)
    files = {RESOLVED: resolved_text(base), ASKED: scenario_text(asked_data(base, question.overrides))}
    folder = shelf(base, root) / f"sweep-{_name(base, asked, files[ASKED])}"
    began, before = datetime.now(UTC), begin(folder, files, command)
    parts = Parts(folder / "parts")
    found = sweep(swept, sampling, plan.outcomes, parts, Workforce(workers, count, progress))
    table = found.effects()
    write_table(folder / "design", asked.rename_axis("point").reset_index())
    write_table(folder / "tables" / "effects", table, as_parquet=True)
    write_table(folder / "tables" / "failed", found.failures())
    told = {"command": command, "again": f"entente sweep {ASKED}", "began": began.isoformat(timespec="seconds")}
    told |= surroundings()
    write_text(folder / "manifest.json", json.dumps(told, indent=2, ensure_ascii=False) + "\n")
    words = f"{len(asked)} points, {len(base.options)} options, {sampling.worlds} worlds each."
    samples = any(isinstance(lever, Range) for lever in plan.vary.values())
    return SweepStudy(folder, found, table, tuple(plan.vary), samples, tuple(parts.torn), before, words)


def planned(question: SweepQuestion, of_file: SweepPlan | None) -> SweepPlan:
    """What is swept: what the command says, and what it leaves open as the file has it.

    Levers on the command line stand in for all those of the file, and for how those are sampled.

    Raises
    ------
    QuestionError
        When nothing varies, or something is not known.
    """
    levers, *_ = together(
        lambda: read_levers(question.vary), lambda: _check_design(question), lambda: _check_outcomes(question)
    )
    plan = SweepPlan(levers) if question.vary else of_file
    if plan is None:
        raise QuestionError(
            f"nothing varies; write --vary path=values, such as --vary parameters.k_react=0.2:0.9:5, "
            f"or sweep: into {question.file}"
        )
    return SweepPlan(
        plan.vary,
        cast(Kind, question.design or plan.design),
        question.n or plan.n,
        question.outcomes or (of_file or plan).outcomes,
    )


def _check_design(question: SweepQuestion) -> None:
    if question.design is not None and question.design not in KINDS:
        raise QuestionError(f"--design {question.design}: expected {', '.join(KINDS)}")


def _check_outcomes(question: SweepQuestion) -> None:
    told = "no such outcome; entente list outcomes names them"
    if wrong := [f"--outcome {name}: {told}" for name in question.outcomes if name not in OUTCOMES]:
        raise QuestionError("\n".join(wrong))


def _name(base: Scenario, points: pd.DataFrame, text: str) -> str:
    # Levers may do otherwise in two files that give one scenario, such as with a group and with its members.
    told = [base.digest(), model_version(), points.to_csv(index=False), text]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:ID_LENGTH]
