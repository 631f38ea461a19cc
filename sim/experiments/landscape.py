"""Landscape of a study: the divisions in which states would settle, and how far the network is from balance.

The propensity of a pair is its mean alignment over worlds at the end of a quarter, the size of a state its capability
at the opening: it is the landscape of a mean world, not the mean of landscapes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.ensemble import Ensemble
from sim.ensemble.network import Network, most_frequent
from sim.experiments.words import of_worlds
from sim.outcomes import PARAMETERS
from sim.outcomes.balance import Frustration, balanced_triangles, frustration_bounds
from sim.outcomes.landscape import MOST_ACTORS, local_optima, optima_found

Sides = NDArray[np.int64]


@dataclass(frozen=True)
class Landscape:
    """The landscape of the mean world of one option at the end of a quarter.

    Attributes
    ----------
    option, quarter
        As asked.
    optima
        Divisions from which no single state lowers the energy, lowest first: `(side, energy)`, 1 on the side of the
        state of most military weight.
    searched_whole
        Whether these are all there are; else the ones that descents found.
    with_strongest
        Share of worlds in which each state stands on that side, by the sides that fit each world best.
    balanced, triangles, ties, frustration
        Of the network of signs, alignment of `least` or more counted as a tie.
    least
        See above.
    pair, pair_worlds, misfit
        The pair most out of place in most worlds, the share of those, and how far the pair that fits least is, mean.
    """

    option: str
    quarter: int
    optima: tuple[tuple[Sides, float], ...]
    searched_whole: bool
    with_strongest: NDArray[np.float64]
    balanced: int
    triangles: int
    ties: int
    frustration: Frustration
    least: float
    pair: tuple[str, str]
    pair_worlds: float
    misfit: float


def landscape(ensemble: Ensemble, network: Network, option: str, quarter: int, seconds: float = 10.0) -> Landscape:
    """The landscape of a network at the end of a quarter.

    Parameters
    ----------
    ensemble, network
        The study, and what `sim.ensemble.network.networks` recorded of the option.
    option, quarter
        Which one; quarters count from 1.
    seconds
        Time to prove the frustration in.
    """
    scenario, place = ensemble.scenario, quarter - 1
    a, sizes = network.alignment[place], np.asarray(scenario.opening.figures["capability"])
    whole = len(sizes) <= MOST_ACTORS
    strongest = int(np.argmax(np.sqrt(sizes) * scenario.opening.figures["quality"]))
    found = local_optima(sizes, a) if whole else optima_found(sizes, a)
    least = PARAMETERS["tie_least"].default
    signs = np.where(np.abs(a) >= least, np.sign(a), 0).astype(np.int64)
    balanced, triangles = balanced_triangles(signs)
    number, share = most_frequent(network.pair[:, place])
    first, second = divmod(number, len(sizes))
    return Landscape(
        option=option,
        quarter=quarter,
        optima=tuple((side * side[strongest], energy) for side, energy in found),
        searched_whole=whole,
        with_strongest=network.with_strongest[place],
        balanced=balanced,
        triangles=triangles,
        ties=int(np.abs(np.triu(signs, 1)).sum()),
        frustration=frustration_bounds(signs, seconds),
        least=least,
        pair=(scenario.actors[first], scenario.actors[second]),
        pair_worlds=share,
        misfit=float(network.misfit[:, place].mean()),
    )


def frustration_words(found: Landscape) -> str:
    """How many ties stand against balance, and whether that is proven."""
    known = found.frustration
    if known.proven:
        return f"{known.high} of {found.ties} ties would have to change for balance (proven)"
    return f"between {known.low} and {known.high} of {found.ties} ties would have to change for balance (not proven)"


def optima_words(found: Landscape) -> str:
    """How many divisions hold, and whether all were looked for."""
    number = len(found.optima)
    held = "1 division is" if number == 1 else f"{number} divisions are"
    how = "all were tried" if found.searched_whole else "found by descent, for there are too many to try all"
    return f"{held} such that no single state lowers the energy by changing side ({how})"


def side_words(found: Landscape, names: tuple[str, ...], worlds: int) -> list[tuple[str, str]]:
    """Who stands on each side of the lowest division, with how often where that is not in most worlds."""
    side = found.optima[0][0]
    told = []
    for which, label in ((1, "one side"), (-1, "other side")):
        there = []
        for k in np.flatnonzero(side == which):
            share = found.with_strongest[k] if which == 1 else 1 - found.with_strongest[k]
            there.append(names[k] if share >= 0.9 else f"{names[k]} ({of_worlds(share, worlds)})")
        told.append((label, ", ".join(there) or "nobody"))
    return told
