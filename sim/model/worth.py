"""The worth of agreements: motives gathered once for pairs and instruments, then read at any level.

    U_ijm(l) = whom_ij + l what_ijm - inertia_m,     what_ijm = sum_k pair_kij instrument_km

Kept factored, so that the menu of some 700 acts a state is one fused sum and any chosen act can be read alone.
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
    what_pair: tuple[ByDyad, ...]
    what_instrument: tuple[ByInstrument, ...]
    inertia: ByInstrument

    def what(self) -> ByAgreement:
        """Worth of a unit of each instrument, `(..., instrument)`."""
        return sum(
            (pair[..., None] * column for pair, column in zip(self.what_pair, self.what_instrument, strict=True)),
            jnp.zeros((*self.whom.shape, self.inertia.shape[0])),
        )

    def at(self, level: ByAgreement) -> ByAgreement:
        """Worth at a level of each instrument, `(..., instrument)`, in logits."""
        return self.whom[..., None] + level * self.what() - self.inertia

    def of_pairs(self, actor: ByActor, other: ByActor) -> "Worth":
        """The same for picked pairs only; `actor` and `other` are index arrays of one shape."""
        def pick(pair: ByDyad) -> ByDyad:
            return pair[actor, other]

        return Worth(
            whom=pick(self.whom),
            entering=pick(self.entering),
            what_pair=tuple(pick(pair) for pair in self.what_pair),
            what_instrument=self.what_instrument,
            inertia=self.inertia,
        )


def gather(scene: Scene) -> Worth:
    """Sum the motives of a scene by the part they play."""
    terms: dict[str, list[Term]] = {"whom": [], "what": [], "inertia": [], "entering": []}
    for motive in MOTIVES:
        switch = scene.setting.on[f"motive_{motive.name}"]
        for term in motive.terms(scene):
            terms[motive.part].append(term._replace(pair=switch * term.pair))
    zero = jnp.zeros_like(scene.state.alignment)
    return Worth(
        whom=sum((term.pair for term in terms["whom"]), zero),
        entering=sum((term.pair for term in terms["entering"]), zero),
        what_pair=tuple(term.pair for term in terms["what"]),
        what_instrument=tuple(term.instrument for term in terms["what"]),
        inertia=-sum((term.pair * term.instrument for term in terms["inertia"]), jnp.zeros_like(scene.setting.c.asc)),
    )
