"""Seen: what is recorded of a quarter for the network and the chronicle, so that one compiled program tells of both."""

import jax.numpy as jnp
from jax import Array

from sim.ensemble.retell import Moment
from sim.model.scene import Scene
from sim.outcomes.blocs import bloc
from sim.outcomes.triads import balanced_share, out_of_place

BEGINS, ENDS, CRISIS, SEVERE = "agreement begins", "agreement ends", "crisis", "severe crisis"


def seen(moment: Moment, _: Array) -> dict[str, Array]:
    """How the network stands at the end, by name of `network.Network`, and what happened, by what it is called."""
    return network(moment) | happened(moment)


def network(moment: Moment) -> dict[str, Array]:
    """Alignment, who stands with the strongest, balance, and the pair that fits least with how far it is off."""
    world = moment.closing
    scene = Scene(world.state, world.view, moment.scene.setting, world.in_force)
    misfit = jnp.triu(out_of_place(scene), 1)
    return {
        "alignment": world.state.alignment,
        "with_strongest": jnp.where(bloc(scene) > 0, 1.0, 0.0),
        "balanced": balanced_share(scene),
        "pair": jnp.argmax(misfit),
        "misfit": misfit.max(),
    }


def happened(moment: Moment) -> dict[str, Array]:
    """What began and ended, `(instrument, pair)`, and crises, `(pair,)`."""
    before, after = moment.opening, moment.closing
    return {
        BEGINS: (after.in_force > 0) & ~(before.in_force > 0),
        ENDS: (before.in_force > 0) & ~(after.in_force > 0),
        CRISIS: after.crises - before.crises,
        SEVERE: after.severe - before.severe,
    }
