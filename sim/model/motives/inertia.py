"""Inertia: weighty instruments are slow to come and slow to go.

- asc_m

symbol  meaning           unit   default  range  source
asc_m   catalogue column  logit
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

PARAMETERS: tuple[Parameter, ...] = ()


def _terms(scene: Scene) -> tuple[Term, ...]:
    # The same for every pair.
    return (Term(jnp.asarray(-1.0), scene.setting.c.asc),)


INERTIA = Motive("inertia", "inertia", "slowness of weighty instruments", _terms, PARAMETERS)
