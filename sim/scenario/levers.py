"""Levers: what a sweep looks at, one value after the other or over a range.

    0:2:11    a scan: eleven values from 0 to 2, the ends included
    0,0.5,1   a scan of these values, numbers or words
    0:2       a range: sampled
    1         a constant

A comma or colon inside brackets belongs to its value: `[PAK,TUR],[PAK,SAU]` are two values.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sim.core.errors import QuestionError

Value = float | str
MOST_STEPS = 10_000
_SHORT = re.compile(r"^options\.([^.\[]+)\[(\d+)\]")
_PLACE = re.compile(r"\[0*(\d+)\]")
_OUTSIDE_BRACKETS = re.compile(r",(?![^\[]*\])")
_RANGE = re.compile(r"\s*[-+.]?\d[^:,]*:|[^:,\[]*:[^:,]*:")


@dataclass(frozen=True)
class Scan:
    """Values to look at one after the other."""

    steps: tuple[Value, ...]


@dataclass(frozen=True)
class Range:
    """An interval to sample."""

    low: float
    high: float


Lever = Scan | Range


def read_lever(values: str) -> Lever:
    """One lever's values: `0:2:11`, `0,1,2`, `0:2` or `1`.

    Raises
    ------
    QuestionError
        When they cannot be read, with what to write instead.
    """
    pieces = _OUTSIDE_BRACKETS.split(values)
    if len(pieces) > 1 or not _RANGE.match(values):
        return scan(value_of(piece.strip()) for piece in pieces)
    return _span(values)


def scan(values: Iterable[Value]) -> Scan:
    """A scan of values, which must differ.

    Raises
    ------
    QuestionError
        When two are the same, or one is missing.
    """
    steps = tuple(values)
    if not steps or "" in steps or len(set(steps)) < len(steps):
        raise QuestionError("expected values that differ, such as 0,0.5,1")
    return Scan(steps)


def value_of(word: str) -> Value:
    """A value as it is meant: a number where it looks like one, or else a word."""
    try:
        value = float(word)
    except ValueError:
        return word
    return value if math.isfinite(value) else word


def full_path(path: str) -> str:
    """A lever's path as a scenario file has it: `options.pact[0].level` is short for `...provisions[0].level`."""
    return _PLACE.sub(r"[\1]", _SHORT.sub(r"options.\1.provisions[\2]", path))


def written(value: Value) -> str:
    """A value as a scenario file would write it."""
    return value if isinstance(value, str) else f"{value:.12g}"


def _span(values: str) -> Lever:
    pieces = values.split(":")
    low, high = (_number(piece) for piece in pieces[:2])
    if not low < high or len(pieces) > 3:
        raise QuestionError(f"expected a lower and a higher end, such as 0:2 or 0:2:11, found {values}")
    if len(pieces) == 2:
        return Range(low, high)
    count = _number(pieces[2])
    if count != int(count) or count < 2:
        raise QuestionError(f"a scan has at least 2 values; write {pieces[0]}:{pieces[1]}:5 instead of {values}")
    if count > MOST_STEPS:
        raise QuestionError(f"{count:g} values are more than {MOST_STEPS}; scan fewer")
    return Scan((*(low + (high - low) * k / (int(count) - 1) for k in range(int(count) - 1)), high))


def _number(word: str) -> float:
    value = value_of(word)
    if isinstance(value, str):
        raise QuestionError(f'expected numbers such as 0:2 or 0:2:11, found "{word}"')
    return value
