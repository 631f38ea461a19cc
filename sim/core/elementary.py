"""Exponential, logarithm and normal quantile in arithmetic alone, so that processors take eight numbers at a time.

XLA's own exponential of doubles takes some three times as long on processors, and its logarithm is a call into the C
library for every number (docs/decisions/036-pairs-and-elementary-functions.md).

    exp   x = k ln 2 + r, |r| <= ln(2)/2;  q = e^r - 1 by Taylor to r^13;  exp = 2^k (1 + q)          within 1 ulp
    log   x = 2^k m, m in [sqrt(1/2), sqrt(2));  s = (m - 1)/(m + 1);  log x = k ln 2 + 2 s + s R(s^2)    below 1 ulp
    expm1 2^k q + (2^k - 1);   log1p  the logarithm of 1 + x with m - 1 = x where k = 0                   within 3 ulp
    normal quantile: rational functions of (u - 1/2)^2 in the middle, of sqrt(-log u) in the tails        about 1e-16

References
----------
Muller 2016, Elementary Functions, 3rd edition, chapter 11 (reduction by k ln 2 in two parts: Cody & Waite).
Sun Microsystems 1993, fdlibm, e_log.c (the polynomial R).
Wichura 1988, Algorithm AS 241, Applied Statistics 37(3), doi:10.2307/2347330 (PPND16).
"""

import math
from functools import reduce

import jax
import jax.numpy as jnp
from jax import Array

from sim.core import struct as _double_precision  # noqa: F401  (64-bit words need it)

_LOG2_E = 1.4426950408889634
_ROUNDS = 1.5 * 2.0**52
_ONE_BITS = 0x3FF0000000000000
_LEAST, _MOST = -708.0, 709.0
_TAYLOR = tuple(1 / math.factorial(k) for k in range(13, 0, -1))
_HALF_ROOT_BITS = 0x3FE6A09E667F3BCD  # the bits of sqrt(1/2)
_LN2_HIGH, _LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
_R = (
    1.479819860511658591e-01, 1.531383769920937332e-01, 1.818357216161805012e-01, 2.222219843214978396e-01,
    2.857142874366239149e-01, 3.999999999940941908e-01, 6.666666666666735130e-01,
)  # fmt: skip
# Numerators and denominators of PPND16, highest power first: the middle, the tails, the far tails.
_MIDDLE = (
    (2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
     1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080),
    (5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
     5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0),
)  # fmt: skip
_TAIL = (
    (7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258,
     3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734),
    (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
     6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1.0),
)  # fmt: skip
_FAR = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
     2.96560571828504891230e-1, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720),
    (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
     1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0),
)  # fmt: skip
_MIDDLE_ENDS, _FAR_BEGINS = 0.425, 5.0


def _power_series(coefficients: tuple[float, ...], x: Array) -> Array:
    return reduce(lambda total, c: total * x + c, coefficients[1:], jnp.full_like(x, coefficients[0]))


def _reduced(x: Array) -> tuple[Array, Array]:
    """`2^k` and `e^r - 1` with `x = k ln 2 + r`; `x` within the range of normal doubles."""
    k = jnp.round(x * _LOG2_E)
    r = (x - k * _LN2_HIGH) - k * _LN2_LOW
    # The low bits of a whole number with so large a one added are the number, and go where a double keeps its exponent.
    bits = jax.lax.bitcast_convert_type(k + _ROUNDS, jnp.int64) << 52
    return jax.lax.bitcast_convert_type(bits + _ONE_BITS, jnp.float64), r * _power_series(_TAYLOR, r)


@jax.custom_jvp
def exp(x: Array) -> Array:
    """Exponential of doubles of any shape; 0 below -708, where doubles lose their precision, infinite above 709."""
    power, rest = _reduced(jnp.clip(x, _LEAST, _MOST))
    return jnp.where(x < _LEAST, 0.0, jnp.where(x > _MOST, jnp.inf, power * (1 + rest)))


@exp.defjvp
def _exp_jvp(primals: tuple[Array], tangents: tuple[Array]) -> tuple[Array, Array]:
    value = exp(primals[0])
    return value, value * tangents[0]


def _exponent_and_rest(x: Array) -> tuple[Array, Array]:
    """`k` and `f` with `x = 2^k (1 + f)`."""
    bits = jax.lax.bitcast_convert_type(x, jnp.int64)
    exponent = (bits - _HALF_ROOT_BITS) >> 52
    return exponent, jax.lax.bitcast_convert_type(bits - (exponent << 52), jnp.float64) - 1


def _log(exponent: Array, f: Array) -> Array:
    s = f / (2 + f)
    k, z, half_square = exponent.astype(jnp.float64), s * s, 0.5 * f * f
    rest = z * _power_series(_R, z)
    return k * _LN2_HIGH - ((half_square - (s * (half_square + rest) + k * _LN2_LOW)) - f)


@jax.custom_jvp
def log(x: Array) -> Array:
    """Natural logarithm of positive, normal doubles of any shape."""
    return _log(*_exponent_and_rest(x))


@log.defjvp
def _log_jvp(primals: tuple[Array], tangents: tuple[Array]) -> tuple[Array, Array]:
    return log(primals[0]), tangents[0] / primals[0]


@jax.custom_jvp
def expm1(x: Array) -> Array:
    """`e^x - 1` of doubles of any shape, also where x is small; -1 below -708, infinite above 709."""
    power, rest = _reduced(jnp.clip(x, _LEAST, _MOST))
    return jnp.where(x > _MOST, jnp.inf, power * rest + (power - 1))


@expm1.defjvp
def _expm1_jvp(primals: tuple[Array], tangents: tuple[Array]) -> tuple[Array, Array]:
    value = expm1(primals[0])
    return value, (value + 1) * tangents[0]


@jax.custom_jvp
def log1p(x: Array) -> Array:
    """`log(1 + x)` of doubles above -1 of any shape, also where x is small."""
    exponent, f = _exponent_and_rest(1 + x)
    # Where 1 + x is not scaled, what is left of it is x itself, without the digits that adding 1 took.
    return _log(exponent, jnp.where(exponent == 0, x, f))


@log1p.defjvp
def _log1p_jvp(primals: tuple[Array], tangents: tuple[Array]) -> tuple[Array, Array]:
    return log1p(primals[0]), tangents[0] / (1 + primals[0])


def normal_quantile(u: Array) -> Array:
    """The standard normal number below which a share `u`, in the open interval (0, 1), of all lie."""
    q = u - 0.5
    nearer_end = jnp.minimum(u, 1 - u)
    r = jnp.sqrt(-log(nearer_end))
    middle = q * _ratio(_MIDDLE, _MIDDLE_ENDS**2 - q * q)
    tail = jnp.where(r <= _FAR_BEGINS, _ratio(_TAIL, r - 1.6), _ratio(_FAR, r - _FAR_BEGINS))
    return jnp.where(jnp.abs(q) <= _MIDDLE_ENDS, middle, jnp.sign(q) * tail)


def _ratio(parts: tuple[tuple[float, ...], tuple[float, ...]], x: Array) -> Array:
    return _power_series(parts[0], x) / _power_series(parts[1], x)
