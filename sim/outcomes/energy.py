"""Energy security: how much of the energy sold in the world would reach a state.

    E_i = sum_j e_j g_ij / sum_j e_j,   g_ij = (1 + A_ij) / 2 (1 - W_ji) exp(-k near_j),   g_ii = 1

symbol  meaning                                        unit   default  range   source
e_j     oil and gas that j sells abroad, Saudi Arabia 1 index  table            judgement, see below
A, W    alignment; j's sanctions on i                  index  state
near_j  crises a year around the seller                1/year sim/outcomes/security.py
k       supply lost to a crisis a year around          years  .1       +-25 %  judgement

The table gives rounded orders of magnitude of net exports of oil and gas about 2023, from background knowledge of the
Statistical Review of World Energy, not read again: judgement. A state that is not in it sells nothing that is known.
"""

import jax.numpy as jnp
import numpy as np

from sim.core.luck import name_word
from sim.core.parameter import structural
from sim.model.axes import ByActor
from sim.model.scene import Scene
from sim.outcomes.outcome import Outcome
from sim.outcomes.security import crises_around

PARAMETERS = (structural("energy_disruption", 0.1, "supply lost to a crisis a year around the seller", "years"),)
SELLERS = {
    "SAU": 1.0, "RUS": 1.0, "USA": 0.6, "CAN": 0.5, "ARE": 0.5, "IRQ": 0.5, "QAT": 0.5, "KWT": 0.3, "IRN": 0.3,
    "AUS": 0.3, "KAZ": 0.3, "OMN": 0.2, "AZE": 0.1, "MYS": 0.1, "IDN": 0.1,
}  # fmt: skip
_WORDS = np.array([name_word(code) for code in SELLERS], np.uint64)
_SIZES = np.array(list(SELLERS.values()))


def sold(scene: Scene) -> ByActor:
    """Oil and gas that each state sells abroad, `(actor,)`."""
    return ((scene.setting.actor_words[:, None] == _WORDS) * _SIZES).sum(axis=1)


def energy_security(scene: Scene) -> ByActor:
    """Share of the energy for sale that would reach each state, `(actor,)`; 1 where nobody sells any."""
    state, seller = scene.state, sold(scene)
    calm = jnp.exp(-scene.setting.p.energy_disruption * crises_around(scene))
    reaches = (1 + state.alignment) / 2 * (1 - state.sanctions.T) * calm[None, :]
    others = reaches * (1 - jnp.eye(seller.shape[0]))
    total = seller.sum()
    return jnp.where(total > 0, (others @ seller + seller) / jnp.where(total > 0, total, 1.0), 1.0)


ENERGY = (
    Outcome(
        "energy_security", "security", "actor", False, "share", "higher",
        "share of the oil and gas for sale that would reach it: alignment, sanctions, calm around the sellers", 0.005,
        energy_security,
    ),
)  # fmt: skip
