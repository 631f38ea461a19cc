"""Balance: what shared friends and shared foes suggest about a pair.

    B_ij = clip(g/(n-2) sum_{k != i,j} A_ik A_kj, -1, 1),   0 when n < 3

    symbol  meaning                     unit  default  range   source
    g       gain of the triadic signal  1     3        +-25 %  judgement

References
----------
Heider 1946; Marvel, Kleinberg, Kleinberg & Strogatz 2011, PNAS 108(5), doi:10.1073/pnas.1013213108.
"""

import jax.numpy as jnp

from sim.core.parameter import structural
from sim.model.axes import ByDyad
from sim.model.state import Setting, State

PARAMETERS = (structural("balance_gain", 3.0, "gain of the triadic signal"),)


def balance(state: State, setting: Setting) -> ByDyad:
    """Triadic balance, `(actor, other)`, symmetric, in [-1, 1], zero on the diagonal."""
    a = state.alignment
    n = a.shape[0]
    if n < 3:
        return jnp.zeros_like(a)
    # The diagonal of the alignment is zero, so the product leaves out k = i and k = j by itself.
    return jnp.clip(setting.p.balance_gain / (n - 2) * (a @ a), -1, 1) * (1 - jnp.eye(n))
