"""Reputation: what those one listens to think of the other (DeGroot 1974).

rate k_rep, target sum_k w_ik T_kj over k other than i and j

symbol  meaning     unit    default  range  source
k_rep   reputation  1/year  .05      0-.12  Kinne 2018: ties inform about trustworthiness; size judged
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter
from sim.core.pull import Pull, Pulls
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene

PARAMETERS = (
    Parameter("k_rep", 0.05, 0.0, 0.12, "1/year", "reputation transfer", "judgement", "Kinne 2018; size judged"),
)


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    w, trust = scene.view.influence, scene.state.trust
    # Nobody is asked about itself: the diagonal of trust is zero, so only the weights must leave j out.
    heard = w.sum(axis=1, keepdims=True) - w
    word = (w @ trust) / jnp.where(heard > 0, heard, 1.0)
    return (Pull(jnp.where(heard > 1e-9, scene.setting.p.k_rep, 0.0), jnp.clip(word, 0, 1)),)


REPUTATION = Mechanism("reputation", "trust", "what friends think of the other", _pulls, PARAMETERS)
