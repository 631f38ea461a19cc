"""Elementary functions, as they are compiled: they agree with the C library to the last digits."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.special import ndtri

from sim.core.elementary import exp, expm1, log, log1p, normal_quantile

RNG = np.random.default_rng(1)
SMALL = 10 ** RNG.uniform(-300, 0, 10_000)


def compiled(function, x):
    return np.asarray(jax.jit(function)(jnp.asarray(x)))


def ulps(found, expected):
    return np.abs(found - expected) / np.spacing(np.abs(expected))


def test_the_exponential_is_right_to_two_units_in_the_last_place():
    x = np.concatenate([RNG.uniform(-700, 700, 100_000), RNG.uniform(-1, 1, 100_000), SMALL, -SMALL, [0.0]])
    assert ulps(compiled(exp, x), np.exp(x)).max() <= 2


def test_an_exponential_of_a_computed_number_is_right_too():
    x = np.linspace(-3, 2, 1001)
    np.testing.assert_allclose(compiled(lambda x: exp(-exp(x)), x), np.exp(-np.exp(x)), rtol=1e-14)


def test_the_exponential_is_exact_where_it_is_known():
    ends = compiled(exp, np.array([0.0, -np.inf, np.inf, -800.0, 800.0, np.nan]))
    np.testing.assert_array_equal(ends, [1.0, 0.0, np.inf, 0.0, np.inf, np.nan])


def test_the_logarithm_is_right_to_two_units_in_the_last_place():
    x = np.concatenate([RNG.random(100_000), 10 ** RNG.uniform(-300, 300, 100_000), [1.0, 0.5, 2.0]])
    assert ulps(compiled(log, x), np.log(x)).max() <= 2


def test_the_exponential_less_one_is_right_to_three_units_in_the_last_place():
    x = np.concatenate([RNG.uniform(-700, 700, 100_000), RNG.uniform(-1, 1, 100_000), SMALL, -SMALL, [0.0]])
    assert ulps(compiled(expm1, x), np.expm1(x)).max() <= 3


def test_the_logarithm_of_one_and_more_is_right_to_three_units_in_the_last_place():
    x = np.concatenate([RNG.uniform(-1, 1, 100_000), 10 ** RNG.uniform(0, 300, 10_000), SMALL, -SMALL / 2, [0.0]])
    assert ulps(compiled(log1p, x), np.log1p(x)).max() <= 3
    np.testing.assert_allclose(compiled(log1p, 1e-12 - np.ones(1)), np.log1p(1e-12 - np.ones(1)), rtol=1e-15)


def test_normal_quantiles_agree_with_those_of_cephes():
    u = np.concatenate([RNG.random(100_000), SMALL[SMALL > 1e-17], [2.0**-54, 1 - 2.0**-53, 0.5]])
    np.testing.assert_allclose(compiled(normal_quantile, u), ndtri(u), rtol=1e-13, atol=1e-16)


@pytest.mark.parametrize(
    ("function", "slope"), [(exp, np.exp), (log, lambda x: 1 / x), (expm1, np.exp), (log1p, lambda x: 1 / (1 + x))]
)
def test_they_have_the_gradients_that_mathematics_gives_them(function, slope):
    for x in (0.3, 1.0, 4.0):
        assert float(jax.grad(function)(x)) == pytest.approx(slope(x), rel=1e-14)
