"""Luck has an address: a number is a pure function of where it is used.

Each random number is keyed by (seed, draw, run, quarter, stream, actor or dyad), so an option, a longer
file or another order of work never shifts anybody's luck. The generator is the finaliser of SplitMix64 used
as a counter hash: a word is mixed into the key, once per part of the address. Against the block cipher
that JAX ships it costs about a tenth a number, and dense luck is a hot spot here (docs/decisions/004-luck.md).

    mix(z):  z = (z ^ z>>30) * 0xBF58476D1CE4E5B9;  z = (z ^ z>>27) * 0x94D049BB133111EB;  z ^ z>>31
    fold(key, word) = mix(key + GOLDEN * (word + 1))

With word = 0, 1, 2, ... `fold(seed, word)` is SplitMix64's own sequence: its known answers are in the tests.

References
----------
Steele, Lea & Flood 2014, Fast splittable pseudorandom number generators, OOPSLA, doi:10.1145/2660193.2660195
(figure 17, with the constants of Stafford's Mix13).
Salmon, Moraes, Dror & Shaw 2011, Parallel random numbers: as easy as 1, 2, 3, SC11 (counters as addresses).
"""

from hashlib import blake2b

import jax.numpy as jnp
import numpy as np
from jax import Array
from jax.typing import ArrayLike

from sim.core import struct as _double_precision  # noqa: F401  (64-bit words need it)
from sim.core.elementary import log, normal_quantile

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)


def mix(z: Array) -> Array:
    """SplitMix64's finaliser: a bijection of 64-bit words in which every input bit reaches every output bit."""
    z = (z ^ (z >> np.uint64(30))) * _MIX_1
    z = (z ^ (z >> np.uint64(27))) * _MIX_2
    return z ^ (z >> np.uint64(31))


def fold(key: ArrayLike, word: ArrayLike) -> Array:
    """The key of one part of the address below `key` (both broadcast, 64-bit words)."""
    return mix(jnp.asarray(key, jnp.uint64) + _GOLDEN * (jnp.asarray(word, jnp.uint64) + np.uint64(1)))


def world_key(seed: ArrayLike, draw: ArrayLike, run: ArrayLike) -> Array:
    """The key of one world: a draw with one stream of luck."""
    return fold(fold(fold(np.uint64(0), seed), draw), run)


def name_word(name: str) -> int:
    """A 32-bit word for a name (an actor's code, an instrument, a stream), the same on every machine."""
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "little")


def dyad_words(codes: Array) -> Array:
    """Words of ordered pairs `(actor, other)` from the actors' words `(actor,)`."""
    return (codes[:, None] << np.uint64(32)) | codes[None, :]


def pair_words(codes: Array) -> Array:
    """Words of unordered pairs, `(actor, other)` and symmetric."""
    low = jnp.minimum(codes[:, None], codes[None, :])
    high = jnp.maximum(codes[:, None], codes[None, :])
    return (low << np.uint64(32)) | high


def uniform(key: ArrayLike, words: ArrayLike) -> Array:
    """Numbers in the open interval (0, 1), one for each word."""
    bits = fold(key, words) >> np.uint64(11)
    return (bits.astype(jnp.float64) + 0.5) * 2.0**-53


def normal(key: ArrayLike, words: ArrayLike) -> Array:
    """Standard normal numbers, one for each word (by the inverse distribution, so they move smoothly)."""
    return normal_quantile(uniform(key, words))


def exponential(key: ArrayLike, words: ArrayLike) -> Array:
    """Standard exponential numbers, one for each word: `argmax(odds / exponential)` is a logit choice."""
    return -log(uniform(key, words))


def gumbel(key: ArrayLike, words: ArrayLike) -> Array:
    """Standard Gumbel numbers, one for each word: `argmax(utility + gumbel)` is a logit choice."""
    return -log(-log(uniform(key, words)))
