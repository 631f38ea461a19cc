"""Would the parties sign an option, and does it last: in numbers and in words."""

from dataclasses import dataclass

import pandas as pd

from sim.catalogue import instruments
from sim.experiments.words import MOST_SAID, of_worlds, side_name, whole_counts
from sim.scenario import Option, Scenario


@dataclass(frozen=True)
class PartyOdds:
    """How ready a party is to accept an option.

    Attributes
    ----------
    party, name
        Code and name.
    would_sign
        Probability of accepting, mean over worlds, of the provision that it finds hardest.
    hardest
        Title of that provision's instrument.
    provisions
        Provisions that it is party to.
    """

    party: str
    name: str
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
        Share of worlds.
    """

    provision: int
    instrument: str
    title: str
    enter: str
    in_force: float


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
                would_sign=float(hardest["would_sign"]),
                hardest=title_of(str(hardest["instrument"])),
                provisions=len(rows),
            )
        )
    return tuple(found)


def standings(signing: pd.DataFrame, option: Option) -> tuple[Standing, ...]:
    """Every provision of an option."""
    own = signing[signing["option"] == option.name].drop_duplicates("provision")
    return tuple(
        Standing(k, p.instrument, title_of(p.instrument), p.enter, float(own.set_index("provision")["in_force"][k]))
        for k, p in enumerate(option.provisions)
    )


def title_of(instrument: str) -> str:
    """The title of an instrument."""
    catalogue = instruments()
    return catalogue.titles[catalogue.keys.index(instrument)]


def signing_words(parties: tuple[PartyOdds, ...]) -> str:
    """Would they sign, in one line; of several provisions, the one each finds hardest."""
    if not parties:
        return "nothing to sign"
    said = ", ".join(f"{party.name} {_offers(party)}" for party in parties)
    most = max(party.provisions for party in parties)
    hardest = list(dict.fromkeys(party.hardest for party in parties))
    if most == 1:
        return f"{said} of {MOST_SAID} offers"
    if len(hardest) == 1:
        return f"{said} of {MOST_SAID} offers of the hardest of {most} ({hardest[0]})"
    said = ", ".join(f"{party.name} {_offers(party)} ({party.hardest})" for party in parties)
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
        said.append(f"{which}in {of_worlds(weakest.in_force, worlds)} model worlds")
    if held := len(imposed) - ended:
        said.append(f"{held} more by assumption" if free else "by assumption (imposed)")
    if ended:
        said.append("ended as written" if ended == len(provisions) else f"{ended} ended as written")
    return "; ".join(said) if said else "nothing to stand"


def _offers(party: PartyOdds) -> int:
    return whole_counts((party.would_sign, 1 - party.would_sign), MOST_SAID)[0]
