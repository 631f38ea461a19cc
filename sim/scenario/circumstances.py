"""What happens from outside, once read: shocks, the conditions under which they act, and cases of both."""

from collections.abc import Mapping
from dataclasses import dataclass

Range = tuple[float, float]


@dataclass(frozen=True)
class Condition:
    """An agreement that must be in force, or must not.

    Attributes
    ----------
    instrument, parties
        Key in the catalogue, and codes, sorted; every pair of them is meant.
    least
        Level from which it counts as in force; 0 means any level above nothing.
    holds
        True when the shock needs it in force between all pairs, False when it needs it not to be.
    """

    instrument: str
    parties: tuple[str, ...]
    least: float
    holds: bool


@dataclass(frozen=True)
class Shock:
    """Something done to the world from outside, in every option alike.

    Attributes
    ----------
    kind
        Key in the catalogue of shocks.
    name
        Address of its luck: the same in every option and case.
    who
        Codes by role: `first` and `second` of a pair, or the fields of the kind.
    size
        In the unit of the kind; a range is sampled by draw, as are the ranges below.
    start, stop
        First quarter, and the quarter from which it no longer holds or can begin, or None when it stays.
    lasts
        Quarters for which it holds once begun, or None: to `stop`.
    probability
        Chance that it happens at all in a world.
    rate
        How often a year it begins by itself, or None when it comes at its date.
    condition, after
        What it waits for, and for how many quarters that must have held.
    credibility
        Chance that it is carried out when its condition holds; given for threats alone, which weigh on choices.
    settings
        Further numbers of the kind, by name.
    """

    kind: str
    name: str
    who: Mapping[str, tuple[str, ...]]
    size: Range
    start: int
    stop: int | None
    lasts: int | None
    probability: Range
    rate: Range | None
    condition: Condition | None
    after: int
    credibility: Range | None
    settings: Mapping[str, float]


@dataclass(frozen=True)
class Case:
    """One set of circumstances, on top of what the scenario says for all.

    Attributes
    ----------
    name, title, stands_for
        As for an option: for files and tables, for screens, and one sentence.
    shocks
        In addition to those of the scenario.
    parameters, uncertainties
        Pinned values and ranges, over those of the scenario.
    figures
        Values that replace figures of the opening, by whom (`TUR`, or `SAU:TUR` for a pair) and figure; doubts stay.
    """

    name: str
    title: str
    stands_for: str
    shocks: tuple[Shock, ...]
    parameters: Mapping[str, float]
    uncertainties: Mapping[str, Range]
    figures: Mapping[str, Mapping[str, float]]
