"""Whether two texts are the same, told by the first line that is not.

Pytest sets long texts side by side line by line, which takes it hours for the tables of a study.
"""

from itertools import zip_longest

import pandas as pd


def assert_same(ours: bytes, theirs: bytes, what: str = "") -> None:
    """Fail at the first line in which two texts differ."""
    same = ours == theirs
    for number, (mine, other) in enumerate(zip_longest(ours.splitlines(), theirs.splitlines()), start=1):
        if mine != other:
            raise AssertionError(f"{what} line {number}: {mine!r} is not {other!r}")
    assert same, f"{what} differs in its line ends"


def assert_all_same(ours: dict[str, bytes], theirs: dict[str, bytes]) -> None:
    """The same of several texts by name."""
    assert list(ours) == list(theirs)
    for name in ours:
        assert_same(ours[name], theirs[name], name)


def assert_close(ours: pd.DataFrame, theirs: pd.DataFrame) -> None:
    """Tables of two compiled programs: each rounds in its own last digit (docs/decisions/042)."""
    first, second = (table.reset_index(drop=True) for table in (ours, theirs))
    pd.testing.assert_frame_equal(first, second, rtol=1e-9, atol=1e-9)
