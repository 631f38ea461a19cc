"""What provisions say beside instrument and level, as the rows that the model receives."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sim.catalogue import settings, variants
from sim.core.struct import Figures
from sim.model import PARAMETERS
from sim.model.policy import AMENDED, OPEN_END, Clauses
from sim.scenario.provision import Details, Pair, Provision
from sim.scenario.scenario import Scenario

Numbers = NDArray[np.float64]
Placed = tuple[Provision, Pair]


def clauses(scenario: Scenario, rows: Sequence[Placed], length: int) -> Clauses:
    """Clauses of all rows, padded to a length."""
    where = {code: k for k, code in enumerate(scenario.actors)}
    each = [multipliers(provision, pair) for provision, pair in rows]
    details = [provision.details for provision, _ in rows]
    pays = [payments(provision, pair) for provision, pair in rows]
    near = [nearness(scenario, d.theatre) for d in details]

    def column(values: Sequence[float], padding: float = 0.0, kind: type = np.float64) -> NDArray[np.generic]:
        return np.array([*values, *[padding] * (length - len(rows))], dtype=kind)

    nearby = np.zeros((length, len(scenario.actors)))
    for k, found in enumerate(near):
        nearby[k] = 0.0 if found is None else found
    return Clauses(
        more=Figures({name: column([m.get(name, 1.0) - 1 for m in each]) for name in AMENDED}),
        before=column([_before(rows, k) for k in range(len(rows))]),
        until=column([_until(rows, k) for k in range(len(rows))], OPEN_END, np.int64),
        unconditional=column([d.terms == "unconditional" for d in details]),
        direction=column([direction(d, pair) for d, (_, pair) in zip(details, rows, strict=True)]),
        pay_first=column([first for first, _ in pays], 1.0),
        pay_second=column([second for _, second in pays], 1.0),
        licensor=column([where[d.licensor] if d.licensor else -1 for d in details], -1, np.int64),
        placed=column([found is not None for found in near]),
        nearness=nearby,
        issue=column([d.issue is not None for d in details]),
        shared=column([len(p.members) > 2 for p, _ in rows], False, np.bool_),
        particular=column(
            [bool(d.said() or "observer" in map(p.role, pair)) for (p, pair), d in zip(rows, details, strict=True)],
            False,
            np.bool_,
        ),
    )


def multipliers(provision: Provision, pair: Pair) -> dict[str, float]:
    """What each column of the catalogue is multiplied by for one pair; columns not named stay."""
    found: dict[str, float] = {}
    for source in _sources(provision, pair):
        for column, factor in source.items():
            found[column] = found.get(column, 1.0) * factor
    return found


def _sources(provision: Provision, pair: Pair) -> list[Mapping[str, float]]:
    details, known = provision.details, settings()
    sources: list[Mapping[str, float]] = []
    for key in ("terms", "theme", "theatre", "scale"):
        value = known.by_key[key].value(getattr(details, key))
        if value is not None:
            sources.append(value.columns)
    if details.variant is not None:
        sources.append(variants()[details.variant].columns)
    if "observer" in map(provision.role, pair):
        sources.append(known.observer.columns)
    return sources


def direction(details: Details, pair: Pair) -> int:
    """1 where the first of a pair provides, -1 where the second does, 0 where neither is named."""
    first, second = pair
    gives, gets = details.provider, details.recipient
    if gives is None and gets is None:
        return 0
    if gives in (first, None) and gets in (second, None):
        return 1
    return -1 if gives in (second, None) and gets in (first, None) else 0


def payments(provision: Provision, pair: Pair) -> tuple[float, float]:
    """Shares of the catalogue's cost that the two of a pair pay."""
    shares = settings().directions.get(provision.instrument)
    way = direction(provision.details, pair)
    if shares is None or way == 0:
        return 1.0, 1.0
    return (shares.provider, shares.recipient) if way > 0 else (shares.recipient, shares.provider)


def nearness(scenario: Scenario, theatre: str | None) -> Numbers | None:
    """How near each actor is to a theatre, 0 to 1; None without one, or when no state of it takes part."""
    value = settings().by_key["theatre"].value(theatre)
    if value is None:
        return None
    coastal = np.isin(scenario.actors, value.states)
    if not coastal.any():
        return None
    opening = scenario.opening
    reach_km, gain = (PARAMETERS[name].default for name in ("reach_km", "contact_gain"))
    proximity = np.exp(-opening.distance_km / (reach_km * opening.figures["reach"][None, :]))
    contact = np.minimum(1.0, gain * np.maximum(proximity, proximity.T))
    return np.asarray(np.where(coastal, 1.0, contact[:, coastal].max(axis=1)))


def _before(rows: Sequence[Placed], k: int) -> float:
    """Changes of the same agreement by earlier rows, which come first in what has been brought."""
    provision, pair = rows[k]
    if provision.change is None:
        return 0.0
    earlier = (p.change or 0.0 for p, other in rows[:k] if _same(p, other, provision, pair))
    return sum(max(change, 0.0) for change in earlier)


def _until(rows: Sequence[Placed], k: int) -> int:
    """The quarter from which a later row that sets a level takes the agreement over."""
    provision, pair = rows[k]
    later = (
        p.begins(*pair) for p, other in rows[k + 1 :] if _same(p, other, provision, pair) and p.change is None
    )  # fmt: skip
    return min(later, default=OPEN_END)


def _same(one: Provision, pair: Pair, other: Provision, other_pair: Pair) -> bool:
    return (one.instrument, pair) == (other.instrument, other_pair)
