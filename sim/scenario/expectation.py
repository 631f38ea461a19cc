"""What the record shows, stated before the model is asked."""

import math
from dataclasses import dataclass
from typing import Literal

from sim.scenario.dates import quarter_name

Measure = Literal["in_force", "would_sign", "change", "effect"]


@dataclass(frozen=True)
class Expectation:
    """One thing that the record shows, and how to see whether the model shows it.

    Attributes
    ----------
    name
        As in the file.
    record, source
        What the record shows, in one sentence, and where it says so.
    measure
        `in_force`: share of worlds in which the pair has the instrument at the end. `would_sign`: chance that the
        party accepts what the option proposes. `change`: an outcome less its value at the start. `effect`: an outcome
        less its value under another option.
    what
        Instrument or outcome; empty for `would_sign`.
    subject
        Pair, actor or world; the party for `would_sign`.
    option, against
        The option looked at, and for `effect` the one it is set against.
    quarter
        Quarters from the start to the date looked at.
    low, high
        The measure agrees with the record from `low` to `high`.
    """

    name: str
    record: str
    source: str
    measure: Measure
    what: str
    subject: str
    option: str
    against: str
    quarter: int
    low: float
    high: float


def expects_data(expectations: tuple[Expectation, ...], start: int, quarters: int) -> dict[str, object]:
    """Expectations as a file would say them."""
    return {each.name: _as_data(each, start, quarters) for each in expectations}


def _as_data(each: Expectation, start: int, quarters: int) -> dict[str, object]:
    content: dict[str, object] = {"record": each.record, "source": each.source, "measure": each.measure}
    if each.what:
        content["instrument" if each.measure == "in_force" else "outcome"] = each.what
    content |= {"of": each.subject, "option": each.option}
    if each.measure == "effect":
        content["against"] = each.against
    if each.quarter != quarters:
        content["by"] = quarter_name(start + each.quarter)
    bounds = {"at_least": each.low, "at_most": each.high}
    return content | {key: value for key, value in bounds.items() if math.isfinite(value)}
