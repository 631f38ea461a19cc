"""The crisis hazard on record: disputes that began between pairs, set against the model's own hazard.

    n_ij ~ Poisson(h_ij(theta)),   h as in sim/model/erupt.py on the world as of each year
    theta = ln h0, h_tau, h_pact, h_jme;  before the data 90 % of each lies in its declared range

A likelihood of its own: none of these weighs on choices. The tension of a past world was itself read from disputes
up to the year before with the central h0 and slope, so this asks whether that reading holds a year on.
"""

import dataclasses
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray
from scipy.optimize import minimize

from sim.core.pairs import upper
from sim.evidence.grids import upper as upper_of
from sim.evidence.sources import Public
from sim.evidence.tension import onsets
from sim.experiments.calibrate.panel import Panel, Years
from sim.experiments.calibrate.weights import NINETY
from sim.model.erupt import hazard
from sim.model.parameters import PARAMETERS
from sim.model.scene import Scene

Numbers = NDArray[np.float64]
NAMES = ("h0", "h_tau", "h_pact", "h_jme")
STEP = 1e-3


class Fitted(NamedTuple):
    """Mode and normal approximation, in the units of the model."""

    names: tuple[str, ...]
    mode: Numbers
    sd: Numbers
    draws: Numbers  # (draw, name)


def fit_crises(panel: Panel, public: Public, first: int, until: int, draws: int = 1000, seed: int = 1) -> Fitted:
    """Fit the hazard of disputes of some years of a panel."""
    cut = panel.between(first, until)
    counts = tuple(
        jnp.asarray([upper_of(_onsets(public, actors, int(year))) for year in group.year])
        for group, actors in zip(cut.groups, cut.actors, strict=True)
    )

    def loss(u: Numbers) -> tuple[float, Numbers]:
        value, slope = _value_and_slope(cut.groups, counts, jnp.asarray(u))
        return float(value), np.asarray(slope)

    best = minimize(loss, np.zeros(len(NAMES)), jac=True, method="L-BFGS-B").x
    rows = [(loss(best + s)[1] - loss(best - s)[1]) / (2 * STEP) for s in STEP * np.eye(len(best))]
    covariance = np.linalg.inv((np.array(rows) + np.array(rows).T) / 2)
    luck = np.random.default_rng(seed).multivariate_normal(best, covariance, draws)
    values = np.array([_values(row) for row in luck])
    return Fitted(NAMES, np.array(_values(best)), values.std(axis=0), values)


def _values(u: Numbers) -> list[float]:
    return [float(value) for value in _parameters(jnp.asarray(u)).values()]


def _parameters(u: Array) -> dict[str, Array]:
    found = {}
    for k, name in enumerate(NAMES):
        p = PARAMETERS[name]
        if name == "h0":
            found[name] = p.default * jnp.exp(np.log(p.high / p.low) / (2 * NINETY) * u[k])
        else:
            found[name] = p.default + (p.high - p.low) / (2 * NINETY) * u[k]
    return found


@jax.jit
def _value_and_slope(groups: tuple[Years, ...], counts: tuple[Array, ...], u: Array) -> tuple[Array, Array]:
    return jax.value_and_grad(_minus_log_density, argnums=2)(groups, counts, u)


def _minus_log_density(groups: tuple[Years, ...], counts: tuple[Array, ...], u: Array) -> Array:
    total = 0.5 * (u**2).sum()
    for group, count in zip(groups, counts, strict=True):
        rate = jax.vmap(lambda scene: upper(_rate(scene, u)))(group.scene)
        total = total + (rate - count * jnp.log(jnp.maximum(rate, 1e-12))).sum()
    return total


def _rate(scene: Scene, u: Array) -> Array:
    setting = dataclasses.replace(scene.setting, p=scene.setting.p.replace(**_parameters(u)))
    return hazard(dataclasses.replace(scene, setting=setting))


def _onsets(public: Public, actors: tuple[str, ...], year: int) -> Numbers:
    places = [public.actors().index(code) for code in actors]
    return onsets(public, year, year)[np.ix_(places, places)]
