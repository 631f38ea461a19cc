"""A made record for the third-party study: noise, chance agreements, and a reaction of a size that is known."""

import numpy as np

from sim.experiments.third_party_study.design import KINDS, WINDOW, grid_names
from sim.experiments.third_party_study.history import History, known_to_both

KIND = "framework"
STATES, YEARS = 16, 33


def made_record(seed: int, reaction: float = 0.0, lasting: float = 0.0) -> History:
    """A history of sixteen states that move by chance.

    Parameters
    ----------
    seed
        Of its luck.
    reaction
        How much further those that fear k stand from j in the five years after an agreement of the two.
    lasting
        How much further they drift from everybody, year after year, whatever is agreed.
    """
    luck = np.random.default_rng(seed)
    afraid = np.triu(luck.random((STATES, STATES)) < 0.12, 1)
    afraid |= afraid.T
    agreed = np.triu((luck.random((YEARS, STATES, STATES)) < 0.02), 1)
    agreed = np.moveaxis(agreed | np.swapaxes(agreed, 1, 2), 0, -1)
    noise = np.cumsum(luck.normal(size=(STATES, STATES, YEARS)), axis=2)
    distance = noise + lasting * afraid.sum(axis=1)[:, None, None] * np.arange(YEARS)
    lately = sum(np.roll(agreed, back, axis=2) * (np.arange(YEARS) >= back) for back in range(1, WINDOW + 1))
    distance = distance + reaction * (np.einsum("ik,jkt->ijt", afraid.astype(float), lately.astype(float)) > 0)
    capability = np.repeat(luck.normal(size=(STATES, 1)), YEARS, axis=1)
    grids = {name: np.abs(luck.normal(size=(STATES, STATES, YEARS))) for name in grid_names()} | {"distance": distance}
    place = luck.random((STATES, 2)) * 4000
    apart = np.sqrt(((place[:, None] - place[None]) ** 2).sum(axis=2))
    return History(
        tuple(f"S{number:02}" for number in range(STATES)), 1980,
        {name: known_to_both(grid, capability) for name, grid in grids.items()},
        {kind.name: agreed for kind in KINDS}, np.repeat(2 * afraid.astype(np.int64)[None], YEARS, axis=0), apart,
        capability,
    )  # fmt: skip
