"""The world at an origin: the files up to that year, positions as filtered, and parameters that have seen no more."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.evidence.build import compose, cut
from sim.evidence.past import as_of
from sim.evidence.posterior import Posterior, parted, read_posterior, shipped
from sim.evidence.sources import Public
from sim.experiments.hindcast.drift import Drift, fit_drift
from sim.model.informed import Informed
from sim.model.opening import Opening
from sim.model.parameters import PARAMETERS
from sim.scenario.arrays import opening
from sim.scenario.posteriors import unheard_of

Numbers = NDArray[np.float64]
DECLARED = "declared"


class Opened(NamedTuple):
    """A world that stands at the end of its origin."""

    origin: int
    world: Opening
    drift: Drift

    @property
    def ranges(self) -> dict[str, tuple[float, float]]:
        """Ranges in place of those of the model: of the drift of positions, 90 % of what is known of it."""
        return {"sig_x": self.drift.noise_range}

    @property
    def actors(self) -> tuple[str, ...]:
        """Codes of its states, sorted."""
        return self.world.actors


class Informing(NamedTuple):
    """What parameters are drawn from."""

    name: str
    draws: Mapping[str, Numbers]  # by parameter, each (draw,); what is not among them has its declared range
    costs: Mapping[str, Numbers]  # likewise what instruments cost by themselves, by key


def open_at(public: Public, origin: int, informing: Informing, states: Sequence[str] = ()) -> Opened:
    """Build the world of an origin.

    Parameters
    ----------
    public
        Files that may hold later years: none is read.
    origin
        Last year that may be seen; the world stands at the opening of the next.
    informing
        What parameters are drawn from.
    states
        Codes to keep; all that existed when left out.
    """
    past = as_of(public, origin + 1)
    kept = tuple(code for code in sorted(states or past.actors()) if code in past.actors())
    world = opening(cut(compose(past), kept, past), kept)
    drift = fit_drift(past.table("unga_ideal_points"), origin)
    figures, doubts = dict(world.figures), dict(world.doubts)
    at = [drift.states.index(code) if code in drift.states else -1 for code in kept]
    voted = np.array([place >= 0 for place in at])
    figures["ideal_point"] = np.where(voted, drift.level[at], figures["ideal_point"])
    doubts["ideal_point"] = np.where(voted, drift.spread[at], doubts["ideal_point"])
    placed = dataclasses.replace(world, figures=figures, doubts=doubts)
    drawn = Informed(**vars(placed), posterior=informing.draws, costs=informing.costs) if informing.draws else placed
    return Opened(origin, drawn, drift)


def informed_by(name: str | None, origin: int) -> Informing:
    """What a posterior, or the declared ranges, say of parameters.

    Parameters
    ----------
    name
        "declared", a shipped posterior or a folder; None takes the newest shipped one that has seen no year after the
        first origin, or the declared ranges.
    origin
        The first origin.

    Raises
    ------
    QuestionError
        The posterior has seen years after the origin, or names a parameter that the model does not have.
    SourceError
        There is no such posterior.
    """
    if name is None:
        known = [(last_seen(read_posterior(one)), one) for one in shipped()]
        name = max(((last, one) for last, one in known if last <= origin), default=(0, DECLARED))[1]
    if name == DECLARED:
        return Informing(name, {}, {})
    found = read_posterior(name)
    if last_seen(found) > origin:
        raise QuestionError(
            f"--parameters {name}: it was fitted to years up to {last_seen(found)}, and the first origin is {origin}; "
            f"name one that was fitted up to {origin} (entente calibrate --until {origin} --out FOLDER), or declared"
        )
    strange = unheard_of(found.draws, PARAMETERS)
    if strange:
        raise QuestionError(f"--parameters {name}: the model has no parameter {', '.join(strange)}")
    return Informing(name, *parted(found.draws))


def last_seen(posterior: Posterior) -> int:
    """Last year that a posterior was fitted to."""
    return int(posterior.about.get("until", 9999))
