"""Reaction: new visible ties with one's threats raise tension.

rate k_taureact max(Rs_ij, 0), target 1,   Rs_ij = (Rx_ij + Rx_ji) / 2

symbol      meaning               unit    default  range  source
k_taureact  size of the reaction  1/year  .50      .1-1   judgement, tied to k_react
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter
from sim.core.pull import Pull, Pulls
from sim.model.learn.mechanism import Mechanism, both_ways
from sim.model.scene import Happened, Scene

PARAMETERS = (
    Parameter(
        "k_taureact", 0.5, 0.1, 1.0, "1/year", "reaction of tension", "judgement", "specification 10", tied="k_react"
    ),
)


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    return (Pull(scene.setting.p.k_taureact * jnp.maximum(both_ways(scene.view.offence), 0), 1.0),)


REACTION = Mechanism("reaction", "tension", "anger at new hostile ties", _pulls, PARAMETERS)
