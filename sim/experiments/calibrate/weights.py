"""What is estimated, and what is thought of it before the data.

    w_k = kappa d_k exp(s_k z_k),  z_k ~ N(0, 1)       s_k: the declared range of w_k holds 90 % at kappa = 1
    ln kappa ~ N(0, 1.5)
    a_c ~ N(0, 3)      b_x ~ N(0, 1)      u0 ~ N(d, s)

The logit's scale is fixed at 1 in the model because choices cannot tell it from the weights. Treaties on record can:
kappa says how much of what decides between acts decides who signs them. It is common to all weights of motives, so that
the ranges keep what they say of one weight against another. Example and gravity were added for the record's sake, with
nothing thought of them before it: they stand outside kappa.

    symbol  meaning                                                             unit
    w_k     weights of motives (parameters of the model, tied ones following)   logit
    a_c     what is added to the worth of an observed class of agreements       logit
    b_x     weights of example and gravity, of either sign                      logit
"""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jax import Array

from sim.core.struct import Figures
from sim.evidence.agreed import CLASSES
from sim.model.motives import MOTIVES
from sim.model.motives.example import EXAMPLE
from sim.model.motives.gravity import GRAVITY
from sim.model.parameters import PARAMETERS

NINETY = 1.6449  # half the width of the 90 % interval of a standard normal number
KAPPA_DOUBT, CLASS_DOUBT, MEASURED_DOUBT = 1.5, 3.0, 1.0
COST_OF_INITIATIVE = "u0"
# Set constants that belong to no weight.
_NOT_WEIGHTS = ("neutral_trust", "industry_floor", "strain_burden", "budget_floor")
_TIED = tuple(name for name, p in PARAMETERS.items() if p.tied is not None)
_OUTSIDE = (EXAMPLE, GRAVITY)
MEASURED = tuple(p.name for motive in _OUTSIDE for p in motive.parameters if p.name.startswith("w_"))
_OF_MOTIVES = tuple(
    p.name for motive in MOTIVES if motive not in _OUTSIDE for p in motive.parameters if p.name not in _NOT_WEIGHTS
)
WEIGHTS = tuple(name for name in _OF_MOTIVES if name.startswith("w_") and name not in ("w_thr", "w_search"))
SCALED = tuple(name for name in _OF_MOTIVES if name not in WEIGHTS)  # share kappa, and are not estimated themselves


class Theta(NamedTuple):
    """The place of each number in the vector of what is estimated."""

    kappa: int
    weights: slice
    u0: int
    classes: slice
    measured: slice
    size: int


def layout() -> Theta:
    """Where everything stands."""
    w, c = len(WEIGHTS), len(CLASSES)
    return Theta(0, slice(1, 1 + w), 1 + w, slice(2 + w, 2 + w + c), slice(2 + w + c, None), 2 + w + c + len(MEASURED))


def names() -> tuple[str, ...]:
    """Names of what is estimated, in the order of the vector."""
    classes = tuple(f"class {name}" for name in CLASSES)
    return ("ln kappa", *WEIGHTS, COST_OF_INITIATIVE, *classes, *MEASURED)


def prior_doubt() -> np.ndarray:
    """Standard deviation of each number before the data; all but that of u0 are about 0."""
    measured, classes = np.full(len(MEASURED), MEASURED_DOUBT), np.full(len(CLASSES), CLASS_DOUBT)
    return np.array([KAPPA_DOUBT, *np.ones(len(WEIGHTS)), 1.0, *classes, *measured])


def log_spread(name: str) -> float:
    """Spread of a weight in logs that puts 90 % of it into its declared range."""
    parameter = PARAMETERS[name]
    return float(np.log(parameter.high / parameter.low) / (2 * NINETY))


def parameters(theta: Array) -> Figures:
    """The parameters that a vector stands for: weights of motives, those that share a scale, and u0."""
    at = layout()
    kappa = jnp.exp(theta[at.kappa])
    spread = jnp.asarray([log_spread(name) for name in WEIGHTS])
    centre = jnp.asarray([PARAMETERS[name].default for name in WEIGHTS])
    found = dict(zip(WEIGHTS, kappa * centre * jnp.exp(spread * theta[at.weights]), strict=True))
    found |= {name: kappa * PARAMETERS[name].default for name in SCALED}
    found |= dict(zip(MEASURED, theta[at.measured], strict=True))
    cost = PARAMETERS[COST_OF_INITIATIVE]
    found[COST_OF_INITIATIVE] = cost.default + (cost.high - cost.low) / (2 * NINETY) * theta[at.u0]
    return Figures(found)
