"""Dates as quarters: `2027`, `2027-04` and `2027Q2`."""

import re
from dataclasses import dataclass

from sim.scenario.fields import complain, found
from sim.scenario.problems import Problems
from sim.scenario.tree import Node

QUARTERS_A_YEAR = 4
LONGEST_YEARS = 40
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_FORM = re.compile(r"^(\d{4})(?:-(\d{1,2})|Q(\d))?$", re.IGNORECASE)


@dataclass(frozen=True)
class Calendar:
    """The quarters that a scenario covers.

    Attributes
    ----------
    start
        First quarter, counted from the year 0: four times the year, plus 0 to 3.
    quarters
        How many there are.
    """

    start: int
    quarters: int

    def index(self, node: Node | None, problems: Problems, *, last: bool = False) -> int | None:
        """Quarter of a date counted from the start of the scenario.

        Parameters
        ----------
        node
            Where the date stands.
        problems
            Grows when it is impossible or outside the scenario.
        last
            Whether the end of the scenario itself may be named, as after `until`.
        """
        if node is None:
            return None
        quarter = read_date(node, problems)
        if quarter is None:
            return None
        index = quarter - self.start
        if not 0 <= index < self.quarters + last:
            span = f"from {self.name(0)} to {self.name(self.quarters - 1)}"
            complain(node, f"{node.value} is outside the scenario, which runs {span}", problems)
            return None
        return index

    def name(self, index: int) -> str:
        """A quarter of the scenario as `2027Q1`."""
        return quarter_name(self.start + index)


def quarter_name(quarter: int) -> str:
    """A quarter counted from the year 0 as `2027Q1`."""
    return f"{quarter // QUARTERS_A_YEAR}Q{quarter % QUARTERS_A_YEAR + 1}"


def read_date(node: Node, problems: Problems) -> int | None:
    """A date as a quarter counted from the year 0; a month counts as the quarter it lies in."""
    form = _FORM.match(str(node.value)) if isinstance(node.value, str | int) else None
    if form is None or isinstance(node.value, bool):
        complain(node, f"expected a date such as 2027, 2027-04 or 2027Q2, {found(node)}", problems)
        return None
    year, month, quarter = (int(part) if part else None for part in form.groups())
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        said = f"{node.value} is impossible; write a year from {_FIRST_YEAR} to {_LAST_YEAR}"
        complain(node, said, problems)
    elif month is not None and not 1 <= month <= 12:
        complain(node, f"{node.value} is impossible; months go from 01 to 12", problems)
    elif quarter is not None and not 1 <= quarter <= QUARTERS_A_YEAR:
        complain(node, f"{node.value} is impossible; quarters go from Q1 to Q4", problems)
    else:
        return QUARTERS_A_YEAR * year + ((month - 1) // 3 if month else (quarter or 1) - 1)
    return None
