"""Exchange: the results of a study in formats that other programs read."""

from sim.exchange.formats import FORMATS, export, exported

__all__ = ["FORMATS", "export", "exported"]
