"""Sums whose last bit depends on nothing: not on the processor, on threads, or on the columns that stand beside.

A library of linear algebra adds up a column in an order that depends on the processor, on how many threads there are,
and on how wide the table is: with another subject in the table the last bits of the others move. Here each column is
split into a coarse and a fine part, each rounded to a power of two so large that every partial sum is a whole number
of its steps and fits a double. No order of adding then rounds anything, and all orders give one number.

References
----------
Demmel & Nguyen 2015, Parallel reproducible summation, IEEE Transactions on Computers 64(7) (rounding to a common grid).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_BITS = 52
_AT_ONCE = 2**21
_FINEST = -1000  # a finer grid has no power of two by which to go there and back


def weighted_sums(weights: NDArray[Any], values: Numbers) -> Numbers:
    """`weights (sum, row) @ values (row, column)`, for weights that are whole numbers and not negative."""
    coarse, fine = _split(values, float(weights.sum(axis=1).max()))
    # Some at a time: eight bytes for every weight of a hundred thousand draws would be half a gigabyte.
    step = max(1, _AT_ONCE // weights.shape[1])
    some = (weights[first : first + step].astype(np.float64) for first in range(0, len(weights), step))
    return np.concatenate([part @ coarse + part @ fine for part in some])


def sum_of(values: Numbers) -> Numbers:
    """Sum over the first axis, added up row by row."""
    flat = np.ascontiguousarray(values.reshape(len(values), -1))
    # NumPy adds the rows of several columns one by one, and a single column in another order.
    several = np.repeat(flat, 2, axis=1) if flat.shape[1] == 1 else flat
    return np.asarray(several.sum(axis=0)[: flat.shape[1]].reshape(values.shape[1:]))


def mean_of(values: Numbers) -> Numbers:
    """Mean over the first axis, added up row by row."""
    return np.asarray(sum_of(values) / len(values))


def _split(values: Numbers, most: float) -> tuple[Numbers, Numbers]:
    """Two parts of each value; sums of either, of up to `most` times the largest of its column, are exact."""
    coarse = _on_grid(values, most)
    return coarse, _on_grid(values - coarse, most)


def _on_grid(values: Numbers, most: float) -> Numbers:
    _, exponent = np.frexp(np.abs(values).max(axis=0, initial=0.0) * most)
    step = np.ldexp(1.0, np.maximum(exponent - _BITS, _FINEST))
    return np.asarray(np.rint(values / step) * step)
