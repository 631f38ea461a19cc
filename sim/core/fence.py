"""A fence: values that are computed once, before whatever reads them.

XLA fuses cheap producers into every loop that reads them, and so computes a stock's whole step again in each of the
many equations that read the closing stock: half the time of a quarter went there. Its own barrier is gone before
fusion on processors, so the values pass through a branch that the compiler cannot decide. Values do not change.
"""

from typing import TypeVar

import jax
import jax.numpy as jnp
from jax import Array

T = TypeVar("T")


def fence(date: Array, values: T) -> T:
    """The same arrays (any nest of them); `date` is a quarter's number, never negative, unknown to the compiler."""
    fenced: T = jax.lax.cond(date >= 0, lambda v: v, lambda v: jax.tree.map(jnp.zeros_like, v), values)
    return fenced
