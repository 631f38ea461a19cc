"""Blocs: how far alignment divides the world, and who stands where.

    s   = signs of the leading eigenvector of A                              the two sides that fit best
    two-bloc share  sum A_ij s_i s_j / sum |A_ij|
    concentration   lambda_1(A) / (n - 1)
    modularity      sum_ij [A_ij - k+_i k+_j / 2w+ + k-_i k-_j / 2w-] [s_i = s_j] / (2w+ + 2w-)

k+ and k- are a state's friendly and hostile alignment, 2w+ and 2w- their sums over all states.

References
----------
Gomez, Jensen & Arenas 2009, Analysis of community structure in networks of correlated data, Physical Review E 80.
"""

import jax.numpy as jnp
from jax import Array

from sim.core.largest import first_largest
from sim.model.axes import ByActor, ByDyad
from sim.model.scene import Scene
from sim.outcomes.outcome import Outcome

SQUARINGS, STEPS = 5, 6


def leading_vector(alignment: ByDyad) -> ByActor:
    """The leading eigenvector of an alignment, `(actor,)`, of any length."""
    # A shift makes the leading eigenvalue the largest in size; powers of the matrix then leave only its eigenvector.
    # An eigensolver would wait for ever between two threads of XLA.
    shift = jnp.abs(alignment).sum(axis=1).max()
    scaled = (alignment / jnp.maximum(shift, 1e-300) + jnp.eye(alignment.shape[0])) / 2
    power = scaled
    for _ in range(SQUARINGS):
        power = power @ power
    vector = power[:, first_largest(jnp.diagonal(power))]
    for _ in range(STEPS):
        vector = power @ vector
    return vector


def leading_sides(alignment: ByDyad) -> ByActor:
    """The two sides that fit an alignment best to first order: signs of its leading eigenvector, `(actor,)`."""
    return jnp.where(leading_vector(alignment) >= 0, 1.0, -1.0)


def _over(part: Array, whole: Array) -> Array:
    return jnp.where(whole > 0, part / jnp.where(whole > 0, whole, 1.0), 0.0)


def polarisation(scene: Scene) -> Array:
    """Two-bloc share: how much of all alignment fits the two sides of `leading_sides`."""
    a = scene.state.alignment
    side = leading_sides(a)
    return _over(side @ a @ side, jnp.abs(a).sum())


def concentration(scene: Scene) -> Array:
    """Leading eigenvalue over its largest possible value: 1 when all alignment is full and fits two sides."""
    a = scene.state.alignment
    v = leading_vector(a)
    return _over(v @ a @ v, v @ v) / max(a.shape[0] - 1, 1)


def modularity(scene: Scene) -> Array:
    """Signed modularity of the two sides: friends within and foes between, beyond what totals would give."""
    a = scene.state.alignment
    side = leading_sides(a)
    together = (1 + side[:, None] * side[None, :]) / 2
    friends, foes = jnp.maximum(a, 0), jnp.maximum(-a, 0)
    expected = _expected(friends) - _expected(foes)
    return _over(((a - expected) * together).sum(), jnp.abs(a).sum())


def _expected(ties: ByDyad) -> ByDyad:
    of_actor = ties.sum(axis=1)
    return _over(of_actor[:, None] * of_actor[None, :], of_actor.sum())


def bloc(scene: Scene) -> ByActor:
    """1 on the side of the strongest state, -1 on the other, `(actor,)`."""
    side = leading_sides(scene.state.alignment)
    return side * side[first_largest(scene.state.military_weight)]


BLOCS = (
    Outcome(
        "polarisation", "polarisation", "world", False, "share -1 to 1", "lower",
        "share of alignment that fits a division into two blocs", 0.005, polarisation,
    ),
    Outcome(
        "concentration", "polarisation", "world", False, "index 0 to 1", "lower",
        "how far one division rules all alignment: its leading eigenvalue, 1 when everybody is all friend or all foe",
        0.005, concentration,
    ),
    Outcome(
        "modularity", "polarisation", "world", False, "index -1 to 1", "lower",
        "friends within and foes between the two blocs, beyond what their totals would give", 0.005, modularity,
    ),
    Outcome(
        "bloc", "network", "actor", False, "side -1 to 1", "neither",
        "1 on the side of the strongest state, -1 on the other; the mean is over worlds", 0.05, bloc,
    ),
)  # fmt: skip
