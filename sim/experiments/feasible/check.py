"""What a check of feasibility says, and what it reads: the additions that an option brings to each party."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sim.catalogue import instruments, limits
from sim.model import PARAMETERS
from sim.scenario import Option, Provision, Scenario
from sim.scenario.clause_rows import multipliers
from sim.scenario.levels import level_now, raises, wanted_level
from sim.scenario.provision import Pair

Verdict = Literal["fine", "strained", "no"]
ORDER: tuple[Verdict, ...] = ("fine", "strained", "no")


@dataclass(frozen=True)
class Check:
    """One check of one party of an option.

    Attributes
    ----------
    option, party
        Name and code.
    check
        What was looked at: budget, absorption, sovereignty, licence, exclusive, prerequisites or would_sign.
    verdict
        `fine`, `strained` or `no`.
    figure, limit
        What it comes to, and the line that it crossed or, where it is fine, would cross first.
    reason
        One sentence in plain words.
    """

    option: str
    party: str
    check: str
    verdict: Verdict
    figure: float
    limit: float
    reason: str


class Addition(NamedTuple):
    """What one provision adds to what a party has with one partner."""

    number: int
    provision: Provision
    party: str
    partner: str
    now: float
    wanted: float


def additions(scenario: Scenario, option: Option, party: str) -> list[Addition]:
    """Everything that an option would add to what a party has, against the record at the start."""
    return [
        Addition(
            number,
            provision,
            party,
            pair[1] if pair[0] == party else pair[0],
            level_now(scenario, pair, provision.instrument),
            wanted_level(scenario, provision, pair),
        )
        for number, provision in enumerate(option.provisions)
        for pair in provision.pairs
        if party in pair and raises(scenario, provision, pair)
    ]


def parties(option: Option) -> tuple[str, ...]:
    """The parties of an option, in the order of its provisions."""
    return tuple(dict.fromkeys(party for provision in option.provisions for party in provision.members))


def figure(addition: Addition, name: str) -> float:
    """A figure of what is added: the instrument's, as terms, theme, variant and so on multiply it."""
    catalogue, provision = instruments(), addition.provision
    plain = float(catalogue.column(name)[catalogue.keys.index(provision.instrument)])
    return plain * multipliers(provision, pair_of(addition)).get(name, 1.0)


def pair_of(addition: Addition) -> Pair:
    """The two states of an addition, sorted."""
    return min(addition.party, addition.partner), max(addition.party, addition.partner)


def parameter(scenario: Scenario, name: str) -> float:
    """A parameter of the model: pinned by the scenario, or its default."""
    return float(scenario.parameters.get(name, PARAMETERS[name].default))


def judged(check: str, figure: float, scale: float = 1.0, below: bool = False) -> tuple[Verdict, float]:
    """The verdict on a figure, and the line that decides.

    Parameters
    ----------
    check
        First part of the keys of its two limits.
    figure
        What is judged.
    scale
        What the limits are multiples of.
    below
        True where small figures are bad.
    """
    strained, no = (limits()[f"{check}_{end}"].value * scale for end in ("strained", "no"))
    sign = -1 if below else 1
    if sign * figure > sign * no:
        return "no", no
    return ("strained" if sign * figure > sign * strained else "fine"), strained


def worst(checks: Iterable[Check]) -> Check:
    """The gravest of several checks; of equally grave ones the first."""
    return max(checks, key=lambda check: ORDER.index(check.verdict))
