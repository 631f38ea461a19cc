"""What a function works out twice stands once in its program, and no number changes."""

from collections import Counter

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import sim.core.struct  # noqa: F401  (doubles)
from sim.core.once import once, without_repeats

X = np.array([0.3, -1.2, 2.0])


def operations(function, *args):
    """How often each operation stands in the program of a function without repeats."""
    return Counter(eqn.primitive.name for eqn in without_repeats(jax.make_jaxpr(function)(*args)).jaxpr.eqns)


def test_an_equal_operation_on_equal_values_is_merged_and_what_follows_from_it():
    found = operations(lambda x: jnp.exp(jnp.sin(x)) + jnp.exp(jnp.sin(x)) * jnp.exp(jnp.cos(x)), X)
    assert (found["sin"], found["exp"], found["cos"]) == (1, 2, 1)


def test_constants_of_equal_content_are_one():
    found = operations(lambda x: x[np.array([2, 0])] + x[np.array([2, 0])] + x[np.array([0, 2])], X)
    assert found["gather"] == 2


def test_equal_calls_are_merged_and_others_are_not():
    @jax.jit
    def twice(x):
        return 2 * x

    assert operations(lambda x: twice(x) + twice(x), X)["jit"] == 1
    assert operations(lambda x: twice(x) + twice(-x), X)["jit"] == 2


@pytest.mark.parametrize(
    "function",
    [
        lambda x: x * 2.0 + x * 3.0,
        lambda x: x.sum(axis=0) + jnp.stack([x, x]).sum(axis=1),
        lambda x: x.astype(jnp.float32) * 1.0 + x.astype(jnp.float64) * 1.0,
        lambda x: jnp.where(x > 0, x, 0.0) - jnp.where(x > 0, 0.0, x),
        lambda x: jax.lax.cond(x[0] > 0, jnp.sin, jnp.cos, x) + jax.lax.cond(x[0] > 0, jnp.cos, jnp.sin, x),
    ],
)
def test_what_differs_in_a_number_a_place_or_a_kind_stays_apart(function):
    np.testing.assert_array_equal(once(function)(X), function(X))
    np.testing.assert_array_equal(jax.jit(once(function))(X), jax.jit(function)(X))


def test_any_nest_goes_in_and_comes_out_and_outer_values_are_seen():
    def body(date, carry):
        return {"a": carry["a"] * scale + date, "b": (carry["b"][0] + jnp.sin(scale), carry["a"])}

    def loop(step, x):
        nonlocal scale
        scale = x
        return jax.lax.fori_loop(0, 5, step, {"a": x, "b": (x, x)})

    scale = X
    plain = jax.vmap(lambda x: loop(body, x))(jnp.stack([X, 2 * X]))
    merged = jax.vmap(lambda x: loop(once(body), x))(jnp.stack([X, 2 * X]))
    assert jax.tree.structure(plain) == jax.tree.structure(merged)
    jax.tree.map(np.testing.assert_array_equal, plain, merged)


def test_slopes_are_those_of_the_function():
    def function(x):
        return (jnp.tanh(x) * jnp.exp(jnp.tanh(x))).sum()

    np.testing.assert_allclose(jax.grad(once(function))(X), jax.grad(function)(X), rtol=1e-14)


def test_what_is_done_for_its_effect_is_done_as_often():
    seen = []

    def told(x):
        jax.debug.callback(seen.append, x)
        jax.debug.callback(seen.append, x)
        return x

    once(told)(1.0)
    jax.effects_barrier()
    assert len(seen) == 2
