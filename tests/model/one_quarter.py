"""One quarter out of a world that was walked."""

import jax
import jax.numpy as jnp
import numpy as np


def of(scenes, quarter):
    """The scene of one quarter; cut out by NumPy, since JAX would compile a program for each shape in it."""
    return jax.tree.map(lambda leaf: jnp.asarray(np.asarray(leaf)[quarter]), scenes)
