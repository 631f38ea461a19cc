"""Many worlds: draws, blocks, and labelled results.

`run` is asked of `sim.ensemble.run`, the module of its name.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.ensemble.cases import Cases as Cases
    from sim.ensemble.ensemble import Ensemble as Ensemble
    from sim.ensemble.results import open_results as open_results

_HOMES = {
    "Cases": "sim.ensemble.cases",
    "Ensemble": "sim.ensemble.ensemble",
    "open_results": "sim.ensemble.results",
}


def __getattr__(name: str) -> object:
    # Imported on first use: a worker makes no tables and reads no scenario, so it loads neither pandas nor YAML.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'sim.ensemble' has no attribute {name!r}")
