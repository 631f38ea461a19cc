"""A box of PRIM in words."""

from collections.abc import Mapping

import numpy as np

from sim.experiments.discover import Box, Limit
from sim.experiments.words import listed


def sentence(box: Box, worlds: int, names: Mapping[str, str] | None = None) -> str:
    """A box in words.

    Parameters
    ----------
    box
        As `prim` gives it.
    worlds
        How many worlds were searched.
    names
        Plain words for assumptions, by column; the column's own name where left out.
    """
    inside = round(box.mass * worlds)
    bad = round(box.density * inside)
    whole = round(bad / box.coverage) if box.coverage else 0
    if not box.limits:
        return f"It fails in {bad} of {inside} model worlds; nothing sets them apart."
    said = listed(limit_words((names or {}).get(name, name), limit) for name, limit in box.limits.items())
    return (
        f"Where {said}, it fails in {bad} of {inside} model worlds; these are {bad} of the {whole} in which it "
        f"fails at all."
    )


def limit_words(name: str, limit: Limit) -> str:
    """One limit: `k is at least 0.4`, `k is from 0.2 to 0.4`, `k is USA or CHN`."""
    if isinstance(limit, frozenset):
        return f"{name} is {' or '.join(sorted(map(str, limit)))}"
    low, high = limit
    if np.isinf(high):
        return f"{name} is at least {low:.3g}"
    if np.isinf(low):
        return f"{name} is at most {high:.3g}"
    return f"{name} is from {low:.3g} to {high:.3g}"
