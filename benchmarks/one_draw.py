"""One draw of a scenario as the plain world reads it: the same sampled figures, the same provisions, as dicts."""

from typing import Any

import jax
import numpy as np

from benchmarks.plain.figures import Figures, Provision
from sim.ensemble.draws import Known, sample_inputs
from sim.model.policy import ENTER, Policy
from sim.model.setting import Inputs
from sim.scenario import Scenario

_sampled = jax.jit(sample_inputs)


def figures_of(known: Known, actors: tuple[str, ...], instruments: tuple[str, ...], seed: int, draw: int) -> Figures:
    """All figures that a draw samples."""
    inputs: Inputs = jax.tree.map(np.asarray, _sampled(known, np.uint64(seed), np.uint64(draw)))
    places = [(a, b) for a in range(len(actors)) for b in range(len(actors)) if a != b]

    def named(table: Any, place: Any) -> dict[str, float]:
        return {name: float(table[name][place]) for name in table}

    return Figures(
        parameters={name: float(inputs.p[name]) for name in inputs.p},
        columns={key: named(inputs.c, m) for m, key in enumerate(instruments)},
        states={code: named(inputs.actor, a) for a, code in enumerate(actors)},
        pairs={(actors[a], actors[b]): named(inputs.dyad, (a, b)) for a, b in places},
        levels={
            (actors[a], actors[b]): {m: float(level) for m, level in zip(instruments, inputs.level[a, b], strict=True)}
            for a, b in places
        },
        distance_km={(actors[a], actors[b]): float(inputs.distance_km[a, b]) for a, b in places},
    )


def provisions_of(scenario: Scenario, rows: Policy) -> list[Provision]:
    """The rows of an option, each a provision between two states without clauses."""
    actors, instruments = scenario.opening.actors, scenario.opening.instruments
    return [
        Provision(
            instrument=instruments[int(rows.instrument[r])],
            first=actors[int(rows.first[r])],
            second=actors[int(rows.second[r])],
            level=float(rows.level[r]),
            relative=bool(rows.relative[r]),
            enter=ENTER[int(rows.enter[r])],
            start=int(rows.start[r]),
            stop=int(rows.stop[r]),
        )
        for r in np.flatnonzero(np.asarray(rows.active))
    ]
