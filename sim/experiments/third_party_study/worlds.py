"""A model world as a history: the same figures as of the record, in the units of the record.

| figure | in the model |
|---|---|
| distance | distance of positions |
| quarrel | minus alignment over .45, by which `sim.evidence.alignment` reads news events |
| dispute | whether a crisis came in the year |
| agreements | how many of the three kinds of treaty newly entered into force in the year |
| exercises | exercises a year that the level in force stands for (`sim.evidence.agreements`) |
| arms | deliveries a year, in 50 million TIV, that the level of arms sales stands for |

The year of the agreement is the sixth; the five before it stand still at the opening. Who fears whom, and who had
agreed what with whom, is as on record in those years.
"""

import numpy as np

from sim.core.pairs import members
from sim.evidence.coefficients import value
from sim.experiments.third_party_study.ahead import INSTRUMENTS, Yearly
from sim.experiments.third_party_study.design import KINDS, WINDOW
from sim.experiments.third_party_study.history import History, Numbers, known_to_both
from sim.experiments.third_party_study.record import TIV

DELIVERY_YEARS = 5
ENTERS = ("framework", "training", "technology")
RUN_YEARS = WINDOW + 1


def cut(record: History, codes: tuple[str, ...], year: int) -> History:
    """The record from five years before a year to that year, for some states; figures are left out."""
    places = np.array([record.actors.index(code) for code in codes])
    at = year - record.first
    span, both = slice(at - WINDOW, at + 1), np.ix_(places, places)
    agreed = {name: each[both][:, :, span] for name, each in record.agreed.items()}
    fear = np.stack([each[both] for each in record.fear[span]])
    return History(codes, year - WINDOW, {}, agreed, fear, record.kilometres[both], record.capability[places, span])


def as_history(seen: Yearly, number: int, about: History) -> History:
    """One world as a history of eleven years, of which the last six were run."""
    n = len(about.actors)
    position, alignment = np.asarray(seen.position[number]), np.asarray(seen.alignment[number])
    level, crises = (_square(np.asarray(each[number]), n) for each in (seen.level, seen.crises))
    kept = {
        kind.name: level[:, [INSTRUMENTS.index(name) for name in kind.instruments]].max(axis=1) > 0 for kind in KINDS
    }
    yearly = {
        "distance": np.abs(position[:, :, None] - position[:, None, :]),
        "quarrel": -alignment / value("event_slope"),
        "dispute": _new(crises),
        "agreements": np.sum([_new(kept[name].astype(np.float64)) for name in ENTERS], axis=0),
        "exercises": np.expm1(level[:, INSTRUMENTS.index("joint_exercises")] * np.log1p(value("exercises_full"))),
        "arms": _delivered(level[:, INSTRUMENTS.index("arms_sale")]),
    }
    capability = np.repeat(about.capability[:, -1:], WINDOW + RUN_YEARS, axis=1)
    grids = {name: known_to_both(_stretched(grid), capability) for name, grid in yearly.items()}
    agreed = {name: np.repeat(each[:, :, -1:], WINDOW + RUN_YEARS, axis=2) for name, each in about.agreed.items()}
    fear = np.repeat(about.fear[-1:], WINDOW + RUN_YEARS, axis=0)
    return History(about.actors, about.first, grids, agreed, fear, about.kilometres, capability)


def _stretched(yearly: Numbers) -> Numbers:
    """`(year, actor, other)` from the opening on, as `(actor, other, year)` with the opening five years long."""
    whole = np.concatenate([np.repeat(yearly[:1], WINDOW, axis=0), yearly[1:]])
    return np.moveaxis(whole, 0, -1)


def _new(total: Numbers) -> Numbers:
    """One where something grew in the year; the opening has none."""
    return np.concatenate([np.zeros_like(total[:1]), (np.diff(total, axis=0) > 0).astype(np.float64)])


def _delivered(level: Numbers) -> Numbers:
    unit = value("arms_unit")
    return np.asarray(np.expm1(level * np.log1p(value("arms_full") / unit)) * unit / DELIVERY_YEARS / TIV)


def _square(pairs: Numbers, n: int) -> Numbers:
    first, second = members(n)
    found = np.zeros((*pairs.shape[:-1], n, n))
    found[..., first, second] = found[..., second, first] = pairs
    return found
