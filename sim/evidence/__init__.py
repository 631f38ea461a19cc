"""Public data to the baseline of today: four tables, each figure with its doubt and where it comes from."""

from sim.evidence.build import build, build_past
from sim.evidence.check import check_tables
from sim.evidence.tables import Tables, baseline, read_tables

__all__ = ["Tables", "baseline", "build", "build_past", "check_tables", "read_tables"]
