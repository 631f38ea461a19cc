"""Whether two texts are the same, told by the first line that is not.

Pytest sets long texts side by side line by line, which takes it hours for the tables of a study.
"""

from itertools import zip_longest


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
