"""What a motive is: a named term of the worth of an agreement.

The worth of agreement m with partner j to actor i, at level l, is

    U_ijm(l) = whom_ij + l * what_ijm - inertia_m

`whom` terms speak of the partner, `what` terms of the instrument and grow with its level, `inertia` slows entry and
exit, `entering` terms count only when something new is taken up. Every term is a product of a figure of the pair and,
where it speaks of the instrument, a column of the catalogue: the worth of all acts is one matrix product.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

from sim.core.parameter import Parameter
from sim.model.axes import ByDyad, ByInstrument
from sim.model.scene import Scene

Part = Literal["whom", "what", "inertia", "entering"]


class Term(NamedTuple):
    """`pair (actor, other)` times `instrument (instrument,)`; without the latter it holds for all instruments."""

    pair: ByDyad
    instrument: ByInstrument | None = None


class Motive(NamedTuple):
    """One reason to want an agreement, or not."""

    name: str
    part: Part
    meaning: str
    terms: Callable[[Scene], tuple[Term, ...]]
    parameters: tuple[Parameter, ...]
