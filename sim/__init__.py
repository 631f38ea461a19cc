"""Entente: what a policy option changes in defence cooperation, in model worlds."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.charts import chart as chart  # type: ignore[no-redef]
    from sim.ensemble import Ensemble as Ensemble
    from sim.ensemble import open_results as open_results
    from sim.ensemble.run import run as run
    from sim.evidence import baseline as baseline
    from sim.exchange import export as export
    from sim.experiments.asking import discover as discover
    from sim.experiments.asking import feasibility as feasibility
    from sim.experiments.asking import flip as flip
    from sim.experiments.asking import sweep as sweep
    from sim.experiments.asking import tornado as tornado
    from sim.experiments.choices import choices as choices
    from sim.experiments.explain import explain as explain
    from sim.experiments.inputs import inputs as inputs
    from sim.experiments.reactions import reactions as reactions
    from sim.experiments.robust import overall as overall
    from sim.experiments.robust import robust as robust
    from sim.scenario import Scenario as Scenario
    from sim.scenario import load as load

__version__ = "0.1.0"

# What the package hands out, and where it lives.
_HOMES = {
    "Ensemble": "sim.ensemble",
    "Scenario": "sim.scenario",
    "baseline": "sim.evidence",
    "chart": "sim.charts",
    "choices": "sim.experiments.choices",
    "discover": "sim.experiments.asking",
    "explain": "sim.experiments.explain",
    "export": "sim.exchange",
    "feasibility": "sim.experiments.asking",
    "flip": "sim.experiments.asking",
    "inputs": "sim.experiments.inputs",
    "load": "sim.scenario",
    "open_results": "sim.ensemble",
    "overall": "sim.experiments.robust",
    "reactions": "sim.experiments.reactions",
    "robust": "sim.experiments.robust",
    "run": "sim.ensemble.run",
    "sweep": "sim.experiments.asking",
    "tornado": "sim.experiments.asking",
}
__all__ = [*_HOMES]


def __getattr__(name: str) -> object:
    # Imported on first use: `entente --help` must answer without loading the engine.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'sim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
