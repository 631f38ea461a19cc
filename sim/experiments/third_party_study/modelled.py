"""The same study on worlds of the model: one agreement is imposed, all else is as in the same world without it.

The worlds open as one could have seen them nineteen years before the last year of the record. For each kind every world
has one pair that newly agreed such a thing in those years, drawn from the record, and nothing of it at the opening; its
triads and controls are those of the record at that opening. What the pair's world does less what the same world does
without the agreement is compared as on record: five years after, third state less controls, in the record's units.
Paired worlds have no trends of their own, so nothing is usual and nothing is taken off. A side weighs its outcomes as
the record does, which knows some of few triads only. Intervals are over draws.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sim.catalogue import instruments
from sim.evidence.build import compose
from sim.evidence.past import as_of
from sim.evidence.sources import RECORD_BEGINS, Public
from sim.experiments.third_party_study.ahead import Imposed, look_ahead
from sim.experiments.third_party_study.design import KINDS, OUTCOMES, WINDOW
from sim.experiments.third_party_study.effects import Effects, Weights, joined, with_sides
from sim.experiments.third_party_study.events import Events, first_in_years, roles
from sim.experiments.third_party_study.history import History
from sim.experiments.third_party_study.match import compare
from sim.experiments.third_party_study.panel import around
from sim.experiments.third_party_study.worlds import RUN_YEARS, as_history, cut
from sim.model.opening import Opening
from sim.scenario.arrays import opening

YEARS_BACK = 19
# What makes a third state react to what others agree.
REACTION = ("alignment_reaction", "trust_reaction", "tension_reaction", "motive_countering")
OF_KIND = {kind.name: kind.instruments[0] for kind in KINDS}


def model_effects(
    public: Public, record: History, weights: Mapping[str, Weights], units: Mapping[str, float], draws: int, seed: int,
    off: Sequence[str] = (),
) -> dict[str, Effects]:  # fmt: skip
    """Effects by kind in worlds of the model; `bundle` numbers the draw.

    Parameters
    ----------
    public, record
        The files, and what was read of them.
    weights
        Of the outcomes in their sides, by kind: the kinds to impose; one that no pair of the record newly agreed after
        the opening is left out.
    units
        Of the record, by outcome.
    draws, seed, off
        As for `sim.experiments.third_party_study.ahead.look_ahead`.
    """
    year = max(record.first + record.years - 1 - YEARS_BACK, RECORD_BEGINS + WINDOW)
    past = as_of(public, year)
    world = opening(compose(past), sorted(past.actors()))
    about = cut(record, world.actors, year)
    drawn = {name: _drawn(record, world, about, name, draws, seed + number) for number, name in enumerate(weights)}
    imposed = {name: each for name, each in drawn.items() if each is not None}
    nothing = np.zeros(draws, np.int64)
    runs = look_ahead(world, RUN_YEARS, draws, seed, [Imposed(nothing, nothing, nothing - 1), *imposed.values()], off)
    found: dict[str, list[Effects]] = {name: [] for name in imposed}
    for draw in range(draws):
        base = as_history(runs[0], draw, about)
        for name, seen in zip(imposed, runs[1:], strict=True):
            pair = int(imposed[name].first[draw]), int(imposed[name].second[draw])
            found[name].append(_compared(base, as_history(seen, draw, about), (name, weights[name]), pair, units, draw))
    return {name: joined(parts, keep=True) for name, parts in found.items()}


def _compared(
    base: History, ours: History, of: tuple[str, Weights], pair: tuple[int, int], units: Mapping[str, float], draw: int
) -> Effects:
    both = np.array(pair)
    seen = Events(both, both[::-1], np.full(2, WINDOW), np.full(2, draw))
    treated, may = roles(base, of[0], seen)
    row, actor = np.nonzero(treated)
    columns = {}
    for outcome in OUTCOMES:
        moved = (around(ours, outcome, seen) - around(base, outcome, seen)) / units[outcome.name]
        columns[outcome.name] = np.column_stack(compare(base, seen, row, actor, may, moved))
    return Effects(with_sides(columns, of[1]), seen.bundle[row], actor)


def _drawn(record: History, world: Opening, about: History, kind: str, draws: int, seed: int) -> Imposed | None:
    """A pair for each world that agreed such a thing on record from the opening on and has triads; None without any."""
    places = np.array([record.actors.index(code) for code in world.actors])
    fresh = first_in_years(record.agreed[kind])[np.ix_(places, places)]
    later = fresh[:, :, about.first + WINDOW - record.first :].any(axis=2)
    instrument = instruments().keys.index(OF_KIND[kind])
    first, second = np.nonzero(np.triu(later & (world.level[:, :, instrument] == 0), 1))
    useful = _with_triads(about, kind, first, second)
    if not useful.any():
        return None
    chosen = np.random.default_rng([seed, 7]).choice(np.flatnonzero(useful), draws)
    return Imposed(first[chosen], second[chosen], np.full(draws, instrument))


def _with_triads(about: History, kind: str, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.bool_]:
    at = np.full(len(first), WINDOW)
    ways = [roles(about, kind, Events(j, k, at, at))[0].any(axis=1) for j, k in ((first, second), (second, first))]
    return np.logical_or(*ways)
