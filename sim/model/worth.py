"""The worth of agreements: motives gathered once for pairs and instruments, then read at any level.

    U_ijm(l) = whom_ij + l what_ijm - inertia_m,     what_ijm = sum_k pair_kij instrument_km

The `what` motives stay factored until one product forms the worth of all acts at once.
"""

import jax.numpy as jnp
from jax import Array

from sim.core.fence import fence
from sim.core.pairs import actors, both, pair_of
from sim.core.struct import struct
from sim.model.axes import ByActor, ByInstrument, ByProposal
from sim.model.motives import MOTIVES, Term
from sim.model.scene import Scene


@struct
class Worth:
    """Motives of the two sides of pairs, `(..., direction, pair)`, or of whatever was picked from them."""

    whom: Array
    entering: Array  # counts only when something new is taken up
    what: ByProposal  # a unit of each instrument
    inertia: ByInstrument

    def at(self, level: Array) -> ByProposal:
        """Worth at a level of each instrument, instrument first, in logits."""
        return self.whom + level * self.what - beside(self.inertia, self.what)

    def mean_of_both(self) -> "Worth":
        """The mean of the two parties' worth, `(..., pair)`."""
        whom, entering, what = (
            (held[..., 0, :] + held[..., 1, :]) / 2 for held in (self.whom, self.entering, self.what)
        )
        return Worth(whom, entering, what, self.inertia)

    def of_pairs(self, actor: ByActor, other: ByActor) -> "Worth":
        """That of picked states with a partner each, `(..., actor)`; index arrays of one shape."""
        side, pair = sides(actor, other, self.whom)
        return Worth(self.whom[side, pair], self.entering[side, pair], self.what[:, side, pair], self.inertia)

    def of_cells(self, actor: ByActor, other: ByActor, instrument: ByActor) -> tuple[ByActor, ByActor]:
        """Worth of single agreements at no level and of a unit of it; index arrays of one shape, that of the answer."""
        side, pair = sides(actor, other, self.whom)
        return self.whom[side, pair] - self.inertia[instrument], self.what[instrument, side, pair]

    def to_enter(self, actor: ByActor, other: ByActor) -> ByActor:
        """What counts beside, when something new is taken up."""
        return self.entering[sides(actor, other, self.whom)]


def sides(actor: ByActor, other: ByActor, held: Array) -> tuple[Array, Array]:
    """Direction and pair of states with a partner each."""
    return jnp.where(actor < other, 0, 1), pair_of(actor, other, actors(held.shape[-1]))


def beside(column: ByInstrument, cells: Array) -> Array:
    """A column of the catalogue, shaped to stand beside cells that have the instrument first."""
    return column.reshape(-1, *(1,) * (cells.ndim - 1))


def gather(scene: Scene) -> Worth:
    """Sum the motives of a scene by the part they play."""
    terms: dict[str, list[Term]] = {"whom": [], "what": [], "inertia": [], "entering": []}
    for motive in MOTIVES:
        switch = scene.setting.on[f"motive_{motive.name}"]
        for term in motive.terms(scene):
            terms[motive.part].append(term._replace(pair=switch * term.pair))
    zero = jnp.zeros_like(scene.state.alignment)
    whom, entering = (sum((term.pair for term in terms[part]), zero) for part in ("whom", "entering"))
    columns = jnp.stack([term.instrument for term in terms["what"] if term.instrument is not None], axis=-1)
    grids = fence(scene.setting.date, both(jnp.stack([whom, entering, *(term.pair for term in terms["what"])])))
    return Worth(
        whom=grids[0],
        entering=grids[1],
        what=(columns @ grids[2:].reshape(columns.shape[1], -1)).reshape(-1, *grids.shape[1:]),
        inertia=-_sum_instruments(terms["inertia"], jnp.zeros_like(scene.setting.c.asc)),
    )


def _sum_instruments(terms: list[Term], zero: ByInstrument) -> ByInstrument:
    return sum((term.pair * term.instrument for term in terms if term.instrument is not None), zero)
