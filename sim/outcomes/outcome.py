"""What an outcome is: a measure of a scene, with unit and direction."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from jax import Array

from sim.model.scene import Scene


class Outcome(NamedTuple):
    """One thing to report.

    Attributes
    ----------
    name, family
        As in scenario files and tables; the family groups charts.
    over
        "pair" (measure gives `(actor, other)`), "actor" (`(actor,)`) or "world" (a scalar).
    directed
        For pairs: whether "PAK:TUR" and "TUR:PAK" differ.
    better
        "higher", "lower" or "neither".
    band
        Changes within plus or minus this count as no practical change (judgement; .005 on indices, specification 13.1).
    """

    name: str
    family: str
    over: Literal["pair", "actor", "world"]
    directed: bool
    unit: str
    better: Literal["higher", "lower", "neither"]
    meaning: str
    band: float
    measure: Callable[[Scene], Array]
