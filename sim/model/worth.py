"""The worth of agreements: motives gathered once for pairs and instruments, then read at any level.

    U_ijm(l) = whom_ij + l what_ijm - inertia_m,     what_ijm = sum_k pair_kij instrument_km

The `what` motives stay factored until one product forms the worth of all acts at once.
"""

import jax.numpy as jnp

from sim.core.struct import struct
from sim.model.axes import ByActor, ByAgreement, ByDyad, ByInstrument
from sim.model.motives import MOTIVES, Term
from sim.model.scene import Scene


@struct
class Worth:
    """Motives of ordered pairs; the leading axes are `(actor, other)`, or whatever was picked from them."""

    whom: ByDyad
    entering: ByDyad  # counts only when something new is taken up
    what: ByAgreement  # a unit of each instrument
    inertia: ByInstrument

    def at(self, level: ByAgreement) -> ByAgreement:
        """Worth at a level of each instrument, `(..., instrument)`, in logits."""
        return self.whom[..., None] + level * self.what - self.inertia

    def mean_of_both(self) -> "Worth":
        """The mean of the two parties' worth, symmetric; only for whole pairs `(actor, other)`."""
        return Worth(
            whom=(self.whom + self.whom.T) / 2,
            entering=(self.entering + self.entering.T) / 2,
            what=(self.what + self.what.swapaxes(0, 1)) / 2,
            inertia=self.inertia,
        )

    def of_pairs(self, actor: ByActor, other: ByActor) -> "Worth":
        """The same for picked pairs only; `actor` and `other` are index arrays of one shape."""
        return Worth(self.whom[actor, other], self.entering[actor, other], self.what[actor, other], self.inertia)

    def of_cells(self, actor: ByActor, other: ByActor, instrument: ByActor, level: ByActor) -> ByActor:
        """Worth of single agreements at a level; index arrays and level of one shape, which is that of the answer."""
        cells = level * self.what[actor, other, instrument]
        return self.whom[actor, other] + cells - self.inertia[instrument]


def gather(scene: Scene) -> Worth:
    """Sum the motives of a scene by the part they play."""
    terms: dict[str, list[Term]] = {"whom": [], "what": [], "inertia": [], "entering": []}
    for motive in MOTIVES:
        switch = scene.setting.on[f"motive_{motive.name}"]
        for term in motive.terms(scene):
            terms[motive.part].append(term._replace(pair=switch * term.pair))
    zero = jnp.zeros_like(scene.state.alignment)
    pairs = jnp.stack([term.pair for term in terms["what"]], axis=-1)
    instruments = jnp.stack([term.instrument for term in terms["what"] if term.instrument is not None])
    return Worth(
        whom=sum((term.pair for term in terms["whom"]), zero),
        entering=sum((term.pair for term in terms["entering"]), zero),
        what=pairs @ instruments,
        inertia=-_sum_instruments(terms["inertia"], jnp.zeros_like(scene.setting.c.asc)),
    )


def _sum_instruments(terms: list[Term], zero: ByInstrument) -> ByInstrument:
    return sum((term.pair * term.instrument for term in terms if term.instrument is not None), zero)
