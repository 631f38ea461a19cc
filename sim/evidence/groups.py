"""Groups of states that the pair measures need: judged lists with their reason, used nowhere else."""

import numpy as np
from numpy.typing import NDArray

from sim.evidence.grids import mark_pairs, members

# Treaties on paper: the Arab Joint Defence Treaty of 1950 and CIS or CSTO collective security list defence
# obligations between states that never organised any (judgement; the Gulf council and KEPT_IN_CIS do).
ARAB_LEAGUE = ("ARE", "BHR", "EGY", "IRQ", "JOR", "KWT", "OMN", "QAT", "SAU", "SYR")
GULF_COUNCIL = ("ARE", "BHR", "KWT", "OMN", "QAT", "SAU")
COMMONWEALTH_CIS = ("ARM", "AZE", "KAZ", "RUS", "UKR", "UZB")
KEPT_IN_CIS = (("ARM", "RUS"), ("KAZ", "RUS"), ("ARM", "KAZ"))

# Members among the forty whose union or council imposes sanctions together. The United Kingdom left in 2020.
EUROPEAN_UNION = ("CYP", "DEU", "FRA", "GRC", "ITA", "POL")
ATLANTIC_ALLIANCE = ("CAN", "DEU", "FRA", "GBR", "GRC", "ITA", "POL", "TUR", "USA")
FIVE_EYES = ("AUS", "CAN", "GBR", "NZL", "USA")
BODIES = {"ORG:EU": EUROPEAN_UNION, "ORG:League of Arab States": ARAB_LEAGUE}

# Obligations of record that are not friendship: the Simla accord, the border accords of 1993-96, the founding
# documents of the CIS, the treaties of the 1990s with Russia, Bonn 2001, the lapsed Manila and Ankara pacts.
NOT_TIES = (
    ("IND", "PAK"), ("CHN", "IND"), ("ARM", "AZE"), ("RUS", "UKR"), ("AFG", "USA"), ("PAK", "USA"),
    ("CAN", "RUS"), ("DEU", "RUS"), ("FRA", "RUS"), ("GRC", "RUS"), ("ITA", "RUS"), ("POL", "RUS"),
    ("RUS", "TUR"),
)  # fmt: skip


def paper_pacts(actors: tuple[str, ...]) -> NDArray[np.bool_]:
    """Mark defence obligations that stand on paper only, shape (n, n)."""
    arab = members(actors, ARAB_LEAGUE) & ~members(actors, GULF_COUNCIL)
    return arab | (members(actors, COMMONWEALTH_CIS) & ~mark_pairs(actors, KEPT_IN_CIS))


GROUPS = {
    "@five_eyes": FIVE_EYES,
    "@eu": EUROPEAN_UNION,
    "@nato": ATLANTIC_ALLIANCE,
    "@gulf": GULF_COUNCIL,
    "@west": (*FIVE_EYES, *EUROPEAN_UNION, "JPN", "KOR"),
}


def pairs_of(first: str, second: str) -> list[tuple[str, str]]:
    """Spell out a pair of codes or groups; a group with itself gives every unordered pair once."""
    left, right = GROUPS.get(first, (first,)), GROUPS.get(second, (second,))
    if first == second:
        return [(a, b) for place, a in enumerate(left) for b in left[place + 1 :]]
    return [(a, b) for a in left for b in right if a != b]
