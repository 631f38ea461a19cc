"""Stylised facts: which general findings and dated episodes the model shows, and which it does not."""

from sim.experiments.facts.evaluate import COLUMNS, FAILS, HOLDS, NOT_EVALUATED, chosen, evaluate, tally
from sim.experiments.facts.order import packages_in_order
from sim.experiments.facts.probes import PROBE_COLUMNS, probe
from sim.experiments.facts.worlds import Worlds

__all__ = [
    "COLUMNS",
    "FAILS",
    "HOLDS",
    "NOT_EVALUATED",
    "PROBE_COLUMNS",
    "Worlds",
    "chosen",
    "evaluate",
    "packages_in_order",
    "probe",
    "tally",
]
