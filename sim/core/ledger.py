"""The ledger: what each mechanism has added to a stock since the opening.

closing - opening = sum of the entries, for every dyad, every quarter, to rounding. Entries name *proximate*
terms: a fall through `crisis` may come from a pact that raised tension. To ask what would have happened without a
mechanism, run again with it off.
"""

import jax.numpy as jnp
from jax import Array

Ledger = tuple[Array, ...]


def open_ledger(causes: int, like: Array) -> Ledger:
    """An empty ledger of a stock: an entry for each cause, and one for what bounds took back."""
    return tuple(jnp.zeros_like(like) for _ in range(causes + 1))


def post(ledger: Ledger, entries: Ledger) -> Ledger:
    """The ledger with one step's entries added."""
    return tuple(total + entry for total, entry in zip(ledger, entries, strict=True))


def residual(ledger: Ledger, opening: Array, closing: Array) -> Array:
    """The largest absolute gap between the change of a stock and the sum of its entries (a scalar)."""
    return jnp.max(jnp.abs(closing - opening - sum(ledger, jnp.zeros_like(opening))))
