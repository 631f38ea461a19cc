"""One world: it receives arrays and knows no file."""

from sim.model.parameters import PARAMETERS

__all__ = ["PARAMETERS"]
