"""Addressed luck in plain integers: the hash of docs/odd.md (core / luck), written again."""

import math
from functools import cache
from hashlib import blake2b
from statistics import NormalDist

WORD = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15


def mix(z: int) -> int:
    """SplitMix64's finaliser."""
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & WORD
    return z ^ (z >> 31)


def fold(key: int, word: int) -> int:
    """The key of one part of the address below `key`."""
    return mix((key + GOLDEN * (word + 1)) & WORD)


@cache
def word_of(name: str) -> int:
    """The word of a name: a state's code, an instrument, a stream."""
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "little")


def towards(one: str, other: str) -> int:
    """The word of an ordered pair of states."""
    return (word_of(one) << 32) | word_of(other)


def between(one: str, other: str) -> int:
    """The word of an unordered pair of states."""
    low, high = sorted((word_of(one), word_of(other)))
    return (low << 32) | high


class Luck:
    """The luck of one world in one quarter."""

    def __init__(self, seed: int, draw: int, run: int, quarter: int) -> None:
        self.key = fold(fold(fold(fold(0, seed), draw), run), quarter)

    def uniform(self, stream: str, *words: int) -> float:
        """A number between 0 and 1 at an address."""
        key = fold(self.key, word_of(stream))
        for word in words:
            key = fold(key, word)
        return ((key >> 11) + 0.5) * 2.0**-53

    def normal(self, stream: str, *words: int) -> float:
        """A standard normal number."""
        return NormalDist().inv_cdf(self.uniform(stream, *words))

    def exponential(self, stream: str, *words: int) -> float:
        """A standard exponential number."""
        return -math.log(self.uniform(stream, *words))

    def gumbel(self, stream: str, *words: int) -> float:
        """A standard Gumbel number."""
        return -math.log(self.exponential(stream, *words))
