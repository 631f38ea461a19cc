"""What a mechanism is: a named cause that pulls a stock. It returns pulls and never writes."""

from collections.abc import Callable
from typing import NamedTuple

from jax import Array

from sim.core.parameter import Parameter
from sim.core.pull import Pulls
from sim.model.scene import Happened, Scene


class Mechanism(NamedTuple):
    """One cause of change in one stock."""

    name: str
    stock: str
    meaning: str
    pulls: Callable[[Scene, Happened], Pulls]
    parameters: tuple[Parameter, ...] = ()


def both_ways(pair: Array) -> Array:
    """The mean of a directed figure over the two directions, `(actor, other)`."""
    return (pair + pair.T) / 2
