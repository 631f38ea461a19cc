"""The report: one HTML page that holds a whole study, for readers who will never open a terminal."""

from sim.report.page import report, write_report

__all__ = ["report", "write_report"]
