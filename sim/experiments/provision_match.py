"""Which provision of one option stands for which of another: the same instrument, and as much else as agrees."""

from collections.abc import Iterator, Mapping
from typing import Any

Provision = Mapping[str, Any]


def matched(
    first: list[Provision], second: list[Provision]
) -> Iterator[tuple[int | str, Provision | None, Provision | None]]:
    """Provisions side by side.

    Returns
    -------
    iterator
        The place in the first list, or that in the second with a `+` before it, and both provisions; None for the side
        that has none. Provisions of different instruments are never put side by side.
    """
    ranked = sorted(
        ((-_likeness(one, two), i, j) for i, one in enumerate(first) for j, two in enumerate(second)),
        key=lambda ranks: ranks,
    )
    of_first: dict[int, int] = {}
    for likeness, i, j in ranked:
        if likeness < 0 and i not in of_first and j not in of_first.values():
            of_first[i] = j
    for i, one in enumerate(first):
        yield i, one, second[of_first[i]] if i in of_first else None
    for j, two in enumerate(second):
        if j not in of_first.values():
            yield f"+{j}", None, two


def _likeness(one: Provision, two: Provision) -> int:
    """How much two provisions have in common; 0 for different instruments."""
    if one["instrument"] != two["instrument"]:
        return 0
    shared = len(set(one["parties"]) & set(two["parties"]))
    same = sum(one.get(key) == two.get(key) for key in {*one, *two})
    return 1 + 10 * shared + same
