"""Public data to the baseline of today: four tables, each figure with its doubt and where it comes from."""

from sim.evidence.build import build
from sim.evidence.check import check_tables
from sim.evidence.tables import Tables, baseline, read_tables

__all__ = ["Tables", "baseline", "build", "check_tables", "read_tables"]
