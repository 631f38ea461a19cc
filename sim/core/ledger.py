"""The ledger: what each mechanism has added to a stock since the opening.

closing - opening = sum of the entries, for every dyad, every quarter, to rounding. Entries name *proximate*
terms: a fall through `crisis` may come from a pact that raised tension. To ask what would have happened without a
mechanism, run again with it off.
"""

from collections.abc import Mapping

import jax.numpy as jnp
from jax import Array


def open_ledger(names: tuple[str, ...], shape: tuple[int, ...]) -> Array:
    """An empty ledger, `(entry, *shape)`; the last entry is `bounds`."""
    return jnp.zeros((len(names) + 1, *shape))


def post(ledger: Array, names: tuple[str, ...], entries: Mapping[str, Array]) -> Array:
    """The ledger with one step's entries added."""
    return ledger + jnp.stack([entries[name] for name in (*names, "bounds")])


def residual(ledger: Array, opening: Array, closing: Array) -> Array:
    """The largest absolute gap between the change of a stock and the sum of its entries (a scalar)."""
    return jnp.max(jnp.abs(closing - opening - ledger.sum(axis=0)))
