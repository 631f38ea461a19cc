"""The machine's floor: what the arithmetic of a world would take at the rates that this machine can reach.

Counts follow from the equations: exponentials and logarithms, multiply-adds and random words of a world of n states
and m kinds of agreement over some quarters, on every cell on which an equation is defined, symmetric luck drawn once a
pair. Rates are measured here in double precision, on one core, on arrays that stay in the nearest cache, with NumPy and
with JAX, whichever is faster. The sum of counts over rates is a floor: no data is moved in it, nothing waits,
comparisons and copies are free, and nothing is worked out twice. Prints one JSON line.
"""

import json
import time
from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.numpy_luck import uniform as numpy_uniform
from sim.core import luck

SMALL, REPEATS, INNER = 2048, 30, 200


class Part(NamedTuple):
    """What one group of equations needs in a quarter: exponentials or logarithms, multiply-adds, random words."""

    name: str
    exponentials: float
    multiply_adds: float
    words: float


def parts(n: int, m: int) -> tuple[Part, ...]:
    """The equations of a quarter, grouped; `n` states, `m` kinds of agreement."""
    dyads, pairs = n * (n - 1), n * (n - 1) / 2
    cells, cube, acts = dyads * m, n**3, n * (2 * m + 2)
    return (
        # Nine columns summed; a dozen sums over third states; four indices and the alarm saturate.
        Part("perceive", 5 * dyads + 2 * n, 9 * cells + 11 * cube + 60 * dyads, 0),
        # Eight motives of instruments and the utility of taking up and of leaving each; a race among partners and acts.
        Part("choose", 2 * cells + 3 * dyads + 2 * acts + 6 * n, 14 * cells + cube + 30 * dyads, dyads + 3 * n + acts),
        # Renewal of each agreement of each pair; answers to proposals, pressure and steps.
        Part("act", cells / 2 + 3 * n, 2 * cells + 20 * n, cells / 2 + pairs + 3 * n),
        # Rate and chance of a crisis of each pair; bystanders are few.
        Part("erupt", 2 * pairs, 10 * pairs, 3 * pairs),
        # Pace of each agreement and what it closes; one exact step a stock, its causes and their entries in the ledger.
        Part("learn", cells + 4 * dyads, 3 * cells + cube + 120 * dyads, 0),
        # Noise of alignment, trust and position by the inverse normal, and whether joint work succeeds.
        Part("noise", pairs + dyads + n, 15 * (pairs + dyads), 2 * pairs + dyads + n),
    )


def counts(n: int, m: int, quarters: int) -> dict[str, float]:
    """All that a world needs."""
    listed = parts(n, m)
    return {name: quarters * sum(getattr(part, name) for part in listed) for name in Part._fields[1:]}


def rates() -> dict[str, dict[str, float]]:
    """Millions a second of each kind of arithmetic, by NumPy and by JAX."""
    x = np.linspace(0.1, 0.9, SMALL)
    room = np.empty_like(x)
    square = np.random.default_rng(1).uniform(-1, 1, (160, 160))
    words = np.arange(SMALL, dtype=np.uint64)
    return {
        "exponentials": {
            "numpy": _numpy(lambda: np.exp(x, out=room), SMALL),
            "jax": _jax(_exponentials, x, SMALL),
        },
        "multiply_adds": {
            "numpy": _numpy(lambda: square @ square, square.size * len(square)),
            "jax": _jax(_multiply_adds, x, SMALL * 16),
        },
        "words": {
            "numpy": _numpy(lambda: numpy_uniform(words[:1], words), SMALL),
            "jax": _jax(_words, words, SMALL),
        },
    }


def floor_ms(n: int, m: int, quarters: int, peak: dict[str, float]) -> dict[str, float]:
    """Milliseconds a world, by kind of arithmetic, at peak rates in millions a second."""
    return {name: count / peak[name] / 1e3 for name, count in counts(n, m, quarters).items()}


def _exponentials(x: jax.Array) -> jax.Array:
    return jnp.exp(-x)


def _multiply_adds(x: jax.Array) -> jax.Array:
    for _ in range(16):
        x = x * 0.5 + 0.25
    return x


def _words(x: jax.Array) -> jax.Array:
    return luck.fold(x, np.uint64(7))


def _jax(step: Callable[[jax.Array], jax.Array], start: np.ndarray, count: int) -> float:
    many = jax.jit(lambda x: jax.lax.fori_loop(0, INNER, lambda _, y: step(y), x))
    return _fastest(lambda: many(start).block_until_ready(), count * INNER)


def _numpy(work: Callable[[], object], count: int) -> float:
    def many() -> None:
        for _ in range(INNER):
            work()

    return _fastest(many, count * INNER)


def _fastest(work: Callable[[], object], count: int) -> float:
    work()
    spent = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begun)
    return count / min(spent) / 1e6


def main() -> None:
    """Measure rates, count, and print the floor of 28 states, 25 kinds of agreement and 40 quarters."""
    measured = rates()
    peak = {name: max(values.values()) for name, values in measured.items()}
    size = (28, 25, 40)
    by_kind = floor_ms(*size, peak)
    figures = {
        "rates_millions_a_second": {
            kind: {how: round(rate) for how, rate in values.items()} for kind, values in measured.items()
        },
        "millions_a_world": {name: round(count / 1e6, 2) for name, count in counts(*size).items()},
        "ms_world": {name: round(value, 3) for name, value in by_kind.items()},
        "floor_ms": round(sum(by_kind.values()), 2),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
