"""Network: shared partners and the partner's degree, and whose word counts.

    net_ij = tri / (1 + tri) + d deg_j,   tri = (EA EA)_ij,   deg_j = mean_k EA_jk
    w_ik   proportional to A+_ik T_ik sqrt(mil_k), rows sum to 1 (0 for a state with no positive tie)

    symbol  meaning                   unit  default  range   source
    d       weight of partner degree  1     .5       +-25 %  judgement

References
----------
Kinne 2018, International Organization 72: preferential attachment and triadic closure drive defence agreements.
DeGroot 1974, JASA 69: influence as a weighted mean.
"""

import jax.numpy as jnp

from sim.core.parameter import structural
from sim.model.axes import ByDyad
from sim.model.scene import Cooperation
from sim.model.state import Setting, State

PARAMETERS = (structural("degree_weight", 0.5, "weight of the partner's degree beside shared partners"),)


def network(setting: Setting, coop: Cooperation) -> ByDyad:
    """Network attraction of j to i, `(actor, other)`."""
    ties = jnp.maximum(coop.alignment, 0)
    n = ties.shape[0]
    shared = ties @ ties
    degree = ties.sum(axis=1) / max(n - 1, 1)
    return shared / (1 + shared) + setting.p.degree_weight * degree[None, :]


def influence(state: State) -> ByDyad:
    """Weights `(actor, other)` with which i listens to k; a row sums to 1, or to 0 without a positive tie."""
    raw = jnp.maximum(state.alignment, 0) * state.trust * jnp.sqrt(state.military_weight)[None, :]
    total = raw.sum(axis=1, keepdims=True)
    return jnp.where(total > 0, raw / jnp.where(total > 0, total, 1.0), 0.0)
