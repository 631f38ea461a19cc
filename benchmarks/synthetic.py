"""Tables of any size: states that do not exist, drawn once and for all, to see how time grows."""

import numpy as np

from sim.catalogue.instruments import instruments
from sim.ensemble.draws import NAMED_INSTRUMENTS
from sim.model.opening import ACTOR_FIGURES, DYAD_FIGURES, SYMMETRIC, Opening

IN_FORCE = 0.15  # share of agreements in force, about that of the record


def synthetic(actors: int, kinds: int) -> Opening:
    """An opening of some states and kinds of agreements; the first kinds are those of the catalogue."""
    rng = np.random.default_rng(1)
    off = 1 - np.eye(actors)

    def grid(low: float, high: float) -> np.ndarray:
        drawn = rng.uniform(low, high, (actors, actors))
        return (drawn + drawn.T) / 2 * off

    figures = {name: rng.uniform(max(low, -2), min(high, 2), actors) for name, (low, high) in ACTOR_FIGURES.items()}
    figures |= {
        name: grid(low, high) if name in SYMMETRIC else rng.uniform(low, high, (actors, actors)) * off
        for name, (low, high) in DYAD_FIGURES.items()
    }
    figures["tension"] = figures["tension"] ** 3
    figures["dependence"] = figures["dependence"] / actors
    level = np.stack([grid(0, 1) > 1 - IN_FORCE for _ in range(kinds)], axis=-1) * 1.0
    table = _kinds(kinds)
    return Opening(
        actors=tuple(f"S{number:03d}" for number in range(actors)),
        instruments=tuple(f"{key}_{copy}" if copy else key for key, copy, _ in table),
        figures=figures,
        doubts={name: np.zeros_like(figure) for name, figure in figures.items()},
        level=level,
        level_doubt=np.zeros_like(level),
        distance_km=grid(200, 15000),
        catalogue=_columns(table),
        catalogue_low=_columns(table),
        catalogue_high=_columns(table),
    )


def _kinds(number: int) -> list[tuple[str, int, int]]:
    """Key, number of the copy, and row of the catalogue of each kind; those that equations name come first."""
    keys = instruments().keys
    order = sorted(keys, key=lambda key: key not in NAMED_INSTRUMENTS)
    if number < len(NAMED_INSTRUMENTS):
        raise ValueError(f"equations name {len(NAMED_INSTRUMENTS)} instruments; {number} are too few")
    return [(order[k % len(order)], k // len(order), keys.index(order[k % len(order)])) for k in range(number)]


def _columns(table: list[tuple[str, int, int]]) -> dict[str, np.ndarray]:
    rows = [row for _, _, row in table]
    return {name: column[rows] for name, column in instruments().by_column(instruments().values).items()}
