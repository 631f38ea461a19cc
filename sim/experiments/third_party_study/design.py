"""The design: what counts as fear, as an event and as a reaction. Written down before any outcome was looked at.

**Fear.** i fears k at the opening of a year when what the record shows of the two up to the year before makes at least
`FEARS` points; with no point at all i is indifferent, and what lies between is left out:

| points | for |
|---|---|
| 2 | a strategic rivalry that is going on |
| 1 | a territorial claim that stands |
| 1 | a militarised dispute that one of the two began with the other within `DISPUTE_YEARS` |
| 1 | positions further apart than those of three pairs in four that year |

**Event.** j and k agree something of one kind for the first time in `WINDOW` years. A **triad** is such an event and a
third state i that fears k and does not fear j, where j had agreed nothing of that kind with anybody whom i fears in the
`WINDOW` years before.

**Controls.** The `CONTROLS` states most like i, among those for which the same event is nothing: indifferent to k, not
afraid of j, and no such agreement of j with anybody they fear up to the year of the event. They stand in the same year
before the same j, so whatever j or the year does to everybody drops out. Alike in: how the outcome moved from year -5
to year -2, distance to j, nearness to i (region), capability. The level is not matched on: that would bring it back to
the mean afterwards.

**Effect.** Mean of the years +1 to +5 less mean of the years -5 to -1, of i less of its controls, at least
`LEAST_YEARS` known on either side, in standard deviations of the outcome's yearly change (over all pairs, or all
states, and years). Plus is what the claim of third-party reaction expects. What is usual for such a triad in quiet
years is taken off (`usual.py`; added when placebo events showed effects without it, before any real event was looked
at). **Check:** year -1 less years -5 to -2 in the same way; no match saw year -1.

**First of all** the two sides over all kinds are asked; then sides by kind; then every outcome.
"""

from typing import Literal, NamedTuple

WINDOW = 5
LEAST_YEARS = 3
FEARS = 2
RIVALRY, CLAIM, DISPUTE, FAR = 2, 1, 1, 1
DISPUTE_YEARS = 10
FAR_QUANTILE = 0.75
CONTROLS, LEAST_CONTROLS = 5, 3
ALIKE_KM = 3000.0  # difference in nearness that counts as much as one unit of a logarithm
COVER = 0.9
ANY = "any kind"

Over = Literal["partner", "others", "fellows"]
Side = Literal["cooling", "turning"]


class Outcome(NamedTuple):
    """What may react.

    Attributes
    ----------
    name, words
        For tables, and for readers.
    side
        Cooling towards j, or turning elsewhere.
    grid
        Name of the yearly figures of pairs that it is read from.
    over
        With whom: `partner` j; `others`, all but j and k; `fellows`, those among the others that fear k too.
    sign
        Which way the claim of third-party reaction points.
    logged
        Whether the logarithm of one plus the sum is taken.
    """

    name: str
    words: str
    side: Side
    grid: str
    over: Over
    sign: int
    logged: bool = False


OUTCOMES: tuple[Outcome, ...] = (
    Outcome("position", "distance of UN positions from j", "cooling", "distance", "partner", 1),
    Outcome("events", "conflict over cooperation in news of i towards j", "cooling", "quarrel", "partner", 1),
    Outcome("dispute", "militarised disputes with j", "cooling", "dispute", "partner", 1),
    Outcome("signing", "fewer defence agreements signed with j", "cooling", "agreements", "partner", -1, True),
    Outcome("exercising", "fewer exercises with j", "cooling", "exercises", "partner", -1, True),
    Outcome("agreements", "defence agreements signed with others", "turning", "agreements", "others", 1, True),
    Outcome("fellows", "those signed with others that fear k", "turning", "agreements", "fellows", 1, True),
    Outcome("exercises", "exercises with others", "turning", "exercises", "others", 1, True),
    Outcome("arms", "arms delivered by others", "turning", "arms", "others", 1, True),
)
SIDES: dict[str, str] = {
    "cooling": "cooling towards j: mean of its outcomes",
    "turning": "turning elsewhere: mean of its outcomes",
}


class Kind(NamedTuple):
    """A kind of agreement on record, and the instrument of the catalogue that stands for it."""

    name: str
    words: str
    instruments: tuple[str, ...]


KINDS: tuple[Kind, ...] = (
    Kind("alliance", "alliance", ("mutual_defence_pact", "regional_alliance", "consultation_pact")),
    Kind("framework", "framework agreement", ("dca_framework",)),
    Kind("training", "training and exercise treaty", ("exercise_training_treaty",)),
    Kind("technology", "industry, research or procurement treaty", ("tech_sharing_treaty",)),
    Kind("exercises", "bilateral exercises", ("joint_exercises",)),
    Kind("arms", "arms orders", ("arms_sale",)),
)


def grid_names() -> tuple[str, ...]:
    """Names of the yearly figures of pairs that outcomes are read from."""
    return tuple(dict.fromkeys(outcome.grid for outcome in OUTCOMES))
