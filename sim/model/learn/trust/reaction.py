"""Reaction: trust in those falls whose new visible ties are with states one fears.

rate k_treact |Rx_ij|, target 0 if Rx_ij > 0 else 1

symbol    meaning               unit    default  range  source
k_treact  size of the reaction  1/year  .40      .1-.8  judgement, tied to k_react
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter
from sim.core.pull import Pull, Pulls
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene

PARAMETERS = (
    Parameter(
        "k_treact", 0.4, 0.1, 0.8, "1/year", "reaction of trust", "judgement", "specification 10", tied="k_react"
    ),
)


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    offence = scene.view.offence
    return (Pull(scene.setting.p.k_treact * jnp.abs(offence), jnp.where(offence > 0, 0.0, 1.0)),)


REACTION = Mechanism("reaction", "trust", "distrust of those who side with one's threats", _pulls, PARAMETERS)
