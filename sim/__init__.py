"""Entente: what a policy option changes in defence cooperation, in model worlds."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.ensemble import Ensemble as Ensemble
    from sim.ensemble import open_results as open_results
    from sim.ensemble import run as run  # type: ignore[no-redef]
    from sim.evidence import baseline as baseline
    from sim.scenario import Scenario as Scenario
    from sim.scenario import load as load

__version__ = "0.1.0"
__all__ = ["Ensemble", "Scenario", "baseline", "load", "open_results", "run"]

_HOMES = {
    "Ensemble": "sim.ensemble",
    "open_results": "sim.ensemble",
    "run": "sim.ensemble",
    "baseline": "sim.evidence",
    "Scenario": "sim.scenario",
    "load": "sim.scenario",
}


def __getattr__(name: str) -> object:
    # Imported on first use: `entente --help` must answer without loading the engine.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'sim' has no attribute {name!r}")
