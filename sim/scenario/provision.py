"""A provision: an instrument between two or more states, and all that a file may say of it."""

from dataclasses import dataclass, fields, replace
from typing import Literal

Enter = Literal["imposed", "signed", "offered"]
Role = Literal["member", "optional", "observer"]
Pair = tuple[str, str]


@dataclass(frozen=True)
class Details:
    """Settings of a provision (`sim.catalogue.settings`); None where the file says nothing.

    Attributes
    ----------
    terms, variant, theme, theatre, scale
        Keys of the catalogue.
    per_year
        How often a year.
    issue
        The question on which positions converge.
    provider, recipient, licensor
        Codes of states.
    """

    terms: str | None = None
    variant: str | None = None
    theme: str | None = None
    theatre: str | None = None
    per_year: float | None = None
    scale: str | None = None
    issue: str | None = None
    provider: str | None = None
    recipient: str | None = None
    licensor: str | None = None

    def said(self) -> dict[str, str | float]:
        """What the file says, by key."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None}


@dataclass(frozen=True)
class Provision:
    """An instrument between two or more states.

    Attributes
    ----------
    instrument
        Key in the catalogue.
    parties
        Codes of the states without which it does not enter, sorted.
    level, change
        Level wanted, or change of the level that the pair has; one of the two is None.
    enter
        `imposed`, `signed` or `offered`.
    start, stop
        First quarter, and the quarter from which it no longer holds, or None when it stays.
    optional, observers
        Codes of states that may join, and of those that take part at a reduced level, sorted.
    starts
        First quarter of those states that take part from another date than `start`, by code.
    details
        Terms, theme, theatre and so on.
    """

    instrument: str
    parties: tuple[str, ...]
    level: float | None
    change: float | None
    enter: Enter
    start: int
    stop: int | None
    optional: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    starts: tuple[tuple[str, int], ...] = ()
    details: Details = Details()

    @property
    def members(self) -> tuple[str, ...]:
        """Everyone who takes part, sorted."""
        return tuple(sorted({*self.parties, *self.optional, *self.observers}))

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every two that are tied, sorted: all, but for observers among themselves."""
        members, watching = self.members, set(self.observers)
        return tuple(
            (a, b) for k, a in enumerate(members) for b in members[k + 1 :] if not {a, b} <= watching
        )  # fmt: skip

    def role(self, code: str) -> Role:
        """How a state takes part."""
        if code in self.observers:
            return "observer"
        return "optional" if code in self.optional else "member"

    def begins(self, *codes: str) -> int:
        """The quarter from which all these states take part."""
        starts = dict(self.starts)
        return max(starts.get(code, self.start) for code in codes)

    def without(self, code: str) -> "Provision":
        """The same without one optional state."""
        starts = tuple(pair for pair in self.starts if pair[0] != code)
        return replace(self, optional=tuple(c for c in self.optional if c != code), starts=starts)


@dataclass(frozen=True)
class Option:
    """A named bundle of provisions; the baseline is the empty one.

    Attributes
    ----------
    name
        Short name, used in files and tables.
    title
        Plain words for screens and charts.
    stands_for
        One sentence: the policy that this option stands for.
    provisions
        In the order of the file.
    """

    name: str
    title: str
    stands_for: str
    provisions: tuple[Provision, ...]
