"""A sweep as a study: asked once, kept in a folder, gone on with where it stood."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from sim.core.errors import QuestionError
from sim.ensemble.atomic import check_writable, write_text
from sim.ensemble.batch import Progress, Workers
from sim.ensemble.manifest import surroundings
from sim.ensemble.parts import Parts
from sim.ensemble.points import Sampling
from sim.ensemble.resolved_file import resolved_text
from sim.ensemble.store import write_table
from sim.ensemble.study import ID_LENGTH
from sim.ensemble.version import model_version
from sim.experiments.design import KINDS, points, read_levers
from sim.experiments.paired import Workforce
from sim.experiments.sweep import Design, design, sweep
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario


@dataclass(frozen=True)
class SweepQuestion:
    """What was asked, as on the command line."""

    file: str
    overrides: tuple[str, ...]
    vary: tuple[str, ...]
    design: str
    n: int | None
    outcomes: tuple[str, ...]
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
            "--design",
            self.design,
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
    table
        As `sim.experiments.sweep.sweep` gives it.
    levers
        Paths of what varied.
    torn
        Parts that were found torn and made again.
    words
        How much was done, in one sentence.
    """

    folder: Path
    table: pd.DataFrame
    levers: tuple[str, ...]
    torn: tuple[Path, ...]
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
    if question.design not in KINDS:
        raise QuestionError(f"--design {question.design}: expected {', '.join(KINDS)}")
    unknown = [name for name in question.outcomes if name not in OUTCOMES]
    if unknown:
        raise QuestionError(f"--outcome {unknown[0]}: no such outcome; entente list outcomes names them")
    levers = read_levers(question.vary)
    seed = question.seed
    first = design(question.file, question.overrides, pd.DataFrame())
    seed = first.base.seed if seed is None else seed
    asked = points(levers, question.design, question.n, seed)  # type: ignore[arg-type]
    check_writable(root)
    swept = design(question.file, question.overrides, asked)
    sampling = _sampling(swept, question, seed)
    folder = root / swept.base.path.stem / f"sweep-{_name(swept, question, sampling)}"
    began, parts = datetime.now(UTC), Parts(folder / "parts")
    table = sweep(swept, sampling, question.outcomes, parts, Workforce(workers, count, progress))
    write_text(folder / "scenario.resolved.yaml", resolved_text(_as_run(swept, sampling)))
    write_table(folder / "design", asked.rename_axis("point").reset_index())
    write_table(folder / "tables" / "effects", table, as_parquet=True)
    told = {"command": command, "began": began.isoformat(timespec="seconds"), **surroundings()}
    write_text(folder / "manifest.json", json.dumps(told, indent=2, ensure_ascii=False) + "\n")
    words = f"{len(asked)} points, {len(swept.base.options)} options, {sampling.worlds} worlds each."
    return SweepStudy(folder, table, tuple(levers), tuple(parts.torn), words)


def _sampling(swept: Design, question: SweepQuestion, seed: int) -> Sampling:
    base = swept.base
    draws = base.draws if question.draws is None else question.draws
    runs = base.runs if question.runs is None else question.runs
    return Sampling(draws, runs, seed, base.quarters)


def _as_run(swept: Design, sampling: Sampling) -> Scenario:
    return replace(swept.base, draws=sampling.draws, runs=sampling.runs, seed=sampling.seed)


def _name(swept: Design, question: SweepQuestion, sampling: Sampling) -> str:
    told = [_as_run(swept, sampling).digest(), model_version(), swept.points.to_csv(index=False), *question.outcomes]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:ID_LENGTH]
