"""What a study is called: a short digest of everything that decides its numbers."""

import hashlib
from dataclasses import replace
from pathlib import Path

from sim.ensemble.ensemble import Ensemble
from sim.ensemble.version import model_version
from sim.scenario import Scenario

ID_LENGTH = 12
RESOLVED, ASKED = "scenario.resolved.yaml", "scenario.asked.yaml"


def sampled(scenario: Scenario, draws: int | None, runs: int | None, seed: int | None) -> Scenario:
    """The scenario with its sampling replaced where something else is given."""
    return replace(
        scenario,
        draws=scenario.draws if draws is None else draws,
        runs=scenario.runs if runs is None else runs,
        seed=scenario.seed if seed is None else seed,
    )


def as_run(ensemble: Ensemble) -> Scenario:
    """The scenario with the sampling that was in fact used."""
    return sampled(ensemble.scenario, ensemble.draws, ensemble.runs, ensemble.seed)


def study_id(scenario: Scenario, off: tuple[str, ...] = ()) -> str:
    """Digest of the resolved scenario with its sampling, what is switched off, and the version of the model."""
    parts = [scenario.digest(), model_version(), *sorted(off)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:ID_LENGTH]


def shelf(scenario: Scenario, root: Path) -> Path:
    """Where all studies of a scenario lie, those of its files in a study's folder too."""
    file = scenario.path
    return root / (file.absolute().parent.parent.name if file.name in (RESOLVED, ASKED) else file.stem)


def study_folder(scenario: Scenario, root: Path, off: tuple[str, ...] = ()) -> Path:
    """Where a study lives: `root/<name of the scenario file>/<study id>`."""
    return shelf(scenario, root) / study_id(scenario, off)
