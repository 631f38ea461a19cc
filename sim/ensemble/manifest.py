"""The manifest: with what, where and when a study was made. All that may differ from run to run stands here."""

import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import jax
import numpy as np

import sim
from sim.ensemble.ensemble import Ensemble
from sim.ensemble.study import RESOLVED, study_id
from sim.ensemble.version import model_version

_PACKAGES = ("jax", "jaxlib", "numpy", "pandas", "pyarrow")
_GIT_SECONDS = 10


def manifest(ensemble: Ensemble, command: str, began: datetime, seconds: float) -> dict[str, object]:
    """What is said of a study beside its numbers.

    Parameters
    ----------
    ensemble
        The study's worlds.
    command
        The command that makes it again.
    began, seconds
        When the work began, and how long the simulation took.
    """
    return {
        "study": study_id(ensemble.scenario, ensemble.off),
        "scenario": ensemble.scenario.path.as_posix(),
        "command": command,
        "again": " ".join(["entente run", RESOLVED, *(f"--without {name}" for name in ensemble.off)]),
        "began": began.astimezone(UTC).isoformat(timespec="seconds"),
        "simulation_seconds": round(seconds, 1),
        "off": list(ensemble.off),
        "counts": _counts(ensemble),
        "largest_gaps": _gaps(ensemble),
        **surroundings(),
    }


def surroundings() -> dict[str, object]:
    """With what and where: the model, versions of packages, the kind of machine, and the state of the code."""
    return {
        "model": model_version(),
        "versions": {
            "entente": sim.__version__,
            "python": platform.python_version(),
            **{name: version(name) for name in _PACKAGES},
        },
        "host": {"system": platform.system(), "machine": platform.machine(), "backend": jax.default_backend()},
        "code": code_state(Path(sim.__file__).parent),
    }


def _counts(ensemble: Ensemble) -> dict[str, int]:
    return {
        "actors": len(ensemble.scenario.actors),
        "options": len(ensemble.options),
        "draws": ensemble.draws,
        "runs": ensemble.runs,
        "worlds": ensemble.worlds,
        "failed": int((~ensemble.sound()).sum()),
    }


def _gaps(ensemble: Ensemble) -> dict[str, float | None]:
    gaps = {name: [getattr(kept, f"{name}_gap") for kept in ensemble.kept.values()] for name in ("ledger", "bounds")}
    largest = {name: float(np.max(np.abs(np.concatenate(values)))) for name, values in gaps.items()}
    return {name: value if np.isfinite(value) else None for name, value in largest.items()}


def code_state(package: Path) -> dict[str, object] | None:
    """Commit of the checkout that the package runs from, and whether it was changed since; None outside of one."""
    top = _git(package, "rev-parse", "--show-toplevel")
    # A package installed inside some other project's checkout says nothing about that project.
    if top is None or Path(top).resolve() != package.parent.resolve():
        return None
    changed = _git(package, "status", "--porcelain", "--", ".")
    return {"commit": _git(package, "rev-parse", "HEAD"), "changed": bool(changed)}


def _git(folder: Path, *words: str) -> str | None:
    try:
        found = subprocess.run(
            ["git", *words], cwd=folder, capture_output=True, text=True, timeout=_GIT_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.strip()
