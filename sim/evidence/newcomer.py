"""An actor that a scenario file adds to the tables: what is known of it, figure by figure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.core.parameter import Grade


@dataclass(frozen=True)
class Known:
    """One figure that is given.

    Attributes
    ----------
    value
        In the unit of the table's column.
    doubt
        Standard deviation that draws sample; the ordinary width of the figure when None.
    source, grade
        Where it comes from; no source is judgement.
    """

    value: float
    doubt: float | None = None
    source: str = ""
    grade: Grade = "judgement"


@dataclass(frozen=True)
class KnownAgreement:
    """One agreement that is given: with whom, by what instrument, at what level and since when."""

    partner: str
    instrument: str
    level: Known
    since: int | None = None


@dataclass(frozen=True)
class Newcomer:
    """What a scenario file says of an actor; what it does not say is unknown.

    Attributes
    ----------
    code, name
        Code, and name as the state uses it.
    like
        States whose figures stand in for missing ones; the nearest when empty.
    capital
        Latitude and longitude in degrees, or None.
    figures
        By name of `ACTOR_FIGURES`.
    towards, back
        By other state and name of `DYAD_FIGURES`: the newcomer's towards the other, and the other's towards it.
    agreements
        In force with others; None when the file says nothing of them, which is not the same as none.
    """

    code: str
    name: str | None = None
    like: tuple[str, ...] = ()
    capital: tuple[float, float] | None = None
    figures: Mapping[str, Known] = field(default_factory=dict)
    towards: Mapping[str, Mapping[str, Known]] = field(default_factory=dict)
    back: Mapping[str, Mapping[str, Known]] = field(default_factory=dict)
    agreements: tuple[KnownAgreement, ...] | None = None
