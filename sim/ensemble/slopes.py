"""Slopes: how fast figures at the horizon move with every parameter, in worlds where choices have their expectation.

A sampled choice has no gradient: it does not move until it jumps. `sim.model.expect` replaces each draw by its
probability, and JAX differentiates what follows, all parameters at once.
"""

import dataclasses
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

from sim.core.luck import world_key
from sim.core.struct import Figures
from sim.ensemble.block import by_outcome, measure
from sim.ensemble.draws import Known, sample_inputs
from sim.ensemble.points import Keep, Point
from sim.ensemble.program import Program
from sim.model.expect import expect
from sim.model.policy import Policy
from sim.model.setting import build_setting
from sim.model.shocks import Shocks
from sim.outcomes import PARAMETERS

Numbers = NDArray[np.float64]


class Slopes(NamedTuple):
    """Figures of one draw in expectation, and how they move.

    Attributes
    ----------
    values
        `(column,)`, the columns of what is kept.
    slopes
        Change for each unit of a parameter, `(column, parameter)`, in the order of `PARAMETERS`. A parameter that is
        tied to another follows it, and its share counts as the other's.
    """

    values: Numbers
    slopes: Numbers


def moved(p: Figures, known: Known, by: Array) -> Figures:
    """Parameters with so much added to each, `(parameter,)`, and to those that follow it."""
    steps = dict(zip(PARAMETERS, by, strict=True))
    values = {name: p[name] + steps[name] for name in PARAMETERS}
    for name, parameter in PARAMETERS.items():
        if parameter.tied is not None:
            follow = steps[parameter.tied] * (parameter.default / PARAMETERS[parameter.tied].default)
            values[name] = values[name] + jnp.where(known.free[name] > 0, 0.0, follow)
    return Figures(values)


def _figures(
    by: Array, known: Known, policy: Policy, shocks: Shocks, places: dict[str, Array], weights: dict[str, Array],
    seed: Array, draw: Array, quarters: int,
) -> dict[str, Array]:  # fmt: skip
    inputs = sample_inputs(known, seed, draw)
    setting = build_setting(dataclasses.replace(inputs, p=moved(inputs.p, known, by)))
    key = world_key(seed, draw, np.uint64(0))
    last = by_outcome(places, expect(setting, policy, shocks, key, quarters, lambda scene: measure(places, scene)))
    return {name: weights[name] @ last[name] for name in places}


def _slopes(
    by: Array, known: Known, policy: Policy, shocks: Shocks, places: dict[str, Array], weights: dict[str, Array],
    seed: Array, draw: Array, quarters: int,
) -> tuple[dict[str, Array], dict[str, Array]]:  # fmt: skip
    def both(step: Array) -> tuple[dict[str, Array], dict[str, Array]]:
        found = _figures(step, known, policy, shocks, places, weights, seed, draw, quarters)
        return found, found

    slopes, values = jax.jacrev(both, has_aux=True)(by)
    return values, slopes


_program = Program(_slopes, "quarters")


def slopes_at(point: Point, keep: Keep, seed: int, draw: int, quarters: int, by: Numbers | None = None) -> Slopes:
    """Figures at the horizon in one draw, and their slopes.

    Parameters
    ----------
    point
        Assumptions, provisions and shocks.
    keep
        Outcomes and subjects; its quarters play no part.
    seed, draw
        Which draw.
    quarters
        Horizon.
    by
        Added to each parameter of the draw, `(parameter,)`; nothing when left out.
    """
    steps = np.zeros(len(PARAMETERS)) if by is None else np.asarray(by, np.float64)
    places, weights = (dict(x) for x in (keep.subjects.places, keep.subjects.weights))
    address = np.uint64(seed), np.uint64(draw)
    found = _program(steps, point.facts, point.policy, point.shocks, places, weights, *address, quarters=quarters)  # type: ignore[arg-type]
    # Outcomes come back in the order of their names, and stand in that of what is kept.
    return Slopes(*(np.concatenate([np.asarray(side[name]) for name in keep.subjects.names]) for side in found))
