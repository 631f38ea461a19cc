"""Of what date a figure is."""

import re

_YEARS = re.compile(r"(\d{4})(?:-(\d{2}|\d{4}))?$")
_NAMED = re.compile(r"\b(?:1[89]|20)\d\d\b")


def last_year(vintage: str) -> int | None:
    """The last year of a vintage such as `2022`, `2016-25` or `1993-2020`."""
    match = _YEARS.search(vintage)
    if match is None:
        return None
    first, last = match[1], match[2]
    return int(first[: 4 - len(last)] + last) if last else int(first)


def year_of(vintage: str, source: str) -> int | None:
    """The last year of a vintage; where none is declared, the last that the source names."""
    named = [int(year) for year in _NAMED.findall(source)]
    return last_year(vintage) or (max(named) if named else None)
