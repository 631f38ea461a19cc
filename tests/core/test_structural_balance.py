"""Structural balance (Marvel, Kleinberg, Kleinberg & Strogatz 2011): limits of the engine's step and signed pull.

The pull is that of the balance mechanism, rate k |B| towards sign(B), with B = A A / n and the diagonal kept: the
engine itself leaves the diagonal out, because no state has an alignment with itself.
"""

import itertools
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from sim.core.luck import normal, pair_words, world_key
from sim.core.pull import relax, towards_sign

K = 1.0
SMALL = 1e-5


def symmetric_normal(n, run):
    return normal(world_key(5, n, run), pair_words(jnp.arange(n, dtype=jnp.uint64)))


def step(a, dt):
    return relax(a, [(towards_sign(a @ a / a.shape[0], K),)], dt, -1.0, 1.0)[0]


@partial(jax.jit, static_argnums=2)
def march(opening, time, steps):
    return jax.lax.scan(lambda a, _: (step(a, time / steps), None), opening, length=steps)[0]


@partial(jax.jit, static_argnums=1)
def saturate(opening, steps):
    """March to saturation; a step is a fiftieth of the shortest time in which the matrix could double."""

    def forward(a, _):
        return step(a, 0.02 * a.shape[0] / (K * jnp.sqrt(jnp.sum(a**2)))), None

    return jax.lax.scan(forward, opening, length=steps)[0]


def leading_vector(a):
    return np.linalg.eigh(np.asarray(a))[1][..., :, -1]


def test_the_way_to_blow_up_follows_the_closed_form_to_first_order():
    n = 20
    opening = SMALL * symmetric_normal(n, 0)
    time = 0.9 * n / (K * np.linalg.eigvalsh(np.asarray(opening))[-1])
    exact = np.asarray(opening) @ np.linalg.inv(np.eye(n) - np.asarray(opening) * K * time / n)
    errors = [
        np.linalg.norm(np.asarray(march(opening, time, steps)) - exact) / np.linalg.norm(exact)
        for steps in (400, 800, 1600)
    ]
    assert errors[0] < 0.06
    assert all(0.45 < later / earlier < 0.58 for earlier, later in itertools.pairwise(errors))


@pytest.mark.parametrize("run", range(3))
def test_the_two_factions_are_the_signs_of_the_leading_eigenvector(run):
    opening = SMALL * symmetric_normal(30, run)
    v = leading_vector(opening)
    assert (np.sign(np.asarray(saturate(opening, 1500))) == np.sign(np.outer(v, v))).all()


def test_friendliness_at_the_opening_decides_between_two_blocs_and_harmony():
    n, repetitions = 40, 20
    noise = jnp.stack([symmetric_normal(n, run) for run in range(repetitions)])
    z = jnp.array([-2.0, 0.0, 1.0, 2.0, 3.0, 4.0, 6.0])
    openings = SMALL * (noise + z[:, None, None, None] / np.sqrt(n))
    foretold = np.abs(np.sign(leading_vector(openings)).sum(axis=2)) == n
    closings = jax.vmap(lambda a: saturate(a, 1000))(openings.reshape(-1, n, n))
    found = (np.asarray(closings) > 0).all(axis=(1, 2)).reshape(foretold.shape)
    assert (found == foretold).all()
    harmony = found.mean(axis=1).tolist()
    assert harmony[:3] == [0, 0, 0]
    assert harmony[3] < 0.5 < harmony[4]
    assert harmony[5:] == [1, 1]
