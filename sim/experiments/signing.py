"""Would the parties sign an option, and does it last: in numbers and in words."""

from dataclasses import dataclass

import pandas as pd

from sim.catalogue import instruments
from sim.experiments.words import MOST_SAID, of_worlds, said_of, side_name, whole_counts
from sim.scenario import Option, Provision, Scenario


@dataclass(frozen=True)
class PartyOdds:
    """How ready a party is to accept an option.

    Attributes
    ----------
    party, name
        Code and name.
    role
        `member`, `optional` or `observer`, in that provision.
    would_sign
        Probability of accepting, mean over worlds, of the provision that it finds hardest, given who is in.
    hardest
        Title of that provision's instrument.
    provisions
        Provisions that it is party to.
    """

    party: str
    name: str
    role: str
    would_sign: float
    hardest: str
    provisions: int


@dataclass(frozen=True)
class Standing:
    """How far one provision still stands at the horizon.

    Attributes
    ----------
    provision
        Its number in the option.
    instrument, title, enter
        As in the file, and in words.
    in_force
        Share of worlds in which it stands among all parties.
    in_force_some
        Share in which it stands among some of them, not all.
    still_in
        Share in which each party is in it with at least one other, by name; empty for two parties.
    """

    provision: int
    instrument: str
    title: str
    enter: str
    in_force: float
    in_force_some: float = 0.0
    still_in: tuple[tuple[str, float], ...] = ()


def party_odds(signing: pd.DataFrame, scenario: Scenario, option: Option) -> tuple[PartyOdds, ...]:
    """Every party of an option, in order of its provisions."""
    own = signing[signing["option"] == option.name]
    found = []
    for party, rows in own.groupby("party", sort=False):
        hardest = rows.loc[rows["would_sign"].idxmin()]
        found.append(
            PartyOdds(
                party=str(party),
                name=side_name(scenario, str(party)),
                role=str(hardest["role"]),
                would_sign=float(hardest["would_sign"]),
                hardest=title_of(str(hardest["instrument"])),
                provisions=len(rows),
            )
        )
    return tuple(found)


def standings(signing: pd.DataFrame, scenario: Scenario, option: Option) -> tuple[Standing, ...]:
    """Every provision of an option."""
    own = signing[signing["option"] == option.name]
    return tuple(_standing(scenario, k, p, own[own["provision"] == k]) for k, p in enumerate(option.provisions))


def _standing(scenario: Scenario, number: int, provision: Provision, rows: pd.DataFrame) -> Standing:
    return Standing(
        provision=number,
        instrument=provision.instrument,
        title=title_of(provision.instrument),
        enter=provision.enter,
        in_force=float(rows["in_force"].iloc[0]),
        in_force_some=float(rows["in_force_some"].iloc[0]),
        still_in=tuple(
            (side_name(scenario, party), float(share))
            for party, share in zip(rows["party"], rows["still_in"], strict=True)
            if len(rows) > 2
        ),
    )


def title_of(instrument: str) -> str:
    """The title of an instrument."""
    catalogue = instruments()
    return catalogue.titles[catalogue.keys.index(instrument)]


def signing_words(parties: tuple[PartyOdds, ...]) -> str:
    """Would they sign, in one line; of several provisions, the one each finds hardest."""
    if not parties:
        return "nothing to sign"
    said = ", ".join(f"{_named(party)} {_offers(party)}" for party in parties)
    most = max(party.provisions for party in parties)
    hardest = list(dict.fromkeys(party.hardest for party in parties))
    if most == 1:
        return f"{said} of {MOST_SAID} offers"
    if len(hardest) == 1:
        return f"{said} of {MOST_SAID} offers of the hardest of {most} ({hardest[0]})"
    said = ", ".join(f"{_named(party)} {_offers(party)} ({party.hardest})" for party in parties)
    return f"{said} of {MOST_SAID} offers of the hardest of {most}"


def standing_words(provisions: tuple[Standing, ...], worlds: int) -> str:
    """Does it last, in one line; what is imposed stands by assumption, not by choice."""
    imposed = [p for p in provisions if p.enter == "imposed"]
    free = [p for p in provisions if p.enter != "imposed"]
    ended = sum(p.in_force == 0 for p in imposed)
    said = []
    if free:
        weakest = min(free, key=lambda p: p.in_force)
        which = f"{weakest.title} " if len(provisions) > 1 else ""
        said.append(f"{which}{_among(weakest, worlds)}")
    if held := len(imposed) - ended:
        said.append(f"{held} more by assumption" if free else "by assumption (imposed)")
    if ended:
        said.append("ended as written" if ended == len(provisions) else f"{ended} ended as written")
    return "; ".join(said) if said else "nothing to stand"


def _named(party: PartyOdds) -> str:
    return party.name if party.role == "member" else f"{party.name} ({party.role})"


def _among(standing: Standing, worlds: int) -> str:
    """How far one provision stands: in how many worlds among all, among some (who), and among none."""
    if not standing.still_in:
        return f"in {of_worlds(standing.in_force, worlds)} model worlds"
    shares = standing.in_force, standing.in_force_some
    total = said_of(worlds)
    full, some, none = whole_counts((*shares, 1 - sum(shares)), total)
    who = ", ".join(f"{name} {of_worlds(share, worlds).split()[0]}" for name, share in standing.still_in)
    return f"in {full} of {total} model worlds among all, in {some} among some, in {none} not at all ({who})"


def _offers(party: PartyOdds) -> int:
    return whole_counts((party.would_sign, 1 - party.would_sign), MOST_SAID)[0]
