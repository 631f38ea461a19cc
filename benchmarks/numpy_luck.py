"""The luck of a quarter in vectorised NumPy: the engine's addressed hash on whole arrays."""

import numpy as np
from scipy.special import ndtri

from sim.core.luck import name_word

GOLDEN, MIX_1, MIX_2 = (np.uint64(c) for c in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
Numbers = np.ndarray


def fold(key: Numbers, word: Numbers) -> Numbers:
    """Addressed luck: SplitMix64 as a counter hash, at least one-dimensional so that words wrap in silence."""
    z = np.atleast_1d(key) + GOLDEN * (np.atleast_1d(word) + np.uint64(1))
    z = (z ^ (z >> np.uint64(30))) * MIX_1
    z = (z ^ (z >> np.uint64(27))) * MIX_2
    return z ^ (z >> np.uint64(31))


def uniform(key: Numbers, word: Numbers) -> Numbers:
    """Numbers between 0 and 1."""
    return ((fold(key, word) >> np.uint64(11)) + 0.5) * 2.0**-53


def word(name: str) -> Numbers:
    """The word of a name."""
    return np.array([name_word(name)], np.uint64)


def other_luck(words: Numbers, kinds: Numbers, key: Numbers) -> list[Numbers]:
    """Every random number of a quarter beside those of choices, dense as in the engine."""
    low, high = np.minimum(words[:, None], words), np.maximum(words[:, None], words)
    pairs, dyads = (low << np.uint64(32)) | high, (words[:, None] << np.uint64(32)) | words
    lapse = fold(fold(key, word("lapse")), pairs)
    found = [uniform(lapse[:, :, None], kinds)]
    found += [uniform(fold(key, word(name)), pairs) for name in ("crisis", "severe", "delivery")]
    found += [uniform(fold(key, word(name)), words) for name in ("accept", "concession", "step")]
    noise = (("noise of alignment", pairs), ("noise of trust", dyads), ("noise of position", words))
    return found + [ndtri(uniform(fold(key, word(name)), where)) for name, where in noise]
